/// When a work appeared, or was looked at.
package struct SourceDate: Sendable, Hashable {
  /// Nil where only words are known, such as `forthcoming`.
  package var year: Int?
  /// 1–12.
  package var month: Int?
  /// 1–31.
  package var day: Int?
  /// The last year of a range.
  package var endYear: Int?
  /// What was written where it is no date.
  package var words: String?

  package init() {}

  /// Reads `1999`, `1999-03`, `1999-03-05` and ranges of them with a slash; other text is kept as it
  /// is written. Nil for none.
  package init?(_ written: String) {
    let text = written.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return nil }
    let ends = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = ends[0].split(separator: "-").map { Int($0) }
    guard let year = Self.year(ends[0]), parts.count <= 3 else {
      words = written
      return
    }
    self.year = year
    if parts.count > 1, let month = parts[1], (1...12).contains(month) { self.month = month }
    if parts.count > 2, let day = parts[2], (1...31).contains(day) { self.day = day }
    if ends.count > 1 { endYear = Self.year(ends[1]) }
  }

  /// The year a date begins with: one to four figures.
  private static func year(_ text: Substring) -> Int? {
    let figures = text.prefix { ("0"..."9").contains($0) }
    let rest = text.dropFirst(figures.count)
    guard (1...4).contains(figures.count), rest.isEmpty || rest.first == "-" else { return nil }
    return Int(figures)
  }

  /// The year as printed, `1999–2001` for a range; nil where none is known.
  var yearText: String? {
    guard let year else { return words }
    return endYear.map { $0 == year ? "\(year)" : "\(year)–\($0)" } ?? "\(year)"
  }
}
