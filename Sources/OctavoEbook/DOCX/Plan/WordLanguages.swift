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
