import OctavoBook

/// Lays a table's cells on its grid, row by row, as a document wants them: a cell over several
/// columns once, a cell over several rows in each of them (ECMA-376 part 1, §17.4.17 and §17.4.85).
struct CellGrid {
  /// A cell of a row.
  struct Place {
    /// The leftmost of its columns.
    let column: Int
    let columns: Int
    /// Of all its columns, in twips.
    let width: Int
    let merge: Merge
  }

  /// How a cell is joined with those above and below.
  enum Merge {
    case none, begins, goesOn
  }

  private let widths: [Int]
  private var spans: ArraySlice<[Table.Span?]>
  /// Cells that go on in the rows to come, by their leftmost column.
  private var open: [Int: Table.Span] = [:]

  init(_ table: Table, widths: [Int]) {
    self.widths = widths
    spans = table.spans[...]
  }

  /// The cells of the next row, from the left.
  mutating func nextRow() -> [Place] {
    let row = spans.popFirst()
    var places: [Place] = []
    var column = 0
    while column < widths.count {
      let place = self.place(at: column, in: row)
      places.append(place)
      column += place.columns
    }
    return places
  }

  private mutating func place(at column: Int, in row: [Table.Span?]?) -> Place {
    if let span = open[column] {
      keepOpen(span, at: column)
      return makePlace(column, span.columns, .goesOn)
    }
    let span = row.flatMap { $0[column] } ?? Table.Span()
    keepOpen(span, at: column)
    return makePlace(column, span.columns, span.rows > 1 ? .begins : .none)
  }

  /// Takes note of the rows below that a cell fills.
  private mutating func keepOpen(_ span: Table.Span, at column: Int) {
    open[column] = span.rows > 1 ? Table.Span(columns: span.columns, rows: span.rows - 1) : nil
  }

  private func makePlace(_ column: Int, _ columns: Int, _ merge: Merge) -> Place {
    let columns = min(columns, widths.count - column)
    let width = widths[column..<(column + columns)].reduce(0, +)
    return Place(column: column, columns: columns, width: width, merge: merge)
  }
}
