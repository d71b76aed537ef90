/// The measures of one chosen line, from which its glue can be set. Scaled points.
package struct LineSetting: Sendable, Hashable {
  /// Where the line stands and how wide it is to be.
  package let place: LineShape.Line
  /// Width of its items before they stretch or shrink, less what hangs into the margins.
  package let natural: Int64
  /// Total stretch of the line's highest order, and that order (0 finite to 3 filll).
  package let stretch: Int64
  package let stretchOrder: UInt8
  /// Total shrink.
  package let shrink: Int64

  /// What the line's glue must give (positive) or take.
  package var adjustment: Int64 { place.width - natural }
  /// How far the line sticks out when shrunk as far as it goes; 0 for a line that fits.
  package var overfull: Int64 { max(0, natural - shrink - place.width) }
}

/// The chosen lines of one paragraph, before they have a place on a page.
///
/// Produced by `LineBreaker`; consumed by `Paginator`. Immutable.
package struct BrokenParagraph: Sendable, Hashable {
  /// Which attempt found the lines.
  package enum Pass: Int, Sendable, Comparable {
    /// Without automatic hyphens, within `pretolerance`.
    case first = 1
    /// With hyphens, within `tolerance`.
    case second
    /// With `emergencyStretch`.
    case emergency

    package static func < (a: Pass, b: Pass) -> Bool { a.rawValue < b.rawValue }
  }

  /// Index in `ItemList.candidates` of each break, ascending; the last is the paragraph's end.
  package let breaks: [Int32]
  /// One for each break.
  package let lines: [LineSetting]
  /// Sum of demerits over the lines (TeX: The Program § 859), below `demeritLimit`.
  package let demerits: Int64
  package let pass: Pass
}

/// A paragraph's best lines, and its best settings one line shorter and one longer.
package struct ParagraphVariants: Sendable, Hashable {
  package let best: BrokenParagraph
  /// With one line less; nil where no such setting is within tolerance.
  package let shorter: BrokenParagraph?
  /// With one line more.
  package let longer: BrokenParagraph?

  package init(best: BrokenParagraph, shorter: BrokenParagraph?, longer: BrokenParagraph?) {
    self.best = best
    self.shorter = shorter
    self.longer = longer
  }
}
