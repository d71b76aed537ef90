/// What people call the characters one belongs to: a script, or for signs that scripts share a block
/// of symbols.
package struct CharacterGroup: Hashable, Sendable {
  /// As it stands in a sentence: `Greek characters`, `arrows`.
  package let name: String

  /// The group of a character.
  package init(of scalar: Unicode.Scalar) {
    if let script = HarfBuzzScript.own(of: scalar.value) {
      name = Self.scripts[script] ?? "characters of the script ‘\(Self.tag(script))’"
    } else {
      name = Self.blocks.first { $0.range.contains(scalar.value) }?.name ?? Self.rest(scalar)
    }
  }

  private static func rest(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .unassigned: "characters that Unicode does not define"
    case .nonspacingMark, .enclosingMark, .spacingMark: "marks"
    case .control, .format: "control characters"
    default: "symbols"
    }
  }

  /// An ISO 15924 tag in its four letters.
  private static func tag(_ script: UInt32) -> String {
    String(
      String.UnicodeScalarView(
        [24, 16, 8, 0].map { Unicode.Scalar(UInt8(truncatingIfNeeded: script >> $0)) }))
  }

  private static func script(_ tag: StaticString) -> UInt32 {
    tag.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }

  /// Names by script; others are called by their tag.
  private static let scripts: [UInt32: String] = [
    script("Arab"): "Arabic characters", script("Armn"): "Armenian characters",
    script("Beng"): "Bengali characters", script("Bopo"): "Bopomofo characters",
    script("Brai"): "Braille patterns", script("Cans"): "Canadian syllabics",
    script("Cher"): "Cherokee characters", script("Copt"): "Coptic characters",
    script("Cyrl"): "Cyrillic characters", script("Deva"): "Devanagari characters",
    script("Egyp"): "Egyptian hieroglyphs", script("Ethi"): "Ethiopic characters",
    script("Geor"): "Georgian characters", script("Grek"): "Greek characters",
    script("Gujr"): "Gujarati characters", script("Guru"): "Gurmukhi characters",
    script("Hang"): "Hangul characters", script("Hani"): "Chinese characters",
    script("Hebr"): "Hebrew characters", script("Hira"): "Hiragana",
    script("Kana"): "Katakana", script("Khmr"): "Khmer characters",
    script("Knda"): "Kannada characters", script("Laoo"): "Lao characters",
    script("Latn"): "Latin characters", script("Mlym"): "Malayalam characters",
    script("Mong"): "Mongolian characters", script("Mymr"): "Burmese characters",
    script("Orya"): "Odia characters", script("Runr"): "runes",
    script("Sinh"): "Sinhala characters", script("Syrc"): "Syriac characters",
    script("Taml"): "Tamil characters", script("Telu"): "Telugu characters",
    script("Thaa"): "Thaana characters", script("Thai"): "Thai characters",
    script("Tibt"): "Tibetan characters", script("Yiii"): "Yi characters",
  ]

  /// Blocks of signs that no script owns (Unicode Standard, Blocks.txt), several in one where a
  /// font that has one has the others.
  private static let blocks: [(range: ClosedRange<UInt32>, name: String)] = [
    (0x0300...0x036F, "combining marks"), (0x1AB0...0x1AFF, "combining marks"),
    (0x2000...0x206F, "punctuation marks"), (0x2070...0x209F, "superscripts and subscripts"),
    (0x20A0...0x20CF, "currency signs"), (0x20D0...0x20FF, "combining marks for symbols"),
    (0x2100...0x214F, "letterlike symbols"), (0x2150...0x218F, "number forms"),
    (0x2190...0x21FF, "arrows"), (0x2200...0x22FF, "mathematical operators"),
    (0x2300...0x23FF, "technical symbols"), (0x2400...0x245F, "control pictures"),
    (0x2460...0x24FF, "enclosed letters and numbers"), (0x2500...0x257F, "box-drawing characters"),
    (0x2580...0x259F, "block elements"), (0x25A0...0x25FF, "geometric shapes"),
    (0x2600...0x26FF, "pictographic symbols"), (0x2700...0x27BF, "dingbats"),
    (0x27C0...0x27EF, "mathematical operators"), (0x27F0...0x27FF, "arrows"),
    (0x2900...0x297F, "arrows"), (0x2980...0x2AFF, "mathematical operators"),
    (0x2B00...0x2BFF, "arrows and geometric symbols"), (0x2E00...0x2E7F, "punctuation marks"),
    (0x2FF0...0x303F, "East Asian punctuation marks"), (0x3099...0x30FF, "Japanese marks"),
    (0x3190...0x33FF, "East Asian symbols"), (0x4DC0...0x4DFF, "hexagram symbols"),
    (0xA700...0xA71F, "tone letters"), (0xE000...0xF8FF, "private-use characters"),
    (0xFE10...0xFE6F, "East Asian punctuation marks"),
    (0xFF00...0xFFEF, "halfwidth and fullwidth forms"),
    (0x1CF00...0x1D24F, "musical symbols"), (0x1D300...0x1D35F, "Tai Xuan Jing symbols"),
    (0x1D400...0x1D7FF, "mathematical letters"), (0x1F000...0x1F0FF, "game symbols"),
    (0x1F100...0x1F2FF, "enclosed letters and numbers"), (0x1F300...0x1F6FF, "emoji"),
    (0x1F700...0x1F77F, "alchemical symbols"), (0x1F780...0x1F8FF, "arrows and geometric symbols"),
    (0x1F900...0x1FAFF, "emoji"), (0x1FB00...0x1FBFF, "symbols of old computers"),
    (0xF0000...0x10FFFF, "private-use characters"),
  ]
}
