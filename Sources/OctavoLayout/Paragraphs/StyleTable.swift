import OctavoBase
import OctavoStyle
import OctavoText

/// A text style with its fonts found and its spaces measured: plain values, cheap to copy.
struct ResolvedStyle {
  /// Index in the chapter's `StyleTable`.
  let index: Int32
  let instance: FontInstanceID
  /// How words in its language are divided, and how where a line is full of holes otherwise.
  let hyphenation: HyphenationID
  let rescueHyphenation: HyphenationID
  let size: Length
  let color: Color
  let rise: Length
  let isStruck: Bool
  /// Scaled points: word space before it stretches or shrinks.
  let space: Int64
  let spaceStretch: Int64
  let spaceShrink: Int64
  /// Scaled points added after each glyph.
  let tracking: Int64
  /// Width of a hyphen, tracking included.
  let hyphen: Int64
  let spaceGlyph: ShapedGlyph
}

/// The styles of one chapter by index, each resolved once.
struct StyleTable {
  private let sheet: StyleSheet
  /// The book's way to divide words, its language in it.
  private let hyphenation: HyphenationSettings
  private var indices: [TextStyle: Int32] = [:]
  private var styles: ContiguousArray<ResolvedStyle> = []
  private var texts: [TextStyle] = []

  init(sheet: StyleSheet, hyphenation: HyphenationSettings) {
    self.sheet = sheet
    self.hyphenation = hyphenation
  }

  subscript(index: Int32) -> ResolvedStyle { styles[Int(index)] }

  /// The style as the template gives it.
  func text(_ index: Int32) -> TextStyle { texts[Int(index)] }

  mutating func index(of style: TextStyle, _ context: FontContext) -> Int32 {
    if let index = indices[style] { return index }
    let index = Int32(styles.count)
    styles.append(resolve(style, index: index, context))
    texts.append(style)
    indices[style] = index
    return index
  }

  private func resolve(
    _ style: TextStyle, index: Int32, _ context: FontContext
  ) -> ResolvedStyle {
    let instance = context.instance(request(style))
    let em = style.size.scaledPoints
    let words = sheet.breaking.wordSpace
    let natural =
      words.natural > 0
      ? em * Int64(words.natural) / 1000
      : (Int64(context.spaceWidth(instance)) * em + 32_768) >> 16
    let isMonospaced = style.fontRole == "code"
    let space = isMonospaced ? (Int64(context.spaceWidth(instance)) * em) >> 16 : natural
    let tracking = em * Int64(style.tracking) / 1000
    var division = hyphenation
    if let language = style.language { division.language = language }
    return ResolvedStyle(
      index: index, instance: instance, hyphenation: context.hyphenation(division),
      rescueHyphenation: context.hyphenation(rescue(division)), size: style.size,
      color: style.color, rise: style.rise,
      isStruck: style.isStruck, space: space + tracking,
      spaceStretch: isMonospaced ? 0 : max(em * Int64(words.maximum) / 1000 - natural, 0),
      spaceShrink: isMonospaced ? 0 : max(natural - em * Int64(words.minimum) / 1000, 0),
      tracking: tracking, hyphen: (Int64(context.hyphenWidth(instance)) * em) >> 16 + tracking,
      spaceGlyph: spaceGlyph(instance, context))
  }

  /// Where a line cannot do else, short words and capitalised ones are divided too.
  private func rescue(_ settings: HyphenationSettings) -> HyphenationSettings {
    var settings = settings
    let breaking = sheet.breaking
    settings.hyphenatesCapitalised = true
    settings.minimumLetters = min(breaking.hyphenWord, breaking.hyphenLeft + breaking.hyphenRight)
    return settings
  }

  private func spaceGlyph(_ instance: FontInstanceID, _ context: FontContext) -> ShapedGlyph {
    let space: [UInt8] = [0x20]
    let word = space.withUnsafeBufferPointer { context.shape($0, in: instance) }
    return context.glyphs(of: word)[0]
  }

  /// What the fonts are asked for.
  private func request(_ style: TextStyle) -> FontRequest {
    var features = style.features
    switch style.letterCase {
    case .smallCaps: features.append(FontFeature(tag: "smcp", value: 1))
    case .allSmallCaps:
      features += [FontFeature(tag: "smcp", value: 1), FontFeature(tag: "c2sc", value: 1)]
    case .asWritten, .upper: break
    }
    if style.tracking != 0 { features.append(FontFeature(tag: "liga", value: 0)) }
    return FontRequest(
      families: sheet.fonts.stack(for: style.fontRole), weight: style.weight,
      isItalic: style.isItalic,
      features: features.map { FontRequest.Feature(tag: $0.tag, value: $0.value) },
      language: style.language ?? hyphenation.language)
  }
}
