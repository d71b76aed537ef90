import OctavoBase
import OctavoStyle

/// Prints the style of a role as CSS, relative to the text around it: no absolute size, no face, and
/// only colours that are seen on white and on black.
struct RoleStyle {
  let sheet: StyleSheet
  /// Which of a style's properties are printed.
  struct Parts: OptionSet {
    let rawValue: Int
    /// Alignment, where it is not the reader's to choose.
    static let alignment = Parts(rawValue: 1)
    /// White space above and below.
    static let spaces = Parts(rawValue: 2)
    /// Insets from the sides.
    static let insets = Parts(rawValue: 4)
    /// The first line's indent.
    static let indent = Parts(rawValue: 8)
    /// Line height, for heads whose size is not the text's.
    static let leading = Parts(rawValue: 16)
    /// A block of text within the running text.
    static let display: Parts = [.spaces, .insets]
    static let heading: Parts = [.alignment, .spaces, .leading, .insets, .indent]
  }

  /// A rule for a role's block.
  func rule(_ selector: String, _ role: StyleRole, _ parts: Parts) -> StyleRule {
    var rule = StyleRule(selector)
    let style = sheet[role]
    addText(style.text, to: &rule)
    if parts.contains(.leading), style.text.size != bodySize {
      rule.set("line-height", "\(Self.ratio(style.leading, style.text.size, least: 1_100))")
    }
    if parts.contains(.alignment) { rule.set("text-align", Self.alignment(style.alignment)) }
    if parts.contains(.indent) { rule.set("text-indent", em(style.indent, style)) }
    if parts.contains(.spaces) {
      rule.set("margin-top", em(style.spaceBefore, style))
      rule.set("margin-bottom", em(style.spaceAfter, style))
    }
    if parts.contains(.insets) {
      rule.set("margin-left", em(style.insetLeft, style))
      rule.set("margin-right", em(style.insetRight, style))
    }
    if parts.contains(.alignment) && !style.hyphenate { Self.forbidHyphens(&rule) }
    if style.keepWithNext { rule.set("break-after", "avoid") }
    return rule
  }

  /// A rule for a role within a line: only what the template declares for it.
  func inlineRule(_ selector: String, _ role: StyleRole) -> StyleRule {
    var rule = StyleRule(selector)
    let style = sheet[role]
    let declared = style.declared
    let text = style.text
    if declared.contains(.size) { rule.set("font-size", size(text)) }
    if declared.contains(.weight) { rule.set("font-weight", "\(text.weight)") }
    if declared.contains(.italic) { rule.set("font-style", text.isItalic ? "italic" : "normal") }
    if declared.contains(.tracking) { rule.set("letter-spacing", Self.tracking(text)) }
    if declared.contains(.letterCase) { Self.addCase(text.letterCase, to: &rule) }
    if declared.contains(.color) { rule.set("color", VisibleColor.css(text.color)) }
    return rule
  }

  private var bodySize: Length { sheet[.body].text.size }

  private func addText(_ text: TextStyle, to rule: inout StyleRule) {
    let body = sheet[.body].text
    rule.set("font-size", size(text))
    if text.weight != body.weight { rule.set("font-weight", "\(text.weight)") }
    if text.isItalic != body.isItalic {
      rule.set("font-style", text.isItalic ? "italic" : "normal")
    }
    if text.letterCase != body.letterCase { Self.addCase(text.letterCase, to: &rule) }
    if text.tracking != body.tracking { rule.set("letter-spacing", Self.tracking(text)) }
    if text.color != body.color { rule.set("color", VisibleColor.css(text.color)) }
    addFigures(text, to: &rule)
  }

  /// Figures of one height and width, or old-style ones, where the text has others.
  private func addFigures(_ text: TextStyle, to rule: inout StyleRule) {
    let tags = Set(text.features.filter { $0.value > 0 }.map(\.tag))
    let body = Set(sheet[.body].text.features.filter { $0.value > 0 }.map(\.tag))
    guard tags != body else { return }
    let names = [
      ("lnum", "lining-nums"), ("onum", "oldstyle-nums"), ("tnum", "tabular-nums"),
      ("pnum", "proportional-nums"),
    ]
    let values = names.filter { tags.contains($0.0) }.map(\.1)
    if !values.isEmpty { rule.set("font-variant-numeric", values.joined(separator: " ")) }
  }

  // MARK: Values

  /// The type size relative to the text's; nil where it is the same.
  private func size(_ text: TextStyle) -> String? {
    guard text.size != bodySize else { return nil }
    return Self.ratio(text.size, bodySize) + "em"
  }

  /// A length in the em of a style; nil for none.
  private func em(_ length: Length, _ style: ParagraphStyle) -> String? {
    guard length != .zero else { return "0" }
    return Self.ratio(length, style.text.size) + "em"
  }

  /// A quotient to the hundredth.
  static func ratio(_ a: Length, _ b: Length, least: Int64 = .min) -> String {
    let unit = max(b.scaledPoints, 1)
    let exact = a.scaledPoints * 1000
    let half = exact < 0 ? -unit / 2 : unit / 2
    let thousandths = max((exact + half) / unit, least)
    return Decimals.format(Double((thousandths + (thousandths < 0 ? -5 : 5)) / 10) / 100)
  }

  private static func tracking(_ text: TextStyle) -> String {
    text.tracking == 0 ? "normal" : Decimals.format(Double(text.tracking) / 1000) + "em"
  }

  private static func alignment(_ alignment: Alignment) -> String? {
    switch alignment {
    case .justify: nil
    case .left: "left"
    case .center: "center"
    case .right: "right"
    }
  }

  static func addCase(_ letterCase: LetterCase, to rule: inout StyleRule) {
    switch letterCase {
    case .asWritten:
      rule.set("font-variant-caps", "normal")
      rule.set("text-transform", "none")
    case .upper: rule.set("text-transform", "uppercase")
    case .smallCaps: rule.set("font-variant", "small-caps")
    case .allSmallCaps:
      rule.set("font-variant", "small-caps")
      rule.set("font-variant-caps", "all-small-caps")
    }
  }

  static func forbidHyphens(_ rule: inout StyleRule) {
    rule.set("-webkit-hyphens", "none")
    rule.set("hyphens", "none")
  }
}
