/// XML on its way into a part of a document: UTF-8, with what XML keeps for itself escaped.
///
/// Characters XML 1.0 does not allow (§2.2) are left out and counted.
struct WordMarkup: Sendable {
  private(set) var bytes: [UInt8] = []
  /// How many characters were left out.
  private(set) var illegalCount = 0
  /// Stands for the text written since it was last set; see `resetTextHash`.
  private(set) var textHash = Self.emptyHash

  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  var count: Int { bytes.count }

  /// Markup that is the same in every document.
  mutating func raw(_ markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Markup made of known pieces.
  mutating func raw(text markup: String) { bytes.append(contentsOf: markup.utf8) }

  mutating func raw(bytes markup: some Sequence<UInt8>) { bytes.append(contentsOf: markup) }

  mutating func raw(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// ` name="number"`.
  mutating func attribute(_ name: StaticString, _ number: Int) {
    raw(" ")
    raw(name)
    raw("=\"")
    raw(number)
    raw("\"")
  }

  /// ` name="value"`, escaped.
  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// Puts markup between what was written before and after an offset.
  mutating func insert(_ markup: [UInt8], at offset: Int) {
    bytes.insert(contentsOf: markup, at: offset)
  }

  /// Writes over markup of the same length.
  mutating func overwrite(at offset: Int, with markup: some Sequence<UInt8>) {
    for (index, byte) in markup.enumerated() { bytes[offset + index] = byte }
  }

  /// Begins a new hash of the text that follows.
  mutating func resetTextHash() { textHash = Self.emptyHash }

  // MARK: Text

  /// Characters of the book; line ends and tabs become spaces.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var hash = textHash
    for index in text.indices {
      let byte = text[index]
      // FNV-1a (Fowler, Noll, Vo): the same on every run, which `Hasher` is not.
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      guard Self.isSpecial(byte) else { continue }
      if byte == 0xEF, !Self.isNoncharacter(text, index) { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      if byte == 0xEF { start = index + 3 }
      escape(byte)
    }
    if start < text.count {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    textHash = hash
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "<"): raw("&lt;")
    case UInt8(ascii: ">"): raw("&gt;")
    case UInt8(ascii: "&"): raw("&amp;")
    case UInt8(ascii: "\""): raw("&quot;")
    case 0x09, 0x0A, 0x0D: raw(" ")
    default: illegalCount += 1
    }
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 64 ? lowSpecials >> UInt64(byte) & 1 != 0 : byte == 0xEF
  }

  /// A bit for each byte below 64 that is special: controls, `"`, `&`, `<` and `>`.
  private static let lowSpecials: UInt64 =
    0xFFFF_FFFF | 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E

  /// Whether U+FFFE or U+FFFF stands at `index`.
  private static func isNoncharacter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
  }
}
