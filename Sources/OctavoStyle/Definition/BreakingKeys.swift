/// `breaking`: how lines are broken.
enum BreakingKeys {
  private static let table = KeyTable("breaking")
  private static let space = KeyTable("breaking", "word-space")
  private static let hyphens = KeyTable("breaking", "hyphens")

  static let minimumSpace = space.ems(
    "minimum", 0...1000, 180, "The narrowest word space.")
  static let naturalSpace = space.ems(
    "natural", 0...1000, 225, "The word space aimed at; 0em takes the face's own.")
  static let maximumSpace = space.ems(
    "maximum", 0...2000, 320, "The word space that counts as fully stretched.")
  static let pretolerance = table.integer(
    "pretolerance", -1...10_000, 100,
    "Largest badness of a line before words are hyphenated; -1 hyphenates at once.")
  static let tolerance = table.integer(
    "tolerance", 0...10_000, 300, "Largest badness of a line.")
  static let emergencyStretch = table.length(
    "emergency-stretch", 0...144, SpecifiedLength(1.5, .em),
    "Stretch lent to each line of a paragraph that cannot be set within the tolerance.")
  static let linePenalty = table.integer(
    "line-penalty", 0...10_000, 10, "What each line costs; more of it favours fewer lines.")
  static let hyphenPenalty = table.integer(
    "hyphen-penalty", -10_000...10_000, 60, "What a hyphen at a line's end costs.")
  static let exHyphenPenalty = table.integer(
    "explicit-hyphen-penalty", -10_000...10_000, 60,
    "What a line's end at a hyphen or dash of the manuscript costs.")
  static let adjacentDemerits = table.integer(
    "adjacent-demerits", 0...1_000_000, 10_000, "What a tight line next to a loose one costs.")
  static let doubleHyphenDemerits = table.integer(
    "double-hyphen-demerits", 0...1_000_000, 30_000, "What two hyphens one below the other cost.")
  static let finalHyphenDemerits = table.integer(
    "final-hyphen-demerits", 0...1_000_000, 20_000,
    "What a hyphen at the end of a paragraph's last but one line costs.")
  static let hyphenLeft = hyphens.integer(
    "left", 1...20, 2, "Fewest letters before a hyphen.")
  static let hyphenRight = hyphens.integer("right", 1...20, 3, "Fewest letters after a hyphen.")
  static let hyphenWord = hyphens.integer(
    "word", 2...40, 6, "Shortest word that is hyphenated, in letters.")
  static let hyphenateCapitalised = hyphens.flag(
    "capitalised", false, "Whether words that begin with a capital are hyphenated.")
  static let runtLetters = table.integer(
    "runt-letters", 0...40, 5, "Fewest letters a paragraph's last line should hold.")
  static let protrusion = table.flag(
    "protrusion", true, "Whether punctuation and some letters hang into the margins.")
  static let expansion = table.percent(
    "expansion", 0...50, 20, "Largest change of the letters' width on a line; 0% for none.")
  static let tracking = table.ems(
    "tracking", 0...50, 10, "Largest space added or taken between a line's letters; 0em for none.")

  static let justifyFrom = table.ems(
    "justify-from", 0...200_000, 0,
    "The narrowest measure that is justified, in the type's own size; narrower text is ragged at the right."
  )

  static let all = [
    minimumSpace.definition, naturalSpace.definition, maximumSpace.definition,
    pretolerance.definition, tolerance.definition, emergencyStretch.definition,
    linePenalty.definition, hyphenPenalty.definition, exHyphenPenalty.definition,
    adjacentDemerits.definition, doubleHyphenDemerits.definition, finalHyphenDemerits.definition,
    hyphenLeft.definition, hyphenRight.definition, hyphenWord.definition,
    hyphenateCapitalised.definition, runtLetters.definition, protrusion.definition,
    expansion.definition, tracking.definition, justifyFrom.definition,
  ]
}
