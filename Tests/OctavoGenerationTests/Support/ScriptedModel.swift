import OctavoGeneration
import Synchronization

/// A model whose answers are lists of events, each list ended by an error or not.
final class ScriptedModel: LanguageModel {
  struct Turn: Sendable {
    var events: [ModelEvent] = []
    var error: ModelError?
  }

  private let turns: Mutex<[Turn]>
  private let count = Mutex(0)

  init(_ turns: [Turn]) { self.turns = Mutex(turns) }

  /// How often it was asked.
  var calls: Int { count.withLock { $0 } }

  func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    count.withLock { $0 += 1 }
    let turn = turns.withLock { $0.isEmpty ? Turn() : $0.removeFirst() }
    for event in turn.events { try await receive(event) }
    if let error = turn.error { throw error }
  }
}

extension ScriptedModel.Turn {
  static func text(_ text: String) -> Self {
    Self(events: [
      .text(text), .finished(ModelFinish(reason: .stop, usage: TokenUsage(input: 5, output: 7))),
    ])
  }

  static func failing(
    _ remedy: ModelError.Remedy, after text: String? = nil, code: String = "test.failed"
  ) -> Self {
    Self(events: text.map { [.text($0)] } ?? [], error: ModelError(remedy, code, "it failed"))
  }

  static let refusing = Self(events: [
    .finished(ModelFinish(reason: .refusal, usage: TokenUsage(input: 5, output: 1)))
  ])
}

extension LanguageModel {
  /// The events of an answer, and the error that ended it, if any.
  func events(
    _ request: ModelRequest = ModelRequest(step: .chapter, system: "s", messages: [])
  ) async -> (events: [ModelEvent], error: (any Error)?) {
    var events: [ModelEvent] = []
    do {
      try await answer(request) { events.append($0) }
      return (events, nil)
    } catch {
      return (events, error)
    }
  }
}

extension [ModelEvent] {
  /// All the text in them.
  var text: String {
    reduce(into: "") { if case .text(let piece) = $1 { $0 += piece } }
  }

  /// How the answer ended.
  var finish: ModelFinish? {
    for case .finished(let finish) in self { return finish }
    return nil
  }

  /// Who answered, in turn.
  var models: [String] {
    compactMap { if case .began(let name) = $0 { name.text } else { nil } }
  }
}
