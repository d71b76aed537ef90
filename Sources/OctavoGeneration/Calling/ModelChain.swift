import Synchronization

/// Several models, tried in turn until one answers.
///
/// Goes on to the next when one has failed for good or refuses, as long as no text was handed on.
/// A model that another call found to be out of reach is passed over for a while, and so is one
/// whose answers broke off, or were of no use, twice running.
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

  package init(_ links: [Link], now: @escaping @Sendable () -> Double) {
    self.links = links
    self.now = now
    rests = LinkRests()
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    rests.hear(ofSetback: request.followsSetback, at: now())
    var failures: [ModelError] = []
    let order = rests.order(of: links.map(\.name), at: now())
    for (place, index) in order.enumerated() {
      let link = links[index]
      let isLast = place == order.count - 1
      do {
        if try await attempt(link, request, isLast: isLast, receive) {
          rests.note(.answered, by: link.name)
          return
        }
        failures.append(Self.refusal(by: link.name))
      } catch let failure as Passing {
        let error = failure.error
        if !failure.mayGoOn { rests.note(.broken, by: link.name) }
        guard failure.mayGoOn, error.remedy != .stop, !Task.isCancelled else { throw error }
        if error.remedy == .fallBack { rests.rest(link.name, at: now()) }
        failures.append(error)
      } catch {
        // The receiver has had enough of it; whether it was of use, the next request tells.
        rests.note(.answered, by: link.name)
        throw error
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
  /// How a call that handed text on came to its end.
  enum Ending { case answered, broken }

  private struct State {
    var ends: [ModelName: Double] = [:]
    /// Answers of no use, in a row.
    var strikes: [ModelName: Int] = [:]
    /// Who answered last, and whether to its end. Only the next request tells whether the answer
    /// was of use.
    var last: (name: ModelName, ending: Ending)?
  }

  /// Seconds for which a model is passed over.
  private static let restTime: Double = 300
  /// Answers of no use in a row after which a model is passed over.
  private static let mostStrikes = 2

  private let state = Mutex(State())

  func note(_ ending: Ending, by name: ModelName) { state.withLock { $0.last = (name, ending) } }

  /// Takes in what became of the last answer.
  func hear(ofSetback isSetback: Bool, at now: Double) {
    state.withLock { state in
      guard let last = state.last else { return }
      state.last = nil
      guard isSetback || last.ending == .broken else {
        state.strikes[last.name] = nil
        return
      }
      state.strikes[last.name, default: 0] += 1
      guard state.strikes[last.name] ?? 0 >= Self.mostStrikes else { return }
      state.strikes[last.name] = nil
      state.ends[last.name] = now + Self.restTime
    }
  }

  func rest(_ name: ModelName, at now: Double) {
    state.withLock { $0.ends[name] = now + Self.restTime }
  }

  /// Indices in order, without those that rest; all of them where all rest, the one that has rested
  /// longest first.
  func order(of names: [ModelName], at now: Double) -> [Int] {
    let ends = state.withLock { $0.ends }
    let awake = names.indices.filter { (ends[names[$0]] ?? 0) <= now }
    guard awake.isEmpty else { return awake }
    return names.indices.sorted { (ends[names[$0]] ?? 0, $0) < (ends[names[$1]] ?? 0, $1) }
  }
}
