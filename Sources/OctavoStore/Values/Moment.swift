/// A point in time as the store keeps it.
package struct Moment: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970 began in UTC.
  package let milliseconds: Int64

  /// Makes a moment from milliseconds since 1970 began in UTC.
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

  /// The moment so many milliseconds later; earlier where negative.
  package func adding(milliseconds more: Int64) -> Moment {
    let (sum, overflow) = milliseconds.addingReportingOverflow(more)
    return Moment(milliseconds: overflow ? (more > 0 ? .max : .min) : sum)
  }

  /// Milliseconds from `earlier` to this moment; negative where that is the later one.
  package func since(_ earlier: Moment) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (self > earlier ? .max : .min) : difference
  }
}
