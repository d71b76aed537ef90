/// A word of a text and where it stands.
package struct Word: Sendable, Equatable {
  /// In small letters, typographic apostrophes made plain.
  package let folded: String
  /// UTF-8 offsets from where the scan began.
  package let range: Range<Int>
}

/// Cuts a text into words as it arrives, however it is chopped up.
///
/// A word is a run of letters, digits and inner apostrophes; an ideograph or kana is one by itself,
/// since nothing else parts them.
package struct WordScan: Sendable {
  private var letters = ""
  private var start = 0
  private var end = 0
  private var position = 0
  private var apostrophe = false

  package init() {}

  /// Takes more text; gives the words that are over.
  package mutating func add(_ text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if Self.isIdeograph(scalar) {
        take(into: &words)
        words.append(Word(folded: String(scalar), range: position..<position + width))
      } else if Self.isLetter(scalar) {
        if letters.isEmpty { start = position }
        if apostrophe { letters += "'" }
        apostrophe = false
        letters.unicodeScalars.append(scalar)
        end = position + width
      } else if scalar == "'" || scalar == "’", !letters.isEmpty, !apostrophe {
        apostrophe = true
      } else {
        take(into: &words)
      }
      position += width
    }
    return words
  }

  /// The last word, once nothing more comes.
  package mutating func finish() -> [Word] {
    var words: [Word] = []
    take(into: &words)
    return words
  }

  private mutating func take(into words: inout [Word]) {
    if !letters.isEmpty {
      words.append(Word(folded: letters.lowercased(), range: start..<end))
      letters = ""
    }
    apostrophe = false
  }

  /// All words of a text.
  package static func words(of text: some StringProtocol) -> [Word] {
    var scan = WordScan()
    return scan.add(text) + scan.finish()
  }

  package static func count(_ text: some StringProtocol) -> Int { words(of: text).count }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      return true
    default: return false
    }
  }

  /// Han, kana, and the scripts of South-East Asia that are written without spaces.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x3040 else { return false }
    return switch scalar.value {
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
