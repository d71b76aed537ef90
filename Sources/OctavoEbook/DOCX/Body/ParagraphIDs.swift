import OctavoBase

/// Gives each paragraph an id made from its own words, style and division (MS-DOCX §2.2.4), so that
/// comments and comparisons find it again after text was put in elsewhere.
struct ParagraphIDs {
  private var occurrences: [Fingerprint: Int] = [:]
  private var taken: Set<UInt32> = []

  /// Eight hexadecimal digits for a value above 0 and below 0x80000000, each once in a document.
  mutating func next(division: UInt64, style: WordStyle, text: UInt64) -> [UInt8] {
    var builder = FingerprintBuilder()
    builder.combine(division)
    builder.combine(style.rawValue)
    builder.combine(text)
    let key = builder.finish()
    var occurrence = occurrences[key, default: 0]
    while true {
      var varied = builder
      varied.combine(occurrence)
      occurrence += 1
      let value = UInt32(truncatingIfNeeded: varied.finish().high) & 0x7FFF_FFFF
      if value > 0, taken.insert(value).inserted {
        occurrences[key] = occurrence
        return Self.digits(value)
      }
    }
  }

  private static func digits(_ value: UInt32) -> [UInt8] {
    (0..<8).map { place in
      let digit = UInt8(value >> (28 - UInt32(place) * 4) & 0xF)
      return digit < 10 ? 0x30 + digit : 0x41 + digit - 10
    }
  }
}
