/// How cells of a table run into each other.
extension Table {
  /// Which cell another goes on with.
  public enum Join: Sendable, Hashable {
    /// The one above (`^^`).
    case above
    /// The one on its left (`<<`).
    case left
  }

  /// How much of a table a cell fills.
  public struct Span: Sendable, Hashable {
    /// How many columns, at least 1.
    public let columns: Int
    /// How many rows, at least 1.
    public let rows: Int

    /// Makes a span; without arguments, of one column and one row.
    public init(columns: Int = 1, rows: Int = 1) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// A cell by its place, the head counted as a row.
  package struct Place: Hashable, Sendable {
    package let row: Int
    package let column: Int
  }

  /// The head and the rows, in order.
  public var allRows: [Row] { [header].compactMap(\.self) + rows }

  /// What each cell of all rows fills; nil for one that another fills too. Empty where every cell
  /// stands for itself.
  public var spans: [[Span?]] { joined.spans }

  /// Cells that ask to go on with one they cannot be joined to: none is there, or what results is no
  /// rectangle. Each stands for itself.
  package var looseJoins: [Place] { joined.loose }

  private var joined: (spans: [[Span?]], loose: [Place]) {
    let rows = allRows
    guard rows.contains(where: { $0.joins.contains { $0 != nil } }) else { return ([], []) }
    var loose: [Place] = []
    var members: [Place: [Place]] = [:]
    var owners: [Place: Place] = [:]
    for (number, row) in rows.enumerated() {
      for column in alignments.indices {
        let place = Place(row: number, column: column)
        let join = row.joins.indices.contains(column) ? row.joins[column] : nil
        let owner = join.flatMap { neighbour($0, of: place) }.flatMap { owners[$0] }
        if join != nil && owner == nil { loose.append(place) }
        owners[place] = owner ?? place
        members[owner ?? place, default: []].append(place)
      }
    }
    var spans = rows.map { _ in alignments.map { _ in Span?.none } }
    for (owner, places) in members {
      let bottom = places.map(\.row).max() ?? owner.row
      let right = places.map(\.column).max() ?? owner.column
      let span = Span(columns: right - owner.column + 1, rows: bottom - owner.row + 1)
      if span.columns * span.rows == places.count {
        spans[owner.row][owner.column] = span
      } else {
        for place in places { spans[place.row][place.column] = Span() }
        loose += places.dropFirst()
      }
    }
    return (spans, loose.sorted { ($0.row, $0.column) < ($1.row, $1.column) })
  }

  /// The cell that a join leads to; the rows do not run into the head.
  private func neighbour(_ join: Join, of place: Place) -> Place? {
    switch join {
    case .left:
      place.column > 0 ? Place(row: place.row, column: place.column - 1) : nil
    case .above:
      place.row > (header == nil ? 0 : 1)
        ? Place(row: place.row - 1, column: place.column) : nil
    }
  }
}
