/// How demerits are reckoned and which lines are feasible; TeX's parameters of the same names
/// (TeX: The Program §§ 236, 828–890).
public struct LineParameters: Sendable, Hashable {
  /// Largest badness without hyphenation; negative skips the first pass.
  public var pretolerance: Int32 = 100
  public var tolerance: Int32 = 200
  public var linePenalty: Int32 = 10
  public var hyphenPenalty: Int32 = 50
  public var exHyphenPenalty: Int32 = 50
  public var adjacentDemerits: Int32 = 10_000
  public var doubleHyphenDemerits: Int32 = 10_000
  public var finalHyphenDemerits: Int32 = 5_000
  /// Scaled points of stretch added to each line in the third pass; 0 leaves that pass out.
  public var emergencyStretch: Int64 = 0
  /// Lines to be longer (positive) or shorter than the optimum.
  public var looseness: Int32 = 0

  public init() {}
}
