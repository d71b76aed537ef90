package import OctavoStore

/// `plan → write → end`: the version and what is wanted of it are kept before a word is bought, so
/// that every attempt goes on with the same text and no version is written twice.
package struct ChapterJob: JobMachine {
  /// What all attempts hold to.
  package struct Plan: Sendable, Equatable, Codable {
    package let version: Int
    package let instructions: String

    package init(version: Int, instructions: String) {
      self.version = version
      self.instructions = instructions
    }
  }

  package enum Step: Sendable, Equatable {
    case plan
    case write(Plan)
  }

  package enum Finding: Sendable, Equatable {
    case planned(Plan)
    /// The version is whole, summed up and checked.
    case written(Written)
  }

  /// A chapter that was written.
  package struct Written: Sendable, Equatable, Encodable {
    package let chapterId: String
    package let version: Int
    package let wordCount: Int
    /// Chapters that lean on an older version of it.
    package let stale: [String]

    package init(chapterId: String, version: Int, wordCount: Int, stale: [String]) {
      self.chapterId = chapterId
      self.version = version
      self.wordCount = wordCount
      self.stale = stale
    }
  }

  private let kept: Plan?
  private let price: WorkOrder.Price

  /// - Parameters:
  ///   - kept: what an earlier attempt kept.
  ///   - price: what the words that were written cost.
  package init(kept: String?, price: WorkOrder.Price) {
    self.kept = kept.flatMap { try? WireJSON.read(from: $0) }
    self.price = price
  }

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: return .perform(kept.map { .write($0) } ?? .plan)
    case .failed(let fault): return .end(.failed(fault))
    case .found(.planned(let plan)): return .keep(JobText.json(plan), then: .write(plan))
    case .found(.written(let written)):
      let result = JobText.json(written)
      return .end(
        .succeeded(
          result: result, charge: price.credits(words: written.wordCount),
          events: [NewEvent("chapter_completed", data: result)]))
    }
  }
}
