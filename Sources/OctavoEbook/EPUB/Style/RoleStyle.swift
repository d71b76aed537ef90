import OctavoBase
import OctavoStyle

/// Prints the style of a role as CSS, relative to the text around it: no absolute size, no face but an
/// embedded one, and only colours that are seen on white and on black.
struct RoleStyle {
  let sheet: StyleSheet
  /// The families of roles whose fonts the e-book carries.
  let families: [StyleRole: String]
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
    static let heading: Parts = [.alignment, .spaces, .leading, .insets, .indent]
    /// A block with paragraphs in it.
    static let group: Parts = [.alignment, .spaces, .insets]
  }

  /// A rule for a role's block.
  ///
  /// - Parameter outer: the role of what the block stands in, whose size it inherits.
  func rule(
    _ selector: String, _ role: StyleRole, _ parts: Parts, within outer: StyleRole = .body,
    ifSupported condition: String? = nil
  ) -> StyleRule {
    var rule = StyleRule(selector, ifSupported: condition)
    let style = sheet[role]
    addText(style.text, role, within: sheet[outer].text, to: &rule)
    if parts.contains(.leading), style.text.size != sheet[.body].text.size {
      rule.set("line-height", Self.ratio(style.leading, style.text.size, least: 1_100))
    }
    if parts.contains(.alignment) {
      rule.set("text-align", Self.alignment(style.alignment))
      // Where the direction decides what the sides are, for readers that know the newer names.
      rule.set("text-align", Self.logicalAlignment(style.alignment))
    }
    if parts.contains(.indent) { rule.set("text-indent", em(style.indent, style)) }
    addMargins(style, parts, to: &rule)
    if parts.contains(.alignment) && !style.hyphenate { Self.forbidHyphens(&rule) }
    if style.keepWithNext { rule.set("break-after", "avoid") }
    return rule
  }

  private func addMargins(_ style: ParagraphStyle, _ parts: Parts, to rule: inout StyleRule) {
    let panel = style.panel
    let padding = panel?.padding ?? .zero
    // The panel reaches beyond the text, as in print.
    let sides = [
      max(style.spaceBefore - padding, .zero), max(style.insetRight - padding, .zero),
      max(style.spaceAfter - padding, .zero),
      max(style.insetLeft - padding - (panel?.ruleLeft ?? .zero), .zero),
    ]
    if let panel, parts.contains(.insets) { add(panel, style, to: &rule) }
    let values = sides.map { em($0, style) }
    switch (parts.contains(.spaces), parts.contains(.insets)) {
    case (true, true): rule.set("margin", values.joined(separator: " "))
    case (true, false):
      rule.set("margin-top", values[0])
      rule.set("margin-bottom", values[2])
    case (false, true):
      rule.set("margin-right", values[1])
      rule.set("margin-left", values[3])
    case (false, false): break
    }
  }

  /// A tint that is seen on white and on black, and rules in the text's colour.
  private func add(_ panel: PanelStyle, _ style: ParagraphStyle, to rule: inout StyleRule) {
    if panel.background != nil { rule.set("background-color", "rgba(128, 128, 128, 0.12)") }
    if panel.padding > .zero { rule.set("padding", em(panel.padding, style)) }
    let rules = [
      ("top", panel.ruleAbove), ("bottom", panel.ruleBelow), ("left", panel.ruleLeft),
    ]
    for (side, thickness) in rules where thickness > .zero {
      let color = VisibleColor.css(panel.ruleColor).map { " " + $0 } ?? ""
      let width = Self.ratio(thickness, style.text.size, least: 50)
      rule.set("border-\(side)", "\(width)em solid\(color)")
    }
  }

  /// A rule for a role within a line: only what the template declares for it.
  func inlineRule(_ selector: String, _ role: StyleRole) -> StyleRule {
    var rule = StyleRule(selector)
    let style = sheet[role]
    let declared = style.declared
    let text = style.text
    rule.set("font-family", families[role].map(EmbeddedFamilies.css))
    if declared.contains(.size) {
      rule.set("font-size", size(text, role, within: sheet[.body].text))
    }
    if declared.contains(.weight) { rule.set("font-weight", "\(text.weight)") }
    if declared.contains(.italic) { rule.set("font-style", text.isItalic ? "italic" : "normal") }
    if declared.contains(.tracking) { rule.set("letter-spacing", Self.tracking(text)) }
    if declared.contains(.letterCase) { Self.addCase(text.letterCase, to: &rule) }
    if declared.contains(.color) { rule.set(VisibleColor.declaration(text.color)) }
    return rule
  }

  private func addText(
    _ text: TextStyle, _ role: StyleRole, within outer: TextStyle, to rule: inout StyleRule
  ) {
    rule.set("font-family", families[role].map(EmbeddedFamilies.css))
    rule.set("font-size", size(text, role, within: outer))
    if text.weight != outer.weight { rule.set("font-weight", "\(text.weight)") }
    if text.isItalic != outer.isItalic {
      rule.set("font-style", text.isItalic ? "italic" : "normal")
    }
    if text.letterCase != outer.letterCase { Self.addCase(text.letterCase, to: &rule) }
    if text.tracking != outer.tracking { rule.set("letter-spacing", Self.tracking(text)) }
    if text.color != outer.color { rule.set(VisibleColor.declaration(text.color)) }
    addFigures(text, within: outer, to: &rule)
  }

  /// Figures of one height and width, or old-style ones, where the text has others.
  private func addFigures(_ text: TextStyle, within outer: TextStyle, to rule: inout StyleRule) {
    let tags = Set(text.features.filter { $0.value > 0 }.map(\.tag))
    let others = Set(outer.features.filter { $0.value > 0 }.map(\.tag))
    guard tags != others else { return }
    let names = [
      ("lnum", "lining-nums"), ("onum", "oldstyle-nums"), ("tnum", "tabular-nums"),
      ("pnum", "proportional-nums"),
    ]
    let values = names.filter { tags.contains($0.0) }.map(\.1)
    if !values.isEmpty { rule.set("font-variant-numeric", values.joined(separator: " ")) }
  }

  // MARK: Values

  /// The smallest size of anything, in thousandths of the text's: below it print is hard to read on
  /// a screen. Code has another, since its size in the template was chosen for the template's face.
  private static func leastSize(_ role: StyleRole) -> Int64 {
    role == .code || role == .codeInline ? 850 : 780
  }

  /// The type size relative to the text around; nil where it is the same.
  private func size(_ text: TextStyle, _ role: StyleRole, within outer: TextStyle) -> String? {
    guard text.size != outer.size else { return nil }
    return Self.ratio(text.size, outer.size, least: Self.leastSize(role)) + "em"
  }

  /// A length in the em of a style.
  private func em(_ length: Length, _ style: ParagraphStyle) -> String {
    Self.em(length, style.text.size)
  }

  /// A length as a multiple of a type size.
  static func em(_ length: Length, _ size: Length) -> String {
    length == .zero ? "0" : ratio(length, size) + "em"
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

  private static func logicalAlignment(_ alignment: Alignment) -> String? {
    switch alignment {
    case .left: "start"
    case .right: "end"
    case .justify, .center: nil
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
