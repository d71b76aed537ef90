import OctavoStore

/// `plan → generate → end`: which outline is asked for is kept before anything is bought, so that
/// every attempt makes the same one.
package struct OutlineJob: JobMachine {
  /// What all attempts hold to.
  package struct Plan: Sendable, Equatable, Codable {
    /// Counts the outlines of the project; this is the one to make.
    package let version: Int
    /// What people said of the concept; empty for nothing.
    package let notes: String

    package init(version: Int, notes: String) {
      self.version = version
      self.notes = notes
    }
  }

  package enum Step: Sendable, Equatable {
    case plan
    case generate(Plan)
  }

  package enum Finding: Sendable, Equatable {
    case planned(Plan)
    case made(chapters: [String], words: Int)
  }

  private let kept: Plan?

  /// - Parameter kept: what an earlier attempt kept.
  package init(kept: String?) { self.kept = kept.flatMap { try? WireJSON.read(from: $0) } }

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: return .perform(kept.map { .generate($0) } ?? .plan)
    case .failed(let fault): return .end(.failed(fault))
    case .found(.planned(let plan)): return .keep(JobText.json(plan), then: .generate(plan))
    case .found(.made(let chapters, let words)):
      let result = JobText.json(Result(chapters: chapters, targetWords: words))
      return .end(
        .succeeded(
          result: result, charge: nil, events: [NewEvent("outline_completed", data: result)]))
    }
  }

  private struct Result: Encodable {
    let chapters: [String]
    let targetWords: Int
  }
}
