/// What XML 1.0 allows where: characters, spaces, names.
enum XMLSyntax {
  /// Text in UTF-8; UTF-16, known by its byte order mark, is brought to it (XML 1.0, appendix F).
  static func inUTF8(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return bytes }
    let isBig = bytes[0] == 0xFE && bytes[1] == 0xFF
    guard isBig || bytes[0] == 0xFF && bytes[1] == 0xFE else { return bytes }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      let (high, low) = isBig ? (index, index + 1) : (index + 1, index)
      return UInt16(bytes[high]) << 8 | UInt16(bytes[low])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The offset of the first byte that begins no character of XML (production 2, RFC 3629 §4); the
  /// end where there is none.
  static func soundEnd(of bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          guard byte >= 0x20 || isSpace(byte) else { return index }
          index += 1
        } else {
          guard let length = length(ofCharacterAt: index, in: bytes) else { return index }
          index += length
        }
      }
      return bytes.count
    }
  }

  /// Bytes of a character of two and more; nil where they are not well-formed, or no character.
  private static func length(ofCharacterAt index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int?
  {
    func next(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    func continues(_ offset: Int) -> Bool { next(offset) & 0xC0 == 0x80 }
    let second = next(1)
    switch bytes[index] {
    case 0xC2...0xDF: return continues(1) ? 2 : nil
    case 0xE0: return (0xA0...0xBF).contains(second) && continues(2) ? 3 : nil
    case 0xED: return (0x80...0x9F).contains(second) && continues(2) ? 3 : nil
    case 0xEF where second == 0xBF && next(2) >= 0xBE: return nil
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : nil
    case 0xF0: return (0x90...0xBF).contains(second) && continues(2) && continues(3) ? 4 : nil
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : nil
    case 0xF4: return (0x80...0x8F).contains(second) && continues(2) && continues(3) ? 4 : nil
    default: return nil
    }
  }

  /// Whether a character may stand in XML, as itself or by its number.
  static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x1_0000...: true
    default: false
    }
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @inline(__always)
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  /// Whether bytes that may stand in names begin as a name does (production 4).
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): return false
    default: return true
    }
  }

  static func contains(_ text: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
    let count = text.utf8CodeUnitCount
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
    var rest = bytes
    while let index = rest.firstIndex(of: wanted[0]) {
      if rest[index...].starts(with: wanted) { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }
}
