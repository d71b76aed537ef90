/// The name a browser saves a download under, made safe to stand in a `Content-Disposition` header
/// and on any disk.
///
/// Controls, marks that turn the writing direction, path separators and characters that file systems
/// refuse are gone, and it is not longer than file systems take; whatever was asked for, some name
/// comes out.
package struct DownloadName: Sendable, Hashable {
  /// At least one character, no control, no slash.
  package let text: String

  /// UTF-8 bytes in a name: file systems take 255, and users add to it.
  package static let longest = 180
  private static let longestEnding = 12

  package init(_ wish: some StringProtocol) {
    let kept = wish.unicodeScalars.lazy.filter { !Self.isDropped($0) }
      .map { Self.isReplaced($0) ? "-" : $0 }
    var text = String(String.UnicodeScalarView(kept))
    text = Self.trimmed(text)
    text = Self.shortened(text)
    self.text = text.isEmpty ? "download" : text
  }

  /// `attachment` with the name, plain for old clients and whole for others (RFC 6266, RFC 8187).
  package var contentDisposition: String {
    let plain = Self.ascii(text)
    guard plain != text else { return "attachment; filename=\"\(plain)\"" }
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.text(text))"
  }

  /// Controls, and format characters that make one name look like another (Unicode, "Cf").
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }

  private static func isReplaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": true
    default: false
    }
  }

  /// Without blanks and dots at either end: hidden files, and endings that Windows drops.
  private static func trimmed(_ text: String) -> String {
    let isLoose: (Character) -> Bool = { $0 == "." || $0.isWhitespace }
    let head = text.drop(while: isLoose)
    return String(head.reversed().drop(while: isLoose).reversed())
  }

  /// Cut in the middle of nothing: whole characters, and the ending stays.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest else { return text }
    var ending = ""
    if let dot = text.lastIndex(of: "."), text[dot...].utf8.count <= longestEnding {
      ending = String(text[dot...])
    }
    var stem = ""
    for character in text.dropLast(ending.count) {
      guard stem.utf8.count + character.utf8.count + ending.utf8.count <= longest else { break }
      stem.append(character)
    }
    return trimmed(trimmed(stem) + ending)
  }

  private static func ascii(_ text: String) -> String {
    String(text.map { $0.isASCII && $0 != "\"" && $0 != "\\" && $0 != "%" ? $0 : "_" })
  }
}
