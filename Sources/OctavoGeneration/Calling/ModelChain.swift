import Synchronization

/// Several models, tried in turn until one answers.
///
/// Goes on to the next when one has failed for good or refuses, as long as no text was handed on.
/// A model that another call found to be out of reach is passed over for a while.
package struct ModelChain: LanguageModel {
  package struct Link: Sendable {
    package let name: ModelName
    package let model: any LanguageModel

    package init(_ name: ModelName, _ model: any LanguageModel) {
      self.name = name
      self.model = model
    }
  }

  private let links: [Link]
  private let rests: LinkRests
  private let now: @Sendable () -> Double

  /// Seconds for which a model that failed for good is passed over.
  private static let restTime: Double = 300

  package init(_ links: [Link], now: @escaping @Sendable () -> Double) {
    self.links = links
    self.now = now
    rests = LinkRests()
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    var failures: [ModelError] = []
    let order = rests.order(of: links.map(\.name), at: now())
    for (place, index) in order.enumerated() {
      let link = links[index]
      let isLast = place == order.count - 1
      do {
        if try await attempt(link, request, isLast: isLast, receive) { return }
        failures.append(Self.refusal(by: link.name))
      } catch let failure as Passing {
        let error = failure.error
        guard failure.mayGoOn, error.remedy != .stop, !Task.isCancelled else { throw error }
        if error.remedy == .fallBack { rests.rest(link.name, until: now() + Self.restTime) }
        failures.append(error)
      }
    }
    throw Self.summary(failures)
  }

  /// A model's error, and whether nothing was handed on before it.
  private struct Passing: Error {
    let error: ModelError
    let mayGoOn: Bool
  }

  /// Whether the link has answered; a refusal before any text counts only where nobody follows.
  private func attempt(
    _ link: Link, _ request: ModelRequest, isLast: Bool,
    _ receive: (ModelEvent) async throws -> Void
  ) async throws -> Bool {
    var watch = HandingWatch()
    var isRefusal = false
    do {
      try await link.model.answer(request) { event in
        if case .finished(let finish) = event, finish.reason == .refusal, !watch.hasHanded, !isLast
        {
          isRefusal = true
        } else {
          try await watch.hand(event, to: receive)
        }
      }
    } catch let error as ModelError {
      throw Passing(error: error, mayGoOn: !watch.hasHanded)
    }
    return !isRefusal
  }

  private static func refusal(by name: ModelName) -> ModelError {
    ModelError(.fallBack, "provider.refused", "\(name.provider)/\(name.model) refused")
  }

  /// One error for all: the only one as it is, several as a list whose remedy is the mildest.
  private static func summary(_ failures: [ModelError]) -> ModelError {
    guard let first = failures.first else {
      return ModelError(.stop, "model.none", "the policy names no model for this step")
    }
    let waits = failures.compactMap { failure -> Double? in
      if case .retry(let seconds) = failure.remedy { seconds ?? 0 } else { nil }
    }
    let remedy: ModelError.Remedy =
      waits.min().map { .retry(after: $0 > 0 ? $0 : nil) } ?? .stop
    guard failures.count > 1 else {
      return ModelError(remedy, first.code, first.message, usage: first.usage)
    }
    let list = failures.map(\.message).joined(separator: "; ")
    return ModelError(remedy, "model.all-failed", "no model answered: \(list)")
  }
}

/// Which models a chain passes over, and until when; shared by the chain's calls.
private final class LinkRests: Sendable {
  private let ends = Mutex<[ModelName: Double]>([:])

  func rest(_ name: ModelName, until end: Double) { ends.withLock { $0[name] = end } }

  /// Indices in order, without those that rest; all of them where all rest.
  func order(of names: [ModelName], at now: Double) -> [Int] {
    let awake = ends.withLock { ends in
      names.indices.filter { (ends[names[$0]] ?? 0) <= now }
    }
    return awake.isEmpty ? Array(names.indices) : awake
  }
}
