/// One legal breakpoint of a paragraph: what a line that ends here holds, and where the next begins.
///
/// All sums run from the paragraph's start, in scaled points, so that a line's natural width is the
/// difference of two of them. Produced by `ItemList`, read by `LineBreaker`.
package struct LineCandidate: Sendable {
  /// Sums over the items up to this break, with the hyphen's width where a break adds one and
  /// without what hangs into the right margin.
  package var endWidth: Int64
  package var endStretch: Int64
  package var endShrink: Int64
  /// Sums at which the next line begins, after discarded glue, kerns and penalties
  /// (TeX: The Program § 837).
  package var nextWidth: Int64
  package var nextStretch: Int64
  package var nextShrink: Int64
  /// What a break here costs: below 10,000; −10,000 forces it.
  package var penalty: Int32
  /// The caller's own mark, to find the way back to its tokens.
  package var tag: Int32
  /// How many infinitely stretchable glues stand before this break, and before the next line.
  var endInfinite: Int32
  var nextInfinite: Int32
  /// Whether the line ends in a discretionary (or, as in TeX, with the paragraph).
  package var isHyphen: Bool
  /// Whether hyphenation made this break, so that the first pass must not use it.
  package var isAutomatic: Bool
  /// Whether the paragraph ends here.
  package var isEnd: Bool
}

/// A place where a word may be cut: the three texts are given by their widths, in scaled points.
package struct Discretionary: Sendable {
  /// Width of what ends the line if it breaks here, such as the hyphen.
  package var pre: Int64
  /// Width of what begins the next line; 0 means none, and then glue that follows is discarded.
  package var post: Int64
  /// Width of what stands here if the line does not break.
  package var replace: Int64
  /// Cost of the break, as a penalty item's.
  package var penalty: Int32
  /// Whether hyphenation made it: then only the second and third pass use it.
  package var isAutomatic: Bool
  /// How far the end of `pre` hangs into the right margin.
  package var preProtrusion: Int64 = 0

  package init(
    pre: Int64, post: Int64 = 0, replace: Int64 = 0, penalty: Int32, isAutomatic: Bool = true,
    preProtrusion: Int64 = 0
  ) {
    self.pre = pre
    self.post = post
    self.replace = replace
    self.penalty = penalty
    self.isAutomatic = isAutomatic
    self.preProtrusion = preProtrusion
  }
}
