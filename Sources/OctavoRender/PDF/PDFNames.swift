/// Names of places and addresses of links in the bytes a PDF holds them in.
///
/// Both are plain ASCII without quotes, brackets or backslashes, so that a string needs no escapes
/// and no reader takes the bytes for another encoding than the one they are sorted by.
enum PDFNames {
  /// Keeps letters, digits and `-._:`; other bytes become `%XX`, which no two names share.
  static func name(_ name: String) -> String {
    // `%` alone stands for no other name.
    name.isEmpty ? "%" : encode(name) { isWord($0) || "-._:".utf8.contains($0) }
  }

  /// RFC 3986 §2: what may not stand in an address as it is gets percent-encoded.
  static func address(_ address: String) -> String {
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
    guard !text.utf8.allSatisfy(isKept) else { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 2)
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
