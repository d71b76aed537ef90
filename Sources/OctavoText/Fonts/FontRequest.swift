package import OctavoBase

/// Which font a stretch of text asks for: all that shaping depends on but the text and the script.
package struct FontRequest: Hashable, Sendable {
  /// One OpenType feature setting, such as `onum` = 1.
  package struct Feature: Hashable, Sendable {
    /// Four ASCII characters.
    package let tag: String
    package let value: Int

    package init(tag: String, value: Int) {
      self.tag = tag
      self.value = value
    }
  }

  /// Family names, first choice first; the rest are asked for characters it lacks.
  package var families: [String]
  /// 100 to 900; 400 is regular, 700 bold.
  package var weight: Int
  package var isItalic: Bool
  /// Beyond the shaper's defaults.
  package var features: [Feature]
  package var language: LanguageTag

  package init(
    families: [String], weight: Int = 400, isItalic: Bool = false, features: [Feature] = [],
    language: LanguageTag = LanguageTag("en")
  ) {
    self.families = families
    self.weight = weight
    self.isItalic = isItalic
    self.features = features
    self.language = language
  }
}

/// Names a `FontRequest` a `FontContext` has met.
package struct FontInstanceID: Hashable, Sendable {
  package let index: Int32

  package init(index: Int32) { self.index = index }
}
