/// The measure of each line of a paragraph: some leading lines of their own, then all others alike.
///
/// Serves drop capitals, hanging indents and figures that text runs around
/// (TeX: The Program § 847).
package struct LineShape: Sendable, Hashable {
  /// One line's place: scaled points.
  package struct Line: Sendable, Hashable {
    package let width: Int64
    /// Distance of the line's start from the text's edge.
    package let indent: Int64

    package init(width: Int64, indent: Int64 = 0) {
      self.width = ItemSums.clamp(width)
      self.indent = ItemSums.clamp(indent)
    }
  }

  /// The first lines, where they differ from the rest.
  package var leading: ContiguousArray<Line>
  /// Every line after the leading ones.
  package var rest: Line

  package init(width: Int64) {
    leading = []
    rest = Line(width: width)
  }

  package init(leading: ContiguousArray<Line>, rest: Line) {
    self.leading = leading
    self.rest = rest
  }

  /// The place of a line, counted from 1.
  package func line(_ number: Int) -> Line {
    number > leading.count ? rest : leading[max(number, 1) - 1]
  }
}
