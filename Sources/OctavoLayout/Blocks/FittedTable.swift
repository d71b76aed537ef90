import OctavoBase
import OctavoBook
import OctavoStyle

/// A table's cells in the size in which they fit its room, and the columns they get.
struct FittedTable: Sendable {
  /// Head and rows.
  let cells: [[FlowParagraph]]
  /// Each cell as it was shaped to be measured; empty for one that another fills too.
  let tokens: [[Range<Int32>]]
  let columns: TableColumns
  /// Of the template's size of type.
  let percent: Int
}

extension ChapterSetter {
  /// The gap of a table that would else be too wide.
  private static let leastGap = Length(points: 4)

  /// Fits a table to a width: in the template's type or, where words would be broken, the largest
  /// in which none is; in the smallest where none is small enough for that.
  func fit(_ table: FlowTable, width: Length) -> FittedTable {
    let cells = (table.header.map { [$0] } ?? []) + table.rows
    var fitted = fit(cells, table, width: width, percent: 100)
    guard fitted.columns.isCramped else { return fitted }
    let size = sheet[.tableBody].text.size
    for percent in stride(from: 95, through: 50, by: -5) {
      guard size.scaled(percent, 100) >= sheet.blocks.leastTableSize else { break }
      let smaller = cells.map { $0.map { Self.scaled($0, percent: percent) } }
      fitted = fit(smaller, table, width: width, percent: percent)
      if !fitted.columns.isCramped { break }
    }
    return fitted
  }

  private static func scaled(_ cell: FlowParagraph, percent: Int) -> FlowParagraph {
    var cell = cell
    cell.text = cell.text.scaled(percent * 10)
    cell.style.text.size = cell.style.text.size.scaled(percent, 100)
    cell.style.leading = cell.style.leading.scaled(percent, 100)
    return cell
  }

  private func fit(
    _ rows: [[FlowParagraph]], _ table: FlowTable, width: Length, percent: Int
  ) -> FittedTable {
    var tokens = rows.map { $0.map { _ in 0..<Int32(0) } }
    for (number, row) in rows.enumerated() {
      for (column, cell) in row.enumerated()
      where table.span(row: number, column: column) != nil {
        tokens[number][column] = text.shape(
          cell.text, hyphenate: cell.style.hyphenate, isTrial: true)
      }
    }
    return FittedTable(
      cells: rows, tokens: tokens, columns: columns(tokens, table, width: width),
      percent: percent)
  }

  private func columns(
    _ rows: [[Range<Int32>]], _ table: FlowTable, width available: Length
  ) -> TableColumns {
    let count = table.alignments.count
    var needs = ColumnNeeds(count: count, gap: sheet.tables.columnGap)
    var wholes = rows.map { _ in [Length](repeating: .zero, count: count) }
    for (number, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() where column < count {
        let span = table.span(row: number, column: column)
        guard let span else { continue }
        let (wide, narrow) = widths(cell)
        needs.add(natural: wide, minimal: narrow, from: column, span.columns)
        if span.columns == 1 { wholes[number][column] = wide }
      }
    }
    needs.settle()
    let gaps = max(count - 1, 0)
    let widest = sheet.tables.columnGap
    let cap = max((available - widest * gaps) / 2, Length(points: 20))
    let minimal = needs.minimal.map { min($0, cap) }
    let spare = available - minimal.reduce(.zero, +)
    let gap = gaps == 0 ? .zero : min(max(spare / gaps, Self.leastGap), widest)
    return TableColumns(
      natural: needs.natural, minimal: minimal, available: available, gap: gap, rows: wholes)
  }

  /// Natural width of tokens on one line.
  func width(of tokens: Range<Int32>) -> Length { widths(tokens).natural }

  /// Width of a cell on one line, and of its widest word.
  private func widths(_ tokens: Range<Int32>) -> (natural: Length, minimal: Length) {
    var line: Int64 = 0
    var word: Int64 = 0
    var widest: Int64 = 0
    for index in tokens {
      let token = text.chapter.tokens[Int(index)]
      line += Int64(token.width)
      word += Int64(token.width)
      if token.follower != .nothing {
        widest = max(widest, word)
        word = 0
      }
      if token.follower == .space || token.follower == .tie {
        line += text.chapter.styles[token.spaceStyle].space
      }
    }
    let slack: Int64 = 2  // rounding of the line's own sum must not break it
    return (Length(scaledPoints: line + slack), Length(scaledPoints: max(widest, word) + slack))
  }
}

extension FlowTable {
  /// What a cell fills, the head counted as a row; nil for one that another cell fills too.
  func span(row: Int, column: Int) -> Table.Span? {
    spans.isEmpty ? Table.Span() : spans[row][column]
  }
}

/// What a table's columns need, gathered cell by cell.
private struct ColumnNeeds {
  private(set) var natural: [Length]
  private(set) var minimal: [Length]
  private let gap: Length
  /// Cells over several columns wait until the columns' own cells are known.
  private var wide: [(columns: Range<Int>, natural: Length, minimal: Length)] = []

  init(count: Int, gap: Length) {
    natural = [Length](repeating: .zero, count: count)
    minimal = natural
    self.gap = gap
  }

  mutating func add(natural wide: Length, minimal narrow: Length, from column: Int, _ count: Int) {
    let columns = column..<min(column + count, natural.count)
    if columns.count > 1 {
      self.wide.append((columns, wide, narrow))
    } else {
      natural[column] = max(natural[column], wide)
      minimal[column] = max(minimal[column], narrow)
    }
  }

  /// Has the columns below each wide cell share what it needs beyond them.
  mutating func settle() {
    for cell in wide {
      Self.share(cell.natural, among: &natural, cell.columns, gap)
      Self.share(cell.minimal, among: &minimal, cell.columns, gap)
    }
    natural = zip(natural, minimal).map { max($0, $1) }
  }

  private static func share(
    _ width: Length, among widths: inout [Length], _ columns: Range<Int>, _ gap: Length
  ) {
    let lacking = width - widths[columns].reduce(.zero, +) - gap * (columns.count - 1)
    guard lacking > .zero else { return }
    for column in columns { widths[column] += lacking / columns.count + Length(scaledPoints: 1) }
  }
}
