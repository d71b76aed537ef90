/// Calls a model again when it fails in a way that may pass.
///
/// Only as long as no text was handed on: what was paid for is not bought twice, so that after some
/// text the error goes to the caller, who may continue from what came. Every try begins with its
/// own `began`.
package struct RetryingModel: LanguageModel {
  /// Empty answers taken from a model in a row: they are paid for.
  private static let mostEmpty = 2

  private let base: any LanguageModel
  private let schedule: RetrySchedule
  private let surroundings: Surroundings

  package init(
    _ base: any LanguageModel, schedule: RetrySchedule, surroundings: Surroundings
  ) {
    self.base = base
    self.schedule = schedule
    self.surroundings = surroundings
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    var attempt = 1
    while true {
      var watch = HandingWatch()
      do {
        return try await base.answer(request) { event in
          try await watch.hand(event, to: receive)
        }
      } catch let error as ModelError {
        let isLast = error.isEmptyAnswer && attempt >= Self.mostEmpty
        guard !watch.hasHanded, !isLast, case .retry(let asked) = error.remedy,
          let delay = schedule.delay(after: attempt, asked: asked, chance: surroundings.random())
        else { throw error }
        try await surroundings.sleep(delay)
        attempt += 1
      }
    }
  }
}

/// Notes whether a caller has got something it cannot unread, or has itself said stop.
struct HandingWatch {
  private(set) var hasHanded = false

  mutating func hand(
    _ event: ModelEvent, to receive: (ModelEvent) async throws -> Void
  ) async throws {
    switch event {
    case .began: break
    case .text(let text): hasHanded = hasHanded || !text.isEmpty
    case .finished: hasHanded = true
    }
    do {
      try await receive(event)
    } catch {
      // The caller's own error is never a reason to call again.
      hasHanded = true
      throw error
    }
  }
}
