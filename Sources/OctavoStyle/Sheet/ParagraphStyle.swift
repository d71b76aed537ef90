public import OctavoBase

/// How characters look.
public struct TextStyle: Sendable, Hashable {
  /// A key of `FontPlan.families`.
  public var fontRole: String
  /// Type size: the em.
  public var size: Length
  /// 100 to 900; 400 is regular, 700 bold.
  public var weight: Int
  /// Whether the italic face is chosen.
  public var isItalic: Bool
  /// OpenType features beyond the shaper's defaults, sorted by tag.
  public var features: [FontFeature]
  /// Extra space after each glyph, in thousandths of the em.
  public var tracking: Int
  /// The ink.
  public var color: Color
  /// Whether letters are capitals, small capitals or as written.
  public var letterCase: LetterCase
  /// Baseline shift upwards.
  public var rise: Length
  /// Whether a line is drawn through the text.
  public var isStruck = false
  /// The language of the text, where it is not the book's: said by the manuscript, not the template.
  public var language: LanguageTag?

  /// Makes a text style from its resolved values.
  public init(
    fontRole: String, size: Length, weight: Int = 400, isItalic: Bool = false,
    features: [FontFeature] = [], tracking: Int = 0, color: Color = .black,
    letterCase: LetterCase = .asWritten, rise: Length = .zero
  ) {
    self.fontRole = fontRole
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
    self.features = features
    self.tracking = tracking
    self.color = color
    self.letterCase = letterCase
    self.rise = rise
  }
}

/// One OpenType feature setting, such as `onum` = 1.
public struct FontFeature: Sendable, Hashable, Comparable {
  /// Four ASCII characters.
  public let tag: String
  /// 1 turns the feature on, 0 off; alternates are chosen by larger numbers.
  public let value: Int

  /// Makes a setting from a tag of four ASCII characters and a value.
  public init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }

  /// Orders settings by tag, then by value.
  public static func < (a: FontFeature, b: FontFeature) -> Bool {
    (a.tag, a.value) < (b.tag, b.value)
  }
}

/// How the case of letters is set; the characters a reader copies stay as written.
public enum LetterCase: String, Sendable, Hashable, CaseIterable {
  case asWritten = "as-written"
  case upper
  /// Lower-case letters as small capitals (`smcp`).
  case smallCaps = "small-caps"
  /// All letters as small capitals (`smcp` and `c2sc`).
  case allSmallCaps = "all-small-caps"
}

/// A colour in the press's terms, with what a screen shows for it.
public enum Color: Sendable, Hashable {
  /// 0 is black, 1 white.
  case gray(Double)
  /// Each 0 to 1.
  case rgb(Double, Double, Double)
  /// Each 0 to 1, as ink.
  case cmyk(Double, Double, Double, Double)

  /// Whether it leaves the paper as it is.
  public var isPaper: Bool {
    switch self {
    case .gray(let white): white >= 1
    case .rgb(let red, let green, let blue): min(red, green, blue) >= 1
    case .cmyk(let cyan, let magenta, let yellow, let black):
      max(cyan, magenta, yellow, black) <= 0
    }
  }

  /// Black ink alone.
  public static let black = Color.gray(0)
}

/// How a paragraph's lines are aligned; `justify` fills all but the last.
public enum Alignment: String, Sendable, Hashable, CaseIterable {
  case justify, left, center, right
}

/// How a paragraph is set.
public struct ParagraphStyle: Sendable, Hashable {
  /// How its characters look.
  public var text: TextStyle
  /// Baseline to baseline.
  public var leading: Length
  /// How its lines are aligned.
  public var alignment: Alignment
  /// Extra inset of the first line; negative hangs it out.
  public var indent: Length
  /// Inset of the whole paragraph from the text block's left edge.
  public var insetLeft: Length
  /// Inset of the whole paragraph from the text block's right edge.
  public var insetRight: Length
  /// White space above the paragraph.
  public var spaceBefore: Length
  /// White space below the paragraph.
  public var spaceAfter: Length
  /// How far pagination may stretch the white space before and after together, in whole grid lines.
  public var spaceStretch: Int
  /// How far it may shrink it.
  public var spaceShrink: Int
  /// Whether it stays on the page of what follows.
  public var keepWithNext: Bool
  /// Whether its lines stay on one page.
  public var keepTogether: Bool
  /// Whether its words may be hyphenated.
  public var hyphenate: Bool
  /// Fewest lines left at a page's foot.
  public var orphans: Int
  /// Fewest lines carried to the next page.
  public var widows: Int
  /// Lines a drop cap in this role is high; 0 for none. Read from `drop-cap`.
  public var dropLines: Int
  /// Words of a lead-in; 0 for none. Read from `lead-in`.
  public var leadWords: Int
  /// What stands behind and around a display of this role; nil for nothing.
  public var panel: PanelStyle?
  /// Which text properties the template stated for this role: for inline roles, the ones that
  /// change the surrounding style.
  public var declared: Set<TextProperty>

  /// Makes a style from its resolved values.
  public init(
    text: TextStyle, leading: Length, alignment: Alignment = .justify, indent: Length = .zero,
    insetLeft: Length = .zero, insetRight: Length = .zero, spaceBefore: Length = .zero,
    spaceAfter: Length = .zero, spaceStretch: Int = 0, spaceShrink: Int = 0,
    keepWithNext: Bool = false, keepTogether: Bool = false, hyphenate: Bool = true,
    orphans: Int = 2, widows: Int = 2, dropLines: Int = 0, leadWords: Int = 0,
    declared: Set<TextProperty> = []
  ) {
    self.text = text
    self.leading = leading
    self.alignment = alignment
    self.indent = indent
    self.insetLeft = insetLeft
    self.insetRight = insetRight
    self.spaceBefore = spaceBefore
    self.spaceAfter = spaceAfter
    self.spaceStretch = spaceStretch
    self.spaceShrink = spaceShrink
    self.keepWithNext = keepWithNext
    self.keepTogether = keepTogether
    self.hyphenate = hyphenate
    self.orphans = orphans
    self.widows = widows
    self.dropLines = dropLines
    self.leadWords = leadWords
    self.declared = declared
  }
}

/// What stands behind and around a block or a display: a tint, rules.
public struct PanelStyle: Sendable, Hashable {
  /// The tint; nil for the bare paper.
  public var background: Color?
  /// Thickness of the rule above; zero for none.
  public var ruleAbove: Length
  /// Thickness of the rule below; zero for none.
  public var ruleBelow: Length
  /// Thickness of the rule at the left edge; zero for none.
  public var ruleLeft: Length
  /// From the block, its padding included, to the rules above and below.
  public var ruleGap = Length.zero
  /// Length of the rules above and below; zero for the block's width.
  public var ruleLength = Length.zero
  /// The rules' ink.
  public var ruleColor: Color
  /// From the text to the tint's edge or the rule; above and below it takes of the white space
  /// there.
  public var padding: Length

  /// Makes a panel from its resolved values.
  public init(
    background: Color? = nil, rules: (above: Length, below: Length, left: Length),
    ruleColor: Color = .black, padding: Length = .zero
  ) {
    self.background = background
    ruleAbove = rules.above
    ruleBelow = rules.below
    ruleLeft = rules.left
    self.ruleColor = ruleColor
    self.padding = padding
  }

  /// Whether nothing of it is seen.
  public var isInvisible: Bool {
    background == nil && ruleAbove == .zero && ruleBelow == .zero && ruleLeft == .zero
  }
}

/// The text properties a declaration can state.
public enum TextProperty: String, Sendable, Hashable, CaseIterable {
  case font, size, weight, italic, features, tracking, color, letterCase = "case", rise
}

extension ParagraphStyle {
  /// The style of inline text of this role within text of style `outer`: what was declared here
  /// replaces the surrounding value, the rest is inherited.
  ///
  /// A declared size is relative: it was resolved against the body's size and is scaled to
  /// `outer`'s. Italic within italic turns upright, as emphasis does.
  public func applied(to outer: TextStyle, bodySize: Length) -> TextStyle {
    var style = outer
    if declared.contains(.font) { style.fontRole = text.fontRole }
    if declared.contains(.size), bodySize > .zero {
      style.size = outer.size.scaled(Int(text.size.scaledPoints), Int(bodySize.scaledPoints))
    }
    if declared.contains(.weight) { style.weight = text.weight }
    if declared.contains(.italic) { style.isItalic = text.isItalic != outer.isItalic }
    if declared.contains(.features) { style.features = text.features }
    if declared.contains(.tracking) { style.tracking = text.tracking }
    if declared.contains(.color) { style.color = text.color }
    if declared.contains(.letterCase) { style.letterCase = text.letterCase }
    if declared.contains(.rise) {
      style.rise =
        outer.rise
        + text.rise.scaled(
          Int(outer.size.scaledPoints), Int(max(bodySize.scaledPoints, 1)))
    }
    return style
  }

  /// The same for a label: upright or slanted as the template says, whatever is around it.
  package func labelling(_ outer: TextStyle, bodySize: Length) -> TextStyle {
    var style = applied(to: outer, bodySize: bodySize)
    style.isItalic = declared.contains(.italic) && text.isItalic
    return style
  }
}
