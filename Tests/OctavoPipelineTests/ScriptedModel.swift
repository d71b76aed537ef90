import OctavoGeneration
import Synchronization

/// A model in memory that answers as a test says, piece by piece.
final class ScriptedModel: LanguageModel {
  struct Reply: Sendable {
    enum End: Sendable {
      case finished(ModelFinish.Reason)
      /// The stream is over without an end event.
      case nothing
      case fails(ModelError)
    }

    var pieces: [String]
    var end = End.finished(.stop)

    /// An answer streamed in so many pieces.
    static func text(_ text: String, pieces: Int = 6, end: End = .finished(.stop)) -> Reply {
      Reply(pieces: Pieces.of(text, pieces), end: end)
    }
  }

  private struct State {
    var requests: [ModelRequest] = []
    var delivered: [String] = []
  }

  private let state = Mutex(State())
  private let script: @Sendable (ModelRequest, Int) -> Reply

  /// - Parameter script: gives the reply to a request and its 0-based number.
  init(_ script: @escaping @Sendable (ModelRequest, Int) -> Reply) { self.script = script }

  /// A model that gives these replies in turn, the last for ever.
  convenience init(replies: [Reply]) {
    self.init { _, number in replies[min(number, replies.count - 1)] }
  }

  var requests: [ModelRequest] { state.withLock { $0.requests } }
  /// All text handed over, in order: what was bought.
  var delivered: [String] { state.withLock { $0.delivered } }
  var deliveredText: String { delivered.joined() }

  func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    let number = state.withLock {
      $0.requests.append(request)
      return $0.requests.count - 1
    }
    let reply = script(request, number)
    try await receive(.began(ModelName(provider: "test", model: "scripted")))
    for piece in reply.pieces {
      state.withLock { $0.delivered.append(piece) }
      try await receive(.text(piece))
    }
    switch reply.end {
    case .finished(let reason):
      let texts = [request.system] + request.messages.map(\.text)
      let usage = TokenUsage(
        input: texts.reduce(0) { $0 + TextTokens.count($1) },
        output: TextTokens.count(reply.pieces.joined()))
      try await receive(.finished(ModelFinish(reason: reason, usage: usage)))
    case .nothing: break
    case .fails(let error): throw error
    }
  }
}

enum Pieces {
  /// Cuts a text into about so many pieces, at word ends.
  static func of(_ text: String, _ count: Int) -> [String] {
    let size = max(1, text.count / max(1, count))
    var pieces: [String] = []
    var current = ""
    for character in text {
      current.append(character)
      if current.count >= size, character.isWhitespace {
        pieces.append(current)
        current = ""
      }
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }
}
