/// How demerits are reckoned and which lines are feasible; TeX's parameters of the same names
/// (TeX: The Program §§ 236, 828–890).
///
/// The limits after `looseness` are Octavo's own; by default they change nothing.
public struct LineParameters: Sendable, Hashable {
  /// Largest badness without hyphenation; negative skips the first pass.
  public var pretolerance: Int32 = 100
  /// Largest badness with hyphenation.
  public var tolerance: Int32 = 200
  /// Added to every line's badness before it is squared; more makes for fewer lines.
  public var linePenalty: Int32 = 10
  /// Penalty of breaking at an automatic hyphen, for whoever builds the items.
  public var hyphenPenalty: Int32 = 50
  /// Penalty of breaking at a hyphen or dash of the text, for whoever builds the items.
  public var exHyphenPenalty: Int32 = 50
  /// Charged where a line and the one before differ by more than one fitness class.
  public var adjacentDemerits: Int32 = 10_000
  /// Charged where two lines in a row end in a hyphen.
  public var doubleHyphenDemerits: Int32 = 10_000
  /// Charged where the last line but one ends in a hyphen.
  public var finalHyphenDemerits: Int32 = 5_000
  /// Scaled points of stretch added to each line in the third pass; 0 leaves that pass out.
  public var emergencyStretch: Int64 = 0
  /// Lines to be longer (positive) or shorter than the optimum.
  public var looseness: Int32 = 0

  /// Scaled points of stretch at the end of every line, which makes it ragged (TeX's `rightskip`).
  public var raggedStretch: Int64 = 0
  /// Order of `raggedStretch`: 0 finite, 1 to 3 infinite.
  public var raggedStretchOrder: UInt8 = 0
  /// Most lines in a row that may end in a hyphen before `hyphenRunDemerits` are charged for each
  /// further one; 0 for any number, at most `longestHyphenRun`.
  public var maximumHyphenRun: Int32 = 0
  /// Charged for each line beyond `maximumHyphenRun`, up to 2^36.
  public var hyphenRunDemerits: Int64 = 1 << 36
  /// Badness above which a line, stretched without `emergencyStretch`, costs `looseDemerits` more:
  /// 100 is full stretch, 800 twice that; 10,000 for never.
  public var looseBadness: Int32 = 10_000
  /// Charged for each line beyond `looseBadness`, up to 2^36.
  public var looseDemerits: Int64 = 1 << 32
  /// Scaled points below which a last line is a runt and costs `runtDemerits`; 0 for never.
  public var runtWidth: Int64 = 0
  /// Charged for a runt, up to 2^36.
  public var runtDemerits: Int64 = 1 << 24
  /// Total demerits that no paragraph can reach; `texDemeritLimit` breaks very long or very bad
  /// paragraphs as TeX does, which loses count there.
  public var demeritLimit: Int64 = 1 << 60

  /// TeX's `awful_bad` (§ 833).
  public static let texDemeritLimit: Int64 = (1 << 30) - 1
  /// The largest `maximumHyphenRun` that is told apart.
  public static let longestHyphenRun: Int32 = 7

  /// Plain TeX's values, with every limit of Octavo's own left out.
  public init() {}
}
