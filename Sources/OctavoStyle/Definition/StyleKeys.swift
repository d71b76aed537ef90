/// The properties of one style; their paths begin at the role.
enum StyleKeys {
  private static let table = KeyTable()

  static let basedOn = table.styleRole(
    "based-on",
    "The role whose values this one starts from. Stated, it replaces what the role has built in.")

  static let font = table.fontRole("font", "text", "The font role.")
  static let size = table.length(
    "size", 1...720, SpecifiedLength(11, .point),
    "The type size; em is the body's size, and in running text the surrounding size.")
  static let weight = table.integer("weight", 100...900, 400, "400 is regular, 700 bold.")
  static let italic = table.flag(
    "italic", false, "Italic; within italic text an italic style turns upright.")
  static let features = table.features(
    "features", "OpenType features beyond kerning and standard ligatures.")
  static let tracking = table.ems(
    "tracking", -200...1000, 0, "Space added after each letter, such as 0.08em for small capitals.")
  static let color = table.color("color", .black, "The ink.")
  static let letterCase = table.choice(
    "case", LetterCase.asWritten, "How letters' case is set.")
  static let rise = table.length(
    "rise", -144...144, .zero, "How far the baseline is raised; em is the body's size.")

  static let leading = table.length(
    "leading", 1...720, SpecifiedLength(1, .gridLine), "From baseline to baseline.")
  static let align = table.choice("align", Alignment.justify, "How lines are aligned.")
  static let indent = table.length(
    "indent", -288...288, SpecifiedLength(1.25, .em),
    "Extra inset of the first line; negative hangs it out.")
  static let insetLeft = table.length(
    "inset-left", 0...720, .zero, "Inset of the whole paragraph from the text block's left edge.")
  static let insetRight = table.length(
    "inset-right", 0...720, .zero, "Inset of the whole paragraph from the text block's right edge.")
  static let spaceBefore = table.length("space-before", 0...720, .zero, "White space above.")
  static let spaceAfter = table.length("space-after", 0...720, .zero, "White space below.")
  static let spaceStretch = table.gridLines(
    "space-stretch", 0...20, 0,
    "How far pagination may widen the white space above and below together.")
  static let spaceShrink = table.gridLines(
    "space-shrink", 0...20, 0, "How far it may narrow it.")
  static let keepWithNext = table.flag(
    "keep-with-next", false, "Whether it stays on the page of what follows.")
  static let keepTogether = table.flag(
    "keep-together", false, "Whether its lines stay on one page.")
  static let hyphenate = table.flag("hyphenate", true, "Whether its words may be hyphenated.")
  static let orphans = table.integer(
    "orphans", 1...20, 2, "Fewest lines of a paragraph left at a page's foot.")
  static let widows = table.integer(
    "widows", 1...20, 2, "Fewest lines of a paragraph carried to the next page.")

  static let background = table.color(
    "background", .gray(1), "The tint behind the block; white for none.")
  static let ruleAbove = table.length(
    "rule-above", 0...72, .zero, "Thickness of the rule above the block; 0pt for none.")
  static let ruleBelow = table.length(
    "rule-below", 0...72, .zero, "Thickness of the rule below the block; 0pt for none.")
  static let ruleLeft = table.length(
    "rule-left", 0...72, .zero, "Thickness of the rule left of the block; 0pt for none.")
  static let ruleGap = table.length(
    "rule-gap", -72...144, .zero,
    "From the block, its padding included, to the rules above and below.")
  static let ruleLength = table.length(
    "rule-length", 0...720, .zero,
    "Length of the rules above and below; 0pt: as wide as the block.")
  static let ruleColor = table.color("rule-color", .black, "The rules' ink.")
  static let padding = table.length(
    "padding", 0...144, .zero,
    "From the text to the tint's edge and the rules; above and below it takes of the white space.")

  /// Of the role `drop-cap` alone.
  static let lines = table.integer("lines", 0...10, 3, "Lines the drop cap is high; 0 for none.")
  /// Of the role `lead-in` alone.
  static let words = table.integer(
    "words", 0...40, 3, "Words of the lead-in; 0 for none.")

  /// What every role can state: how characters look.
  static let ofText = [
    basedOn.definition, font.definition, size.definition, weight.definition, italic.definition,
    features.definition, tracking.definition, color.definition, letterCase.definition,
    rise.definition,
  ]

  /// What a role of paragraphs can state besides.
  static let ofBlocks = [
    leading.definition, align.definition, indent.definition, insetLeft.definition,
    insetRight.definition, spaceBefore.definition, spaceAfter.definition,
    spaceStretch.definition, spaceShrink.definition, keepWithNext.definition,
    keepTogether.definition, hyphenate.definition, orphans.definition, widows.definition,
    background.definition, ruleAbove.definition, ruleBelow.definition, ruleLeft.definition,
    ruleGap.definition, ruleLength.definition, ruleColor.definition, padding.definition,
  ]

  /// The keys a role's style may hold.
  static func of(_ role: StyleRole) -> [KeyDefinition] {
    switch role {
    case .dropCap: ofText + [lines.definition]
    case .leadIn: ofText + [words.definition]
    case let role where role.isInline: ofText
    default: ofText + ofBlocks
    }
  }

  /// The name under which the schema shares the keys of a role's style.
  static func sharedName(of role: StyleRole) -> String {
    switch role {
    case .dropCap: "drop-cap-style"
    case .leadIn: "lead-in-style"
    case let role where role.isInline: "inline-style"
    default: "block-style"
    }
  }

  /// Where a role's property stands in a template.
  static func path(_ role: StyleRole, _ property: TemplatePath) -> TemplatePath {
    TemplatePath(["styles", role.rawValue] + property.components)
  }
}
