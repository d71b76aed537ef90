import Testing

@testable import OctavoEbook

/// What texts are looked through for, wherever in them it stands.
@Suite("Looking through texts")
struct TextScanTests {
  @Test("a letter from right to left is found at any place, others are not", arguments: 0..<20)
  func turning(place: Int) {
    let before = String(repeating: "a", count: place)
    for word in ["ש", "ع", "\u{07C1}", "\u{FB1D}", "\u{1E900}"] {
      #expect(TextDirection.mayTurn(before + word))
      #expect(TextDirection.mayTurn(before + word + "abcdefghij"))
    }
    for word in ["", "“é”", "—", "日本", "Ω", "я"] {
      #expect(!TextDirection.mayTurn(before + word + "abcdefghij"))
    }
  }

  @Test("what XML keeps for itself is escaped, what it forbids is left out, all else is kept")
  func markup() {
    for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{FFFD}", "\u{10FFFF}"] {
      var xml = WordMarkup()
      xml.text("a\(String(Character(scalar)))b")
      let expected: String =
        switch scalar {
        case "<": "&lt;"
        case ">": "&gt;"
        case "&": "&amp;"
        case "\"": "&quot;"
        case "\t", "\n", "\r": " "
        case _ where scalar.value < 0x20: ""
        default: String(Character(scalar))
        }
      #expect(String(decoding: xml.bytes, as: UTF8.self) == "a\(expected)b", "\(scalar.value)")
      #expect(xml.illegalCount == (expected.isEmpty ? 1 : 0))
    }
    for scalar: Unicode.Scalar in ["\u{FFFE}", "\u{FFFF}"] {
      var xml = WordMarkup()
      xml.text("a\(String(Character(scalar)))b")
      #expect(String(decoding: xml.bytes, as: UTF8.self) == "ab")
    }
  }
}
