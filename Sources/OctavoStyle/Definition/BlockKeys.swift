import OctavoBook

/// `listings`, `tables`, `lists`, `theorems` and `index`: what the styles of their text do not say.
enum BlockKeys {
  private static let listings = KeyTable("listings")
  private static let tables = KeyTable("tables")
  private static let lists = KeyTable("lists")
  private static let theorems = KeyTable("theorems")
  private static let index = KeyTable("index")

  static let continuationMark = listings.text(
    "continuation-mark", "↪",
    "The mark before each line of code that goes on from the one above; \"\" for none.")
  static let continuationIndent = listings.length(
    "continuation-indent", 0...144, SpecifiedLength(2, .em), "How far such lines are set in.")
  static let continuesTables = tables.flag(
    "continued", false, "Whether a table that goes on overleaf says so above its repeated head.")
  static let leastTableSize = tables.length(
    "least-size", 4...72, SpecifiedLength(7, .point),
    "The smallest type a table too wide for the measure may be reduced to.")
  static let first = lists.choice(
    "first", List.Numerals.arabic, "The numbers of lists; `numbers=` in the manuscript comes first."
  )
  static let second = lists.choice(
    "second", List.Numerals.arabic, "The numbers of lists within a numbered list.")
  static let third = lists.choice(
    "third", List.Numerals.arabic, "The numbers of lists deeper down.")

  static let proofMark = theorems.text(
    "proof-mark", "□", "The mark at the end of a proof; \"\" for none.")

  static let indexColumns = index.integer(
    "columns", 1...4, 1, "In how many columns the index is set; fewer where they would be narrow.")
  static let indexGap = index.length(
    "column-gap", 0...144, SpecifiedLength(1.5, .em), "The space between its columns.")

  static let all = [
    indexColumns.definition, indexGap.definition, proofMark.definition, continuationMark.definition,
    continuationIndent.definition, continuesTables.definition,
    leastTableSize.definition, first.definition, second.definition, third.definition,
  ]
}

extension List.Numerals: TemplateChoice {}
