/// The media type of an object, such as `application/pdf`: what may stand in a header and nothing
/// that ends one.
package struct ContentType: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  /// Bytes in a type.
  private static let longest = 127

  /// Nil for what is no `type/subtype` with parameters of printable ASCII (RFC 9110 §8.3.1).
  package init?(_ text: some StringProtocol) {
    let parts = text.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= Self.longest,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isToken) }),
      text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), text.last != " "
    else { return nil }
    self.text = String(text)
  }

  private init(known text: String) { self.text = text }

  package var description: String { text }

  /// Bytes of no known kind.
  package static let bytes = ContentType(known: "application/octet-stream")

  /// The type of files with an ending; `bytes` for one that is not known.
  package static func of(ending: String) -> ContentType {
    byEnding[ending].map { ContentType(known: $0) } ?? .bytes
  }

  private static let byEnding = [
    "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
  ]

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
