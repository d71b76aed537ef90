import OctavoGeneration
import Synchronization

/// One answer to a model's request, with what is scripted to go wrong in it.
struct ScriptedAnswer {
  private let server: ModelServer
  private let exchange: WireExchange
  private let wanted: ModelRequest
  private let behaviour: ServerBehaviour

  init(
    server: ModelServer, exchange: WireExchange, wanted: ModelRequest, _ behaviour: ServerBehaviour
  ) {
    self.server = server
    self.exchange = exchange
    self.wanted = wanted
    self.behaviour = behaviour
  }

  /// Sends it; false where the connection is then to be closed.
  func send() -> Bool {
    switch behaviour {
    case .status(let status, let retryAfter, let body):
      let fields = retryAfter.map { ["retry-after": $0] } ?? [:]
      let names = [429: "rate_limit_error", 529: "overloaded_error", 401: "authentication_error"]
      let name = names[status] ?? "scripted_error"
      let usual = #"{"error": {"type": "\#(name)", "message": "scripted \#(status)"}}"#
      return exchange.send(status: status, fields: fields, body: body ?? usual)
    case .page:
      return exchange.send(status: 200, type: "text/html", body: "<html><body>Hello</body></html>")
    case .typed(let type):
      return exchange.send(status: 200, type: type, body: "Hello")
    case .silence:
      _ = exchange.socket.sleep(3600)
      return false
    default: return stream()
    }
  }

  /// The text to be sent.
  private var text: String {
    switch behaviour {
    case .reply(let text): text
    case .empty, .refusal: ""
    case .fenced: "Certainly! Here it is:\n\n```json\n\(server.settings.author(wanted))\n```\n"
    case .invalidJSON: #"{"title": , "parts": [}"#
    default: server.settings.author(wanted)
    }
  }

  private var ending: WireEnding {
    switch behaviour {
    case .refusal: .refusal
    case .lengthLimit: .length
    default: .stop
    }
  }

  /// Pieces of text that are sent at most.
  private var limit: Int {
    switch behaviour {
    case .reset(let pieces), .noEnd(let pieces), .cutAsStop(let pieces), .lengthLimit(let pieces),
      .stall(let pieces), .streamError(let pieces, _), .brokenEvent(let pieces):
      pieces
    default: .max
    }
  }

  private func stream() -> Bool {
    var usage = server.state.withLock { $0.ledger.bill(wanted) }
    if case .usage(let input, _) = behaviour { usage = TokenUsage(input: input, output: 0) }
    let events = WireEvents(
      dialect: exchange.request.dialect ?? .chat, model: exchange.request.model,
      isTool: wanted.format != nil && behaviour != .noTool,
      usage: behaviour == .noUsage ? nil : usage)
    guard exchange.beginStream(), write(": scripted\n\n"),
      exchange.socket.sleepLong(
        server.settings.firstTokenDelay), events.opening.allSatisfy(write),
      let output = sendPieces(events)
    else { return false }
    return end(events, output)
  }

  /// Sends the text; gives the tokens sent, nil where the peer is gone.
  private func sendPieces(_ events: WireEvents) -> Int? {
    let started = ContinuousClock.now
    var output = 0
    for piece in Self.pieces(text, tokens: server.settings.pieceTokens).prefix(limit) {
      let tokens = TokenEstimate.tokens(piece)
      output += tokens
      guard pause(until: output, since: started), write(events.piece(piece)) else { return nil }
      server.state.withLock { $0.ledger.outputTokens += tokens }
    }
    return output
  }

  /// Ends the stream as scripted; false where the connection is then to be closed.
  private func end(_ events: WireEvents, _ output: Int) -> Bool {
    switch behaviour {
    case .reset:
      // Let what was written leave first, else the reset overtakes it.
      _ = exchange.socket.sleep(0.05)
      exchange.socket.resetOnClose()
      return false
    case .stall:
      _ = exchange.socket.sleep(3600)
      return false
    case .noEnd: return exchange.endStream()
    case .streamError(_, let message):
      return write(events.complaint(message)) && exchange.endStream()
    case .brokenEvent: return write("data: {\"choices\": [\n\n") && exchange.endStream()
    default: break
    }
    var counted = output
    if case .usage(_, let output) = behaviour { counted = output }
    guard events.closing(ending, output: counted).allSatisfy(write) else { return false }
    server.state.withLock { $0.ledger.finishedCalls += 1 }
    return exchange.endStream()
  }

  private func write(_ event: String) -> Bool {
    guard behaviour == .split else { return exchange.send(chunk: event) }
    let bytes = Array(event.utf8)
    return stride(from: 0, to: bytes.count, by: 7).allSatisfy { start in
      exchange.send(chunk: Array(bytes[start..<min(start + 7, bytes.count)]))
    }
  }

  /// Waits until so many tokens are due: by the time since the start, so that the waits' own
  /// lateness does not add up.
  private func pause(until tokens: Int, since started: ContinuousClock.Instant) -> Bool {
    if case .trickle(let seconds) = behaviour { return exchange.socket.sleepLong(seconds) }
    guard let rate = server.settings.tokensPerSecond, rate > 0 else { return true }
    let elapsed = started.duration(to: .now) / .seconds(1)
    return exchange.socket.sleepLong(Double(tokens) / rate - elapsed)
  }

  /// A text cut into pieces of so many tokens, that is four times as many characters.
  private static func pieces(_ text: String, tokens: Int) -> [String] {
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      pieces.append(String(String.UnicodeScalarView(rest.prefix(4 * tokens))))
      rest = rest.dropFirst(4 * tokens)
    }
    return pieces
  }
}

extension Socket {
  /// Like `sleep`, and true at once for no time.
  fileprivate func sleepLong(_ seconds: Double) -> Bool { seconds <= 0 || sleep(seconds) }
}
