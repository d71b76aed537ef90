/// A word of a text and where it stands.
package struct Word: Sendable, Equatable {
  /// How much of a word it is: scripts without spaces are scanned in smaller steps.
  package enum Kind: Sendable {
    case spaced, ideograph
    /// A letter with its vowels and marks, of which some two make a word.
    case cluster

    /// Halves of a word that it counts for.
    package var halves: Int { self == .cluster ? 1 : 2 }
  }

  /// In small letters, typographic apostrophes made plain.
  package let folded: String
  /// UTF-8 offsets from where the scan began.
  package let range: Range<Int>
  package let kind: Kind
}

/// Cuts a text into words as it arrives, however it is chopped up.
///
/// A word is a run of letters, digits and inner apostrophes; an ideograph or kana is one by itself,
/// since nothing else parts them. Thai and its neighbours, which have no spaces either, are cut
/// into clusters of a letter and its marks.
package struct WordScan: Sendable {
  private var letters = ""
  private var start = 0
  private var end = 0
  private var position = 0
  private var apostrophe = false
  /// Whether `letters` is a cluster, and whether the next letter belongs to it.
  private var isCluster = false
  private var takesNext = false

  package init() {}

  /// Takes more text; gives the words that are over.
  package mutating func add(_ text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if Self.isIdeograph(scalar) {
        take(into: &words)
        let range = position..<position + width
        words.append(Word(folded: String(scalar), range: range, kind: .ideograph))
      } else if Self.isUnspaced(scalar), Self.isLetter(scalar) {
        addToCluster(scalar, into: &words)
        end = position + width
      } else if Self.isLetter(scalar) {
        if isCluster { take(into: &words) }
        if letters.isEmpty { start = position }
        if apostrophe { letters += "'" }
        apostrophe = false
        letters.unicodeScalars.append(scalar)
        end = position + width
      } else if scalar == "'" || scalar == "’", !letters.isEmpty, !apostrophe, !isCluster {
        apostrophe = true
      } else {
        take(into: &words)
      }
      position += width
    }
    return words
  }

  private mutating func addToCluster(_ scalar: Unicode.Scalar, into words: inout [Word]) {
    let joins = isCluster && (takesNext || UnspacedScript.follows(scalar))
    if !joins {
      take(into: &words)
      start = position
      isCluster = true
    }
    letters.unicodeScalars.append(scalar)
    takesNext = UnspacedScript.leads(scalar)
  }

  /// The last word, once nothing more comes.
  package mutating func finish() -> [Word] {
    var words: [Word] = []
    take(into: &words)
    return words
  }

  private mutating func take(into words: inout [Word]) {
    if !letters.isEmpty {
      let kind = isCluster ? Word.Kind.cluster : .spaced
      words.append(Word(folded: letters.lowercased(), range: start..<end, kind: kind))
      letters = ""
    }
    apostrophe = false
    isCluster = false
    takesNext = false
  }

  /// All words of a text.
  package static func words(of text: some StringProtocol) -> [Word] {
    var scan = WordScan()
    return scan.add(text) + scan.finish()
  }

  package static func count(_ text: some StringProtocol) -> Int {
    (words(of: text).reduce(0) { $0 + $1.kind.halves } + 1) / 2
  }

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

  /// Han and kana.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x3040 else { return false }
    return switch scalar.value {
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Thai, Lao, Burmese and Khmer: alphabets written without spaces.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xE00 else { return false }
    return switch scalar.value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF: true
    default: false
    }
  }

  /// Whether a letter stands next to others without a space.
  static func isSolid(_ scalar: Unicode.Scalar) -> Bool {
    isIdeograph(scalar) || isUnspaced(scalar)
  }
}

/// Which letters of the alphabets without spaces hang together.
private enum UnspacedScript {
  /// Marks and vowels that belong to the letter before.
  static func follows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Vowels after their consonant, and signs of repetition, which Unicode calls letters.
    case 0xE30...0xE33, 0xE45, 0xE46, 0xEB0...0xEB3, 0xEBD, 0xEC6: true
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark: true
      default: false
      }
    }
  }

  /// Vowels that stand before their consonant, and marks that stack the next one below.
  static func leads(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE40...0xE44, 0xEC0...0xEC4, 0x1039, 0x17D2: true
    default: false
    }
  }
}
