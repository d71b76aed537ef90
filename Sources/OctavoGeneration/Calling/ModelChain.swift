import Synchronization

/// Several models, tried in turn until one answers.
///
/// Goes on to the next when one has failed for good or refuses, as long as no text was handed on.
/// A model that another call found to be out of reach, or that failed in all its tries, is passed over
/// for a while, at least for as long as it asked for; so is one whose answers broke off, or were of no
/// use, twice running.
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

  /// - Parameter shared: rests of models that do not answer, which other chains know of too.
  package init(
    _ links: [Link], shared: ModelRests = ModelRests(), now: @escaping @Sendable () -> Double
  ) {
    self.links = links
    self.now = now
    rests = LinkRests(shared: shared)
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
        rests.rest(link.name, after: error.remedy, at: now())
        failures.append(error)
      } catch {
        // The receiver has had enough of it; whether it was of use, the next request tells.
        rests.note(.answered, by: link.name)
        throw error
      }
    }
    let passedOver = links.indices.filter { !order.contains($0) }.map { links[$0].name }
    let rest = rests.shortest(of: passedOver, at: now())
    throw Self.summary(failures, rest: rest)
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
  ///
  /// - Parameter rest: seconds until one that was passed over is asked again; nil where none was.
  private static func summary(_ failures: [ModelError], rest: Double?) -> ModelError {
    guard let first = failures.first else {
      return ModelError(.stop, "model.none", "the policy names no model for this step")
    }
    let waits =
      failures.compactMap { failure -> Double? in
        if case .retry(let seconds) = failure.remedy { seconds ?? 0 } else { nil }
      } + [rest].compactMap(\.self)
    let remedy: ModelError.Remedy =
      waits.min().map { .retry(after: $0 > 0 ? $0 : nil) } ?? .stop
    guard failures.count > 1 else {
      return ModelError(remedy, first.code, first.message, usage: first.usage)
    }
    let list = failures.map(\.message).joined(separator: "; ")
    return ModelError(remedy, "model.all-failed", "no model answered: \(list)")
  }
}
