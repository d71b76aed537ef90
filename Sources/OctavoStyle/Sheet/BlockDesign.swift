public import OctavoBase
public import OctavoBook

/// How blocks are set where a style of their text does not say it.
public struct BlockDesign: Sendable, Hashable {
  /// Set before each line of code that goes on from the one above; empty for none.
  public var continuationMark: String
  /// How far such lines are set in.
  public var continuationIndent: Length
  /// Whether a table that goes on overleaf says so above its repeated head.
  public var continuesTables: Bool
  /// The smallest type a table too wide for the measure may be reduced to.
  public var leastTableSize: Length
  /// Whether a table too wide in that type is turned, on a page of its own.
  public var turnsTables: Bool
  /// How lists are numbered, by how many numbered lists they stand in; deeper ones as the last.
  public var listNumerals: [List.Numerals]

  /// Set at the end of a proof; empty for none.
  public var proofMark = ""

  /// In how many columns the index is set, where they are wide enough.
  public var indexColumns = 1
  /// The space between them.
  public var indexGap = Length.zero

  /// Makes a design from its resolved values.
  public init(
    continuationMark: String = "", continuationIndent: Length, continuesTables: Bool,
    leastTableSize: Length, turnsTables: Bool = true, listNumerals: [List.Numerals]
  ) {
    self.continuationMark = continuationMark
    self.continuationIndent = continuationIndent
    self.continuesTables = continuesTables
    self.leastTableSize = leastTableSize
    self.turnsTables = turnsTables
    self.listNumerals = listNumerals
  }
}
