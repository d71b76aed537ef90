/// `toc`: the table of contents.
enum ContentsKeys {
  private static let table = KeyTable("toc")

  static let heading = table.text("heading", "Contents", "The heading above the contents.")
  static let depth = table.integer(
    "depth", 0...5, 0, "0 lists parts and chapters, 1 their sections too, and so on.")
  static let leader = table.choice(
    "leader", ContentsDesign.Leader.none, "What leads the eye from a title to its page number.")
  static let numberWidth = table.length(
    "number-width", 0...288, SpecifiedLength(2.5, .em),
    "Space kept free at the right for the page number.")
  static let numeralWidth = table.length(
    "numeral-width", 0...288, SpecifiedLength(2.5, .em),
    "Width of the column of chapter numerals; 0pt sets them before the title.")

  static let numerals = table.choice(
    "numerals", ContentsDesign.Numerals.right,
    "Which edge of their column the numerals stand at.")

  static let all = [
    heading.definition, depth.definition, leader.definition, numberWidth.definition,
    numeralWidth.definition, numerals.definition,
  ]
}
