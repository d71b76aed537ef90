/// `notes`: footnotes.
enum NoteKeys {
  private static let table = KeyTable("notes")
  private static let rule = KeyTable("notes", "rule")
  private static let side = KeyTable("notes", "side")

  static let place = table.choice(
    "place", NoteDesign.Place.foot,
    "Where notes stand: at the page's foot, in the outer margin, or at the end of the chapter or of the book."
  )
  static let marks = table.choice(
    "marks", NoteDesign.Marks.arabic,
    "Numbers, or * † ‡ § ‖ ¶ anew on each page.")
  static let separation = table.length(
    "separation", 0...144, SpecifiedLength(0.5, .gridLine), "Least space between text and rule.")
  static let ruleLength = rule.length(
    "length", 0...720, SpecifiedLength(3, .em), "Length of the rule above the notes; 0pt for none.")
  static let ruleThickness = rule.length(
    "thickness", 0...12, SpecifiedLength(0.4, .point), "Thickness of the rule.")
  static let ruleDistance = rule.length(
    "distance", 0...144, SpecifiedLength(0.25, .gridLine),
    "From the rule to the top of the first note.")
  static let sideWidth = side.length(
    "width", 24...720, SpecifiedLength(90, .point), "How wide notes in the margin are.")
  static let sideGap = side.length(
    "gap", 0...144, SpecifiedLength(1, .em), "From the text to the notes in the margin.")

  static let all = [
    place.definition, marks.definition, separation.definition, ruleLength.definition,
    ruleThickness.definition,
    ruleDistance.definition,
    sideWidth.definition, sideGap.definition,
  ]
}
