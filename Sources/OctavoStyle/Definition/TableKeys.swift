/// `tables`: the rules of tables.
enum TableKeys {
  private static let table = KeyTable("tables")

  static let ruleTop = table.length(
    "rule-top", 0...12, SpecifiedLength(0.8, .point),
    "Thickness of the rule above a table; 0pt for none.")
  static let ruleHead = table.length(
    "rule-head", 0...12, SpecifiedLength(0.4, .point),
    "Thickness of the rule below the head; 0pt for none.")
  static let ruleBottom = table.length(
    "rule-bottom", 0...12, SpecifiedLength(0.8, .point),
    "Thickness of the rule below a table; 0pt for none.")
  static let rulePadding = table.length(
    "rule-padding", 0...36, SpecifiedLength(2.5, .point), "White space above and below a rule.")
  static let ruleColor = table.color("rule-color", .black, "The ink of the rules.")
  static let columnGap = table.length(
    "column-gap", 4...144, SpecifiedLength(12, .point),
    "White space between columns, less where a table would else be too wide.")

  static let align = table.choice(
    "align", TableDesign.Align.center,
    "Where a table stands that is narrower than the measure.")

  static let all = [
    ruleTop.definition, ruleHead.definition, ruleBottom.definition, rulePadding.definition,
    ruleColor.definition, columnGap.definition, align.definition,
  ]
}
