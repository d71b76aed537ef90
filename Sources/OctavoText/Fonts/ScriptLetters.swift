import CHarfBuzz

/// Letters of a script, by which fonts are asked whether they cover it before there is a book.
package enum ScriptLetters {
  /// Letters enough to tell a font of the script from one of another.
  private static let count = 60

  /// The first letters of a script by its ISO 15924 name, in the order of their code points; those
  /// of each script for a name that stands for several. None for a name nobody knows.
  package static func of(_ name: String) -> [Unicode.Scalar] {
    let parts = composed[name] ?? [name]
    return parts.compactMap(HarfBuzzScript.named).flatMap(letters)
  }

  /// Names that stand for other scripts, or for several.
  private static let composed = [
    "Hans": ["Hani"], "Hant": ["Hani"], "Jpan": ["Hira", "Kana", "Hani"], "Kore": ["Hang"],
    "Hanb": ["Hani", "Bopo"], "Aran": ["Arab"],
  ]

  private static func letters(of script: UInt32) -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    for value in (common[script] ?? 0x41)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value), HarfBuzzScript.own(of: value) == script,
        scalar.properties.isAlphabetic
      else { continue }
      found.append(scalar)
      if found.count == count { break }
    }
    return found
  }

  /// Where the letters begin that every font of a script has, if rare ones come before.
  private static let common: [UInt32: UInt32] = [
    HB_SCRIPT_HAN.rawValue: 0x4E00, HB_SCRIPT_HANGUL.rawValue: 0xAC00,
  ]
}
