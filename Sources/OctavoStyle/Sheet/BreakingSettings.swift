public import OctavoBase

/// How lines are broken: the template's `breaking`.
public struct LineSettings: Sendable, Hashable {
  /// Word space in thousandths of the em; natural 0 takes the face's own space.
  public var wordSpace: WordSpace

  /// The widths a word space may take, in thousandths of the em: minimum ≤ natural ≤ maximum.
  public struct WordSpace: Sendable, Hashable {
    /// The narrowest space, 0 to 1000.
    public var minimum: Int
    /// The space aimed at, 0 to 1000; 0 takes the face's own.
    public var natural: Int
    /// What counts as fully stretched (ratio 1), 0 to 2000.
    public var maximum: Int

    /// Makes a word space from thousandths of the em.
    public init(minimum: Int, natural: Int, maximum: Int) {
      self.minimum = minimum
      self.natural = natural
      self.maximum = maximum
    }
  }

  /// Largest badness of a line without hyphenation; -1 skips the first pass.
  public var pretolerance: Int
  /// Largest badness of a line with hyphenation, 0 to 10,000.
  public var tolerance: Int
  /// Stretch added to each line in the third pass.
  public var emergencyStretch: Length
  /// What each line costs, 0 to 10,000; more of it favours fewer lines.
  public var linePenalty: Int
  /// What a hyphen put in at a line's end costs, -10,000 to 10,000.
  public var hyphenPenalty: Int
  /// What a line's end at a hyphen or dash of the manuscript costs, -10,000 to 10,000.
  public var exHyphenPenalty: Int
  /// What a tight line next to a loose one costs, in demerits.
  public var adjacentDemerits: Int
  /// What two hyphens one below the other cost, in demerits.
  public var doubleHyphenDemerits: Int
  /// What a hyphen at the end of a paragraph's last line but one costs, in demerits.
  public var finalHyphenDemerits: Int
  /// Fewest letters before a hyphen.
  public var hyphenLeft: Int
  /// Fewest letters after a hyphen.
  public var hyphenRight: Int
  /// Shortest word that is hyphenated, in letters.
  public var hyphenWord: Int
  /// Whether words beginning with a capital are hyphenated.
  public var hyphenateCapitalised: Bool
  /// Fewest letters a paragraph's last line should hold.
  public var runtLetters: Int
  /// Whether punctuation and some letters hang into the margins.
  public var protrusion: Bool
  /// Largest change of glyph width, in thousandths; 0 for none. Applied in steps of five.
  public var expansion: Int
  /// Largest letter-space added or taken, in thousandths of the em.
  public var tracking: Int
  /// The narrowest measure that is justified, in thousandths of the em; 0 for any.
  public var justifyFrom: Int

  /// Makes settings from their resolved values.
  public init(
    wordSpace: WordSpace, pretolerance: Int, tolerance: Int, emergencyStretch: Length,
    linePenalty: Int, hyphenPenalty: Int, exHyphenPenalty: Int, adjacentDemerits: Int,
    doubleHyphenDemerits: Int, finalHyphenDemerits: Int, hyphenLeft: Int, hyphenRight: Int,
    hyphenWord: Int, hyphenateCapitalised: Bool, runtLetters: Int, protrusion: Bool,
    expansion: Int, tracking: Int, justifyFrom: Int = 0
  ) {
    self.wordSpace = wordSpace
    self.pretolerance = pretolerance
    self.tolerance = tolerance
    self.emergencyStretch = emergencyStretch
    self.linePenalty = linePenalty
    self.hyphenPenalty = hyphenPenalty
    self.exHyphenPenalty = exHyphenPenalty
    self.adjacentDemerits = adjacentDemerits
    self.doubleHyphenDemerits = doubleHyphenDemerits
    self.finalHyphenDemerits = finalHyphenDemerits
    self.hyphenLeft = hyphenLeft
    self.hyphenRight = hyphenRight
    self.hyphenWord = hyphenWord
    self.hyphenateCapitalised = hyphenateCapitalised
    self.runtLetters = runtLetters
    self.protrusion = protrusion
    self.expansion = expansion
    self.tracking = tracking
    self.justifyFrom = justifyFrom
  }
}

/// What a page break costs: the template's `pagination`. Costs are demerits of the same currency.
public struct PageSettings: Sendable, Hashable {
  /// A page's first line that ends a paragraph begun before it.
  public var widow: Int
  /// A page's last line that begins a paragraph ended after it.
  public var orphan: Int
  /// A page one grid line short of its partner.
  public var unevenSpread: Int
  /// Both pages of a spread one line short.
  public var shortSpread: Int
  /// Both pages of a spread one line long.
  public var longSpread: Int
  /// A page that ends in a hyphen; on a recto twice.
  public var hyphenAtPageEnd: Int
  /// A chapter's last page with fewer than `lastPageLines` lines.
  public var shortLastPage: Int
  /// Fewest lines a chapter's last page should hold.
  public var lastPageLines: Int
  /// A paragraph set one line longer or shorter than its best.
  public var variant: Int
  /// A footnote that splits over pages.
  public var splitNote: Int

  /// Makes settings from costs in demerits.
  public init(
    widow: Int, orphan: Int, unevenSpread: Int, shortSpread: Int, longSpread: Int,
    hyphenAtPageEnd: Int, shortLastPage: Int, lastPageLines: Int, variant: Int, splitNote: Int
  ) {
    self.widow = widow
    self.orphan = orphan
    self.unevenSpread = unevenSpread
    self.shortSpread = shortSpread
    self.longSpread = longSpread
    self.hyphenAtPageEnd = hyphenAtPageEnd
    self.shortLastPage = shortLastPage
    self.lastPageLines = lastPageLines
    self.variant = variant
    self.splitNote = splitNote
  }
}
