import HTTPTypes
import OctavoService
import OctavoObjects

/// Readings of the headers that Octavo heeds.
extension HTTPFields {
  /// The client's name for the request where it is a sane one: up to 64 letters, digits and `-_.`.
  var saneRequestID: String? {
    guard let id = self[.requestID], (1...64).contains(id.utf8.count),
      id.utf8.allSatisfy(Self.isPlain)
    else { return nil }
    return id
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The bearer token.
  ///
  /// - Returns: nil without the header; an empty text where it holds no bearer token.
  var bearer: String? {
    guard let header = self[.authorization] else { return nil }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
    return parts[1].trimmingPrefix { $0 == " " }.description
  }

  /// Seconds that `Prefer: wait=N` asks for (RFC 7240), at most `most`; 0 without it.
  func preferredWait(most: Int) -> Int {
    for preference in self[.prefer]?.split(separator: ",") ?? [] {
      let sides = preference.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, Self.trimmed(sides[0]).lowercased() == "wait",
        let seconds = Int(Self.trimmed(sides[1]))
      else { continue }
      return Swift.min(Swift.max(0, seconds), most)
    }
    return 0
  }

  /// Whether a media type is among those accepted (RFC 9110 §12.5.1).
  func accepts(_ type: String) -> Bool {
    guard let header = self[.accept], !header.allSatisfy(\.isWhitespace) else { return true }
    let group = type.prefix { $0 != "/" }
    var best = (exactness: -1, isAllowed: false)
    for range in header.split(separator: ",") {
      let parts = range.split(separator: ";").map { Self.trimmed($0) }
      guard let name = parts.first?.lowercased() else { continue }
      let exactness = name == type ? 2 : name == "\(group)/*" ? 1 : name == "*/*" ? 0 : -1
      guard exactness > best.exactness else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
        Double($0.dropFirst(2))
      }
      best = (exactness, (weight ?? 1) > 0)
    }
    return best.isAllowed
  }

  /// Whether answers may be packed by gzip.
  var acceptsGzip: Bool {
    for coding in self[.acceptEncoding]?.split(separator: ",") ?? [] {
      let parts = coding.split(separator: ";").map { Self.trimmed($0) }
      guard let name = parts.first?.lowercased(), name == "gzip" || name == "*" else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
        Double($0.dropFirst(2))
      }
      return (weight ?? 1) > 0
    }
    return false
  }

  /// The state that `If-Match` names, also without its quotation marks; nil without it.
  func expectedState() throws(Problem) -> StateTag? {
    guard let header = self[.ifMatch] else { return nil }
    var text = Self.trimmed(header[...])
    if text.hasPrefix("W/") { text.removeFirst(2) }
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = String(text.dropFirst().dropLast())
    }
    guard let tag = StateTag(text) else {
      throw Problem(
        .badRequest, "the header If-Match holds no version",
        hint: "send the ETag that came with what you change")
    }
    return tag
  }

  /// A sane `Idempotency-Key`; nil without one.
  func workKey() throws(Problem) -> String? {
    guard let key = self[.idempotencyKey] else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21..<0x7F).contains($0) })
    else {
      throw Problem(
        .badRequest, "the header Idempotency-Key holds 1 to 255 visible ASCII characters")
    }
    return key
  }

  private static func trimmed(_ text: Substring) -> String {
    let head = text.drop { $0 == " " || $0 == "\t" }
    return String(head.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
