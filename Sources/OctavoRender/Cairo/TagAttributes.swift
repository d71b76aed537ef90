import OctavoBase
import OctavoLayout

/// The attribute strings of Cairo's tags, with names and addresses made safe.
///
/// Names keep letters, digits and `-._:`; other bytes become `%XX`, which no two names share.
/// Cairo would write names beyond ASCII in another encoding than it sorts them by, and readers
/// find a destination by binary search.
enum TagAttributes {
  static func destination(_ name: String, at point: Point) -> String {
    "name='\(safeName(name))' x=\(wholePoints(point.x)) y=\(wholePoints(point.y))"
  }

  static func link(_ target: LinkTarget) -> String {
    switch target {
    case .anchor(let name): link(toAnchor: name)
    case .url(let address): "uri='\(safeAddress(address))'"
    }
  }

  static func link(toAnchor name: String) -> String { "dest='\(safeName(name))'" }

  /// Cairo reads fractions in the process's locale; whole points read the same in all.
  private static func wholePoints(_ length: Length) -> Int64 {
    (length.scaledPoints + Length.unit / 2) >> 16
  }

  static func safeName(_ name: String) -> String {
    // A name of no bytes is an error to Cairo; `%` alone stands for no other name.
    name.isEmpty ? "%" : encode(name) { isWord($0) || "-._:".utf8.contains($0) }
  }

  /// RFC 3986 §2: what may not stand in an address as it is gets percent-encoded; quotes,
  /// brackets and backslashes too, which Cairo or a reader could take for the string's end.
  static func safeAddress(_ address: String) -> String {
    encode(address) { isWord($0) || "-._~:/?#[]@!$&*+,;=%".utf8.contains($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isKept(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
