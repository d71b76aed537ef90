/// What the server does with one request.
///
/// Amounts called `pieces` count the pieces of text sent before it happens.
package enum ServerBehaviour: Sendable, Equatable {
  /// Answers as a provider should.
  case normal
  /// Answers with this text.
  case reply(String)
  /// Refuses with a status, and perhaps a `Retry-After` field.
  case status(Int, retryAfter: String? = nil, body: String? = nil)
  /// Resets the connection.
  case reset(pieces: Int)
  /// Ends the stream properly, but without the dialect's last events.
  case noEnd(pieces: Int)
  /// Stops writing and calls it a normal end, as some gateways do.
  case cutAsStop(pieces: Int)
  /// Stops at the limit of tokens and says so.
  case lengthLimit(pieces: Int)
  /// Says nothing more, and keeps the connection.
  case stall(pieces: Int)
  /// Complains within the stream, in these words where there are any.
  case streamError(pieces: Int, message: String? = nil)
  /// Sends an event that is no JSON.
  case brokenEvent(pieces: Int)
  /// Takes the request and never answers.
  case silence
  /// Sends one piece in so many seconds.
  case trickle(seconds: Double)
  /// Sends the stream in fragments of 7 bytes, which cut characters in two.
  case split
  /// Ends well, without text.
  case empty
  case refusal
  /// Wraps the answer in a preamble and a fence.
  case fenced
  /// Answers with broken JSON.
  case invalidJSON
  /// Counts no tokens.
  case noUsage
  /// Says that it counted so many tokens.
  case usage(input: Int, output: Int)
  /// Answers with plain text where a tool was to be used (messages only).
  case noTool
  /// Answers 200 with a page of HTML, as a wrong address does.
  case page
  /// Answers 200 with something called so.
  case typed(String)

  /// Reads what the program's options and the control address take, such as `status=429,2`,
  /// `reset=5` or `silence`.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: "=", maxSplits: 1)
    let name = parts.isEmpty ? "" : String(parts[0])
    let value = parts.count > 1 ? String(parts[1]) : ""
    let pieces = Int(value) ?? 3
    let plain: [String: ServerBehaviour] = [
      "normal": .normal, "silence": .silence, "split": .split, "empty": .empty,
      "refusal": .refusal, "fenced": .fenced, "invalid-json": .invalidJSON, "no-usage": .noUsage,
      "page": .page, "no-tool": .noTool, "reset": .reset(pieces: pieces),
      "no-end": .noEnd(pieces: pieces),
      "cut-as-stop": .cutAsStop(pieces: pieces), "length": .lengthLimit(pieces: pieces),
      "stall": .stall(pieces: pieces), "stream-error": .streamError(pieces: pieces),
      "broken-event": .brokenEvent(pieces: pieces), "reply": .reply(value),
      "trickle": .trickle(seconds: Double(value) ?? 1),
    ]
    if let known = plain[name] {
      self = known
      return
    }
    let words = value.split(separator: ",", maxSplits: 1)
    guard name == "status", let status = words.first.flatMap({ Int($0) }) else { return nil }
    self = .status(status, retryAfter: words.count > 1 ? String(words[1]) : nil)
  }
}
