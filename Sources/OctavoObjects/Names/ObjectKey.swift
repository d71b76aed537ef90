/// The name of an object in a store: segments of plain characters between slashes, such as
/// `projects/ID/SHA256.pdf`.
///
/// Nothing else can be spelt, so that no key leads out of a folder, hides in it, needs quoting in an
/// address, or is two names on one disk: letters, digits, `-`, `_` and `.` alone, no segment
/// beginning with a dot.
package struct ObjectKey: Sendable, Hashable {
  package let text: String

  /// Bytes in a segment.
  package static let longestSegment = 200
  /// Bytes in a key. S3 allows 1,024, of which a bucket's prefix takes some.
  package static let longest = 700

  package init(_ text: some StringProtocol) throws(ObjectKeyFault) {
    if let fault = ObjectKeyFault.first(in: text) { throw fault }
    self.text = String(text)
  }

  /// The key of a file by its content: `FOLDER/SHA256.EXTENSION`, the extension without slashes.
  package init(
    in folder: ObjectPrefix, digest: SHA256Digest, extension ending: String
  ) throws(ObjectKeyFault) {
    guard !ending.isEmpty else { throw .emptySegment }
    guard !ending.contains("/") else { throw .badCharacter("/") }
    try self.init(folder.text + digest.hex + "." + ending)
  }

  /// At least one.
  package var segments: [Substring] { text.split(separator: "/") }

  /// The last segment.
  package var name: String { segments.last.map(String.init) ?? text }

  /// What follows the last dot of the name, in lower case; empty where none does.
  package var ending: String {
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}

extension ObjectKey: Comparable, CustomStringConvertible {
  package var description: String { text }

  /// By bytes, as S3 lists them.
  package static func < (a: ObjectKey, b: ObjectKey) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }
}

/// Why a text is no key.
package enum ObjectKeyFault: Error, Sendable, Hashable {
  case empty
  case tooLong(bytes: Int)
  /// It begins with a slash.
  case absolute
  /// Two slashes together, or one at the end.
  case emptySegment
  case segmentTooLong(bytes: Int)
  /// `.`, `..` and names of hidden files.
  case dotSegment
  /// The first character that is not allowed.
  case badCharacter(Unicode.Scalar)

  /// The first fault of a text as a key; nil where it is one.
  static func first(in text: some StringProtocol) -> ObjectKeyFault? {
    let bytes = text.utf8.count
    guard bytes > 0 else { return .empty }
    guard bytes <= ObjectKey.longest else { return .tooLong(bytes: bytes) }
    guard text.utf8.first != slash else { return .absolute }
    for segment in text.utf8.split(separator: slash, omittingEmptySubsequences: false) {
      if segment.isEmpty { return .emptySegment }
      if segment.first == UInt8(ascii: ".") { return .dotSegment }
      if segment.count > ObjectKey.longestSegment { return .segmentTooLong(bytes: segment.count) }
    }
    return text.unicodeScalars.first { !isAllowed($0) }.map { .badCharacter($0) }
  }

  private static let slash = UInt8(ascii: "/")

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": true
    default: false
    }
  }
}

extension ObjectKeyFault: CustomStringConvertible {
  /// What is wrong, for people; controls are shown by their number.
  package var description: String {
    switch self {
    case .empty: "a key cannot be empty"
    case .tooLong(let bytes): "a key of \(bytes) bytes is longer than \(ObjectKey.longest)"
    case .absolute: "a key does not begin with a slash"
    case .emptySegment: "a key has no empty segment between or after its slashes"
    case .segmentTooLong(let bytes):
      "a segment of \(bytes) bytes is longer than \(ObjectKey.longestSegment)"
    case .dotSegment: "no segment of a key begins with a dot"
    case .badCharacter(let scalar):
      "U+\(String(scalar.value, radix: 16, uppercase: true)) stands in a key, which is made of "
        + "letters, digits, “-”, “_”, “.” and slashes"
    }
  }
}
