/// Tells text that needs no itemizing from text that does.
package enum PlainText {
  /// Whether text is all Latin, Greek or Cyrillic letters, marks, punctuation and symbols, so that
  /// it runs left to right and breaks at spaces, dashes and hyphens alone. One scan of the bytes.
  ///
  /// False for bidirectional controls, zero-width spaces and everything that Pango must itemize:
  /// Hebrew, Arabic, Indic and East Asian scripts, Thai, emoji, malformed bytes.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < raw.count {
      if index + 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      let lead = raw[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = plainLength(raw, index, lead)
      guard length > 0 else { return false }
      index += length
    }
    return true
  }

  /// Bytes of the plain character at `index`; 0 where it is not plain.
  private static func plainLength(
    _ raw: UnsafeRawBufferPointer, _ index: Int, _ lead: UInt8
  ) -> Int {
    let second = index + 1 < raw.count ? raw[index + 1] : 0
    let third = index + 2 < raw.count ? raw[index + 2] : 0
    guard second & 0xC0 == 0x80 else { return 0 }
    switch lead {
    case 0xC2...0xD3: return 2
    case 0xD4: return second < 0xB0 ? 2 : 0  // Cyrillic ends at U+052F
    case 0xE1: return second >= 0xB4 ? 3 : 0  // phonetic, Latin and Greek extended
    case 0xE2: return isPlainSymbol(second, third) ? 3 : 0
    case 0xEF:
      let isLigature = second == 0xAC && third < 0x87  // U+FB00 to U+FB06
      let isReplacement = second == 0xBF && third == 0xBD
      return isLigature || isReplacement ? 3 : 0
    case 0xF0: return second == 0x9D ? 4 : 0  // mathematical letters
    default: return 0
    }
  }

  /// Whether a character of U+2000 to U+2FFF is plain: not a bidirectional control, zero-width
  /// space or joiner, variation of emoji, or East Asian radical.
  private static func isPlainSymbol(_ second: UInt8, _ third: UInt8) -> Bool {
    switch (second, third) {
    case (0x80, 0x8B), (0x80, 0x8D...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): false
    case (0x83, 0x90...): false  // marks that enclose, such as keycaps
    case (0xBA..., _): false
    default: true
    }
  }
}
