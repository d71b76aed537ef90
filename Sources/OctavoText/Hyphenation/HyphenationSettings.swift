package import OctavoBase

/// How words may be divided: a language and a template's limits.
package struct HyphenationSettings: Hashable, Sendable {
  package var language: LanguageTag
  /// Fewest letters before a hyphen; at least 1.
  package var left: Int
  /// Fewest letters after a hyphen; at least 1.
  package var right: Int
  /// Shortest word that is divided, in letters.
  package var minimumLetters: Int
  /// Whether words beginning with a capital are divided.
  package var hyphenatesCapitalised: Bool
  /// Words of the book with their divisions marked, such as `man-u-script`; they overrule the
  /// dictionary and the limits. A word without a mark is never divided.
  package var exceptions: [String]

  package init(
    language: LanguageTag, left: Int = 2, right: Int = 3, minimumLetters: Int = 5,
    hyphenatesCapitalised: Bool = false, exceptions: [String] = []
  ) {
    self.language = language
    self.left = max(1, left)
    self.right = max(1, right)
    self.minimumLetters = minimumLetters
    self.hyphenatesCapitalised = hyphenatesCapitalised
    self.exceptions = exceptions
  }
}

/// Names settings a `FontContext` has met.
package struct HyphenationID: Hashable, Sendable {
  package let index: Int32
}

/// A place where a word may be divided.
package struct HyphenPoint: Hashable, Sendable {
  /// Bytes of the word before the division, a soft hyphen at its place included.
  package let byteOffset: Int32
  /// Width of the word's glyphs before it, without a hyphen, in 65,536ths of the em; inside a
  /// ligature its share by bytes.
  package let width: Int32
}
