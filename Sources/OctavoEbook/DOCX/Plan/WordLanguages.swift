import OctavoBase

/// How languages are marked in a document.
enum WordLanguages {
  /// Whether a language is written from right to left.
  static func isRightToLeft(_ language: LanguageTag) -> Bool {
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
      .contains(language.language)
  }

  /// Whether a language is one of those Word calls East Asian.
  static func isEastAsian(_ language: LanguageTag) -> Bool {
    ["zh", "ja", "ko"].contains(language.language)
  }

  /// Whether a tag is one the schema takes: letters, digits and hyphens.
  static func isWellFormed(_ tag: String) -> Bool {
    !tag.isEmpty && tag.utf8.count <= 35
      && tag.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == 0x2D
      }
  }
}

/// The direction of characters, roughly by block of the Unicode Standard.
enum TextDirection {
  /// Whether a text may hold characters written from right to left; one byte decides.
  static func mayTurn(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.contains { (0xD6...0xE0).contains($0) || $0 >= 0xEF } }
  }

  /// Whether a character runs from right to left; nil for one that goes with its neighbours.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool? {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x1_0800...0x1_0FFF,
      0x1_E800...0x1_EFFF:
      return scalar.properties.numericType == nil
    case 0x30...0x39: return nil
    default: return scalar.properties.isAlphabetic ? false : nil
    }
  }

  /// A stretch of text in one direction.
  struct Stretch {
    var text: String
    var isRightToLeft: Bool
  }

  /// Parts a text by direction; what has none of its own goes with what stands on both sides of it.
  static func stretches(of text: String) -> [Stretch] {
    var stretches: [Stretch] = []
    var pending = String.UnicodeScalarView()
    var current = String.UnicodeScalarView()
    var isTurned = false
    for scalar in text.unicodeScalars {
      guard let turns = isRightToLeft(scalar) else {
        pending.append(scalar)
        continue
      }
      if turns == isTurned {
        current.append(contentsOf: pending)
      } else {
        if !isTurned { current.append(contentsOf: pending) }
        if !current.isEmpty {
          stretches.append(Stretch(text: String(current), isRightToLeft: isTurned))
        }
        current = isTurned ? pending : String.UnicodeScalarView()
        isTurned = turns
      }
      current.append(scalar)
      pending = String.UnicodeScalarView()
    }
    if !isTurned { current.append(contentsOf: pending) }
    if !current.isEmpty {
      stretches.append(Stretch(text: String(current), isRightToLeft: isTurned))
    }
    if isTurned && !pending.isEmpty {
      stretches.append(Stretch(text: String(pending), isRightToLeft: false))
    }
    return stretches
  }
}

extension WordLanguages {
  /// Which of the three kinds of script Word keeps apart a language is written in.
  enum Kind {
    case plain, eastAsian, rightToLeft
  }

  static func kind(of tag: String) -> Kind {
    let language = LanguageTag(tag)
    if isEastAsian(language) { return .eastAsian }
    return isRightToLeft(language) ? .rightToLeft : .plain
  }
}
