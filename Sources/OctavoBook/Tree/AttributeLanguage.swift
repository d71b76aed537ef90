public import OctavoBase

extension Attributes {
  /// The language that `lang=` gives; nil for none, and for what is no tag.
  public var language: LanguageTag? {
    guard let written = self["lang"] else { return nil }
    let tag = LanguageTag(written)
    return tag.isWellFormed ? tag : nil
  }
}
