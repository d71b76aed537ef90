/// A break from which a further line may start (TeX: The Program § 819), in a linked list ordered
/// by line number.
struct ActiveBreak {
  /// Sums at which its line starts.
  var width: Int64
  var stretch: Int64
  var shrink: Int64
  var infinite: Int32
  /// Its place in the chain of chosen breaks; −1 for the paragraph's start.
  var passive: Int32
  /// Total demerits up to here.
  var demerits: Int64
  /// Number of the line that starts here, from 1.
  var line: Int32
  /// Index of the next active break; −1 at the end.
  var next: Int32
  /// Fitness class of the line that ends here.
  var fitness: Int32
  /// Lines in a row that ended in a hyphen, as far as a limit asks.
  var hyphenRun: Int32
  var isHyphen: Bool
}

/// A break that some chosen way leads through (TeX: The Program § 821).
struct PassiveBreak {
  var candidate: Int32
  /// The break before; −1 for the paragraph's start.
  var previous: Int32
}

/// The best way found so far to end a line at the current candidate, in one fitness class.
struct BestBreak {
  var demerits: Int64
  var passive: Int32
  var line: Int32
}

/// What stays the same for all candidates of one pass.
struct PassSettings {
  var parameters: LineParameters
  /// Largest badness of a feasible line.
  var threshold: Int32
  /// Largest ratio in 297ths within the threshold; nil where any is.
  var largestRatio: Int64?
  /// Whether discretionaries made by hyphenation count.
  var usesHyphens: Bool
  /// Whether a line must be found even if none is feasible.
  var isFinal: Bool
  /// Finite stretch that every line has besides its items'.
  var background: Int64
  /// The part of `background` that is `emergencyStretch`.
  var emergency: Int64
  /// Infinite stretch that every line has.
  var infiniteBackground = InfiniteStretch()
  /// Line numbers above this one are not told apart (TeX: The Program § 845).
  var easyLine: Int32
  /// Hyphen runs that are told apart: 1 where there is no limit.
  var hyphenRuns: Int32

  /// Whether any of Octavo's own charges can arise.
  var hasOwnCharges: Bool

  /// Largest single charge, so that no sum of them overflows.
  static func clampCharge(_ value: Int64) -> Int64 { min(max(value, -(1 << 36)), 1 << 36) }
}
