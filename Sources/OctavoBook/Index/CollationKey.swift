package import OctavoBase

/// Where a word stands in a language's alphabet: letter by letter, signs and spaces passed over.
///
/// Accents and capitals count only between words that are equal without them; where a language has
/// letters of its own behind others (ñ, å, ø), they have places of their own. Figures stand before
/// letters, other scripts behind the Latin one in the order of their code points.
package struct CollationKey: Sendable, Hashable, Comparable {
  /// The letters' places, base letters first.
  private let primary: [UInt32]
  /// The text itself, for words that are otherwise equal.
  private let scalars: [UInt32]

  /// The key of a text in a language.
  package init(_ text: String, language: LanguageTag) {
    let own = Self.ownLetters[language.language] ?? [:]
    var primary: [UInt32] = []
    for character in text {
      for scalar in character.lowercased().unicodeScalars {
        if let place = own[scalar] { primary.append(place) } else { Self.add(scalar, &primary) }
      }
    }
    self.primary = primary
    scalars = text.lowercased().unicodeScalars.map(\.value) + text.unicodeScalars.map(\.value)
  }

  package static func < (a: CollationKey, b: CollationKey) -> Bool {
    if a.primary != b.primary { return a.primary.lexicographicallyPrecedes(b.primary) }
    return a.scalars.lexicographicallyPrecedes(b.scalars)
  }

  /// What a word's letter group is called.
  package enum Group: Sendable, Hashable {
    case signs
    case figures
    case letter(String)
  }

  /// The group of words the key's word belongs to.
  package var group: Group {
    guard let first = primary.first else { return .signs }
    switch first {
    case Self.firstFigure..<Self.firstLetter: return .figures
    case Self.firstLetter..<Self.otherScripts:
      return .letter(Self.name(ofPlace: first))
    default:
      let letter = Unicode.Scalar(first - Self.otherScripts).map { String($0) } ?? ""
      return .letter(letter.uppercased())
    }
  }

  // MARK: Places

  private static let firstFigure: UInt32 = 0x100
  private static let firstLetter: UInt32 = 0x200
  private static let otherScripts: UInt32 = 0x1_0000

  /// The place of a Latin letter, or of the `offset`th letter a language has behind it.
  private static func place(_ letter: Unicode.Scalar, _ offset: UInt32 = 0) -> UInt32 {
    firstLetter + (letter.value - 0x61) * 8 + offset
  }

  private static func name(ofPlace place: UInt32) -> String {
    for letters in ownLetters.values {
      if let letter = letters.first(where: { $0.value == place })?.key {
        return String(letter).uppercased()
      }
    }
    let letter = Unicode.Scalar(0x61 + (place - firstLetter) / 8).map { String($0) } ?? ""
    return letter.uppercased()
  }

  /// The letters that languages have behind others of the Latin alphabet.
  private static let ownLetters: [String: [Unicode.Scalar: UInt32]] = {
    let danish: [Unicode.Scalar: UInt32] = [
      "æ": place("z", 1), "ø": place("z", 2), "å": place("z", 3),
    ]
    let swedish: [Unicode.Scalar: UInt32] = [
      "å": place("z", 3), "ä": place("z", 4), "ö": place("z", 5),
    ]
    return [
      "es": ["ñ": place("n", 1)], "da": danish, "nb": danish, "nn": danish, "no": danish,
      "sv": swedish, "fi": swedish,
    ]
  }()

  private static func add(_ scalar: Unicode.Scalar, _ places: inout [UInt32]) {
    switch scalar {
    case "a"..."z": places.append(place(scalar))
    case "0"..."9": places.append(firstFigure + scalar.value - 0x30)
    default:
      if let base = baseLetters[scalar] {
        for letter in base.unicodeScalars { places.append(place(letter)) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        places.append(otherScripts + scalar.value)
      }
    }
  }

  /// Small letters of Latin-1 and Latin Extended-A by their base letters.
  private static let baseLetters: [Unicode.Scalar: String] = {
    let rows: [(base: String, letters: String)] = [
      ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"),
      ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("ij", "ĳ"), ("j", "ĵ"), ("k", "ķĸ"),
      ("l", "ĺļľŀł"), ("n", "ñńņňŉŋ"), ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"),
      ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"),
      ("y", "ýÿŷ"), ("z", "źżž"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for row in rows {
      for letter in row.letters.unicodeScalars { table[letter] = row.base }
    }
    return table
  }()
}
