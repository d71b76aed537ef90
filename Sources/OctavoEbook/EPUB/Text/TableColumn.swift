import OctavoBook

/// A column of a table as the style sheet knows it: how its cells are aligned, and whether their
/// words may break.
struct TableColumn {
  /// Characters that stand beside each other on a narrow telephone, white space between columns
  /// taken off.
  private static let narrowest = 42

  /// The classes of the column's cells; nil for none.
  let classes: String?

  /// The columns of a table. Where their longest words have no room beside each other on a narrow
  /// screen, those that take more than their share may break anywhere; the others stay whole.
  static func columns(of table: Table) -> [TableColumn] {
    let rows = [table.header].compactMap(\.self) + table.rows
    let count = max(rows.map(\.cells.count).max() ?? 0, 1)
    var longest = Array(repeating: 0, count: count)
    for row in rows {
      for (column, cell) in row.cells.enumerated() {
        longest[column] = max(longest[column], longestWord(of: cell))
      }
    }
    let room = narrowest - 2 * (count - 1)
    let isWide = longest.reduce(0, +) > room
    return longest.indices.map { column in
      let alignment = table.alignments.indices.contains(column) ? table.alignments[column] : .left
      return TableColumn(alignment, breaks: isWide && longest[column] > room / count)
    }
  }

  private init(_ alignment: Table.Alignment, breaks: Bool) {
    var names: [String] = []
    switch alignment {
    case .right: names.append("right")
    case .center: names.append("middle")
    case .left, .unspecified: break
    }
    if breaks { names.append("breaks") }
    classes = names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// Characters of the longest stretch no line breaks within.
  private static func longestWord(of cell: [Inline]) -> Int {
    Inline.plainText(cell).split { $0.isWhitespace || $0 == "-" || $0 == "\u{200B}" }
      .map(\.count).max() ?? 0
  }
}
