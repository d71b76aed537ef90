import OctavoJSON
import OctavoTransport

/// What a provider says went wrong, in a refusal's body or within a stream.
struct ProviderComplaint: Sendable, Equatable {
  /// Such as `overloaded_error` or `insufficient_quota`; every kind of name the provider gives.
  let names: [String]
  /// The provider's sentence, without keys and not too long; may be empty.
  let message: String

  /// Characters of a provider's sentence that are shown.
  private static let longest = 300

  init(names: [String], message: String, redaction: Redaction) {
    self.names = names
    let plain = redaction.redact(message).split(whereSeparator: \.isNewline).joined(separator: " ")
    self.message = plain.count > Self.longest ? plain.prefix(Self.longest - 1) + "…" : plain
  }

  /// Reads `{"error": {"type": …, "code": …, "message": …}}` and its relatives; text that is no
  /// JSON is taken as the message.
  init(body: [UInt8], redaction: Redaction) {
    let text = String(decoding: body, as: UTF8.self)
    guard let value = try? JSONParser.parse(text) else {
      // A proxy's page of HTML says nothing that the status does not.
      let isPage = text.drop(while: \.isWhitespace).hasPrefix("<")
      self.init(names: [], message: isPage ? "" : text, redaction: redaction)
      return
    }
    self.init(value, redaction: redaction)
  }

  init(_ value: JSONValue, redaction: Redaction) {
    let error = value["error"] ?? value
    let names = ["type", "code", "status"].compactMap { error[$0]?.string }
    let message = error["message"]?.string ?? error.string ?? value["detail"]?.string ?? ""
    self.init(names: names, message: message, redaction: redaction)
  }

  /// Whether a name or the message holds one of these, in any case.
  func mentions(_ words: [String]) -> Bool {
    let all = (names + [message]).joined(separator: "\n").lowercased()
    return words.contains { all.contains($0) }
  }
}
