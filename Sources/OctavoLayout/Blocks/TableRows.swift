import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// Sets a table's rows: each as one piece, or line by line where it is too tall for that. Rows that
/// share a cell make one band, which is one piece where it is not too tall.
extension ChapterSetter {
  /// Most lines of a tall row that stand together at its head and its foot.
  private static let keptLines = 2

  /// What all rows of a table share.
  private struct RowSetting {
    let left: Length
    let columns: TableColumns
    let alignments: [Table.Alignment]
    /// A page's height.
    let room: Length
    let leading: Length
  }

  /// A cell in lines.
  private struct SetCell {
    /// Left edge, from the text block's.
    let left: Length
    /// Which line of its band it begins with.
    var top = 0
    /// Lines of the store, with what each brings along.
    var lines: [(line: Int32, notes: [Int], names: [String])] = []
  }

  /// Rows that cells run through.
  private struct Band {
    var cells: [SetCell] = []
    /// Lines of each row.
    var counts: [Int]
    let rows: Range<Int>

    /// All its lines.
    var count: Int { counts.reduce(0, +) }
  }

  /// A table's lines, those of its head apart.
  func tableLines(
    _ table: FlowTable, _ fitted: FittedTable, left: Length, roomHeight: Length
  ) -> (head: [TableLine], body: [TableLine]) {
    var head: [TableLine] = []
    var body: [TableLine] = []
    let last = fitted.cells.count
    for rows in Self.bands(table, count: last) {
      let leading = fitted.cells[rows].joined().map(\.style.leading).max() ?? sheet.page.grid
      let setting = RowSetting(
        left: left, columns: fitted.columns, alignments: table.alignments, room: roomHeight,
        leading: leading)
      let band = set(rows, of: table, fitted, setting)
      let isHead = rows.lowerBound == 0 && table.header != nil
      let lines = self.lines(
        of: band, setting, isFirst: rows.lowerBound == 0, endsHead: isHead,
        isLast: rows.upperBound == last)
      if isHead { head = lines } else { body += lines }
    }
    return (head, body)
  }

  /// The rows in runs that no cell runs out of.
  private static func bands(_ table: FlowTable, count: Int) -> [Range<Int>] {
    guard !table.spans.isEmpty else { return (0..<count).map { $0..<$0 + 1 } }
    var bands: [Range<Int>] = []
    var start = 0
    var end = 0
    for row in 0..<count {
      end = max(end, row + (table.spans[row].compactMap { $0?.rows }.max() ?? 1))
      guard row + 1 >= end else { continue }
      bands.append(start..<row + 1)
      start = row + 1
    }
    return bands
  }

  // MARK: Lines

  private func set(
    _ rows: Range<Int>, of table: FlowTable, _ fitted: FittedTable, _ setting: RowSetting
  ) -> Band {
    var band = Band(counts: rows.map { _ in 1 }, rows: rows)
    var spanned: [(cell: Int, row: Int, rows: Int)] = []
    var owners: [Int] = []
    for row in rows {
      let cells = fitted.cells[row].prefix(setting.columns.widths.count)
      for (column, cell) in cells.enumerated() {
        guard let span = table.span(row: row, column: column) else { continue }
        let set = setCell(cell, fitted.tokens[row][column], column, span, setting)
        let index = row - rows.lowerBound
        if span.rows > 1 {
          spanned.append((band.cells.count, index, span.rows))
        } else {
          band.counts[index] = max(band.counts[index], set.lines.count)
        }
        band.cells.append(set)
        owners.append(index)
      }
    }
    // What a cell over several rows needs beyond them, the last one gets.
    for (cell, row, rows) in spanned {
      let lacking =
        band.cells[cell].lines.count - band.counts[row..<(row + rows)].reduce(0, +)
      band.counts[row + rows - 1] += max(lacking, 0)
    }
    for (cell, row) in owners.enumerated() {
      band.cells[cell].top = band.counts[..<row].reduce(0, +)
    }
    return band
  }

  private func lines(
    of band: Band, _ setting: RowSetting, isFirst: Bool, endsHead: Bool, isLast: Bool
  ) -> [TableLine] {
    pieces(of: band, setting).map { piece in
      var line = TableLine()
      var y = Length.zero
      if isFirst && piece.lowerBound == 0 {
        addRule(to: &line.group, setting, y: .zero, thickness: sheet.tables.ruleTop)
        y += sheet.tables.rulePadding * 2
      }
      for cell in band.cells { add(cell, piece, at: y, setting, to: &line) }
      y += setting.leading * piece.count
      if piece.upperBound == band.count {
        endRow(&line.group, setting, &y, endsHead: endsHead, isLast: isLast)
      }
      line.height = y
      return line
    }
  }

  /// What of a cell stands in a piece of its band.
  private func add(
    _ cell: SetCell, _ piece: Range<Int>, at y: Length, _ setting: RowSetting,
    to line: inout TableLine
  ) {
    let lines = cell.top..<(cell.top + cell.lines.count)
    for number in piece.clamped(to: lines) {
      let content = cell.lines[number - cell.top]
      let base = y + setting.leading * (number - piece.lowerBound) + baseline(setting.leading)
      line.group.items.append(.line(content.line, at: Point(x: cell.left, y: base)))
      line.group.items += strikes(content.line).map {
        moved(PageComposer.shifted($0, by: cell.left), by: base)
      }
      line.calls += content.notes
      line.names += content.names
    }
  }

  /// The lines of a band that stay together: all or, in one taller than half a page, those of each
  /// row; of a row that is so tall, the first ones, each of the rest, and the last ones.
  private func pieces(of band: Band, _ setting: RowSetting) -> [Range<Int>] {
    guard setting.leading * band.count > setting.room / 2 else { return [0..<band.count] }
    var start = 0
    return band.counts.flatMap { count in
      defer { start += count }
      return pieces(count, setting).map { $0.lowerBound + start..<$0.upperBound + start }
    }
  }

  private func pieces(_ count: Int, _ setting: RowSetting) -> [Range<Int>] {
    guard setting.leading * count > setting.room / 2, count > 2 * Self.keptLines else {
      return [0..<count]
    }
    let last = count - Self.keptLines
    return [0..<Self.keptLines] + (Self.keptLines..<last).map { $0..<$0 + 1 } + [last..<count]
  }

  // MARK: Rules

  private func endRow(
    _ group: inout PlacedGroup, _ setting: RowSetting, _ y: inout Length, endsHead: Bool,
    isLast: Bool
  ) {
    if endsHead {
      y += sheet.tables.rulePadding
      addRule(to: &group, setting, y: y, thickness: sheet.tables.ruleHead)
      y += sheet.tables.rulePadding
    }
    if isLast {
      y += sheet.tables.rulePadding
      addRule(to: &group, setting, y: y, thickness: sheet.tables.ruleBottom)
    }
  }

  private func addRule(
    to group: inout PlacedGroup, _ setting: RowSetting, y: Length, thickness: Length
  ) {
    guard thickness > .zero else { return }
    group.items.append(
      .rule(
        Rect(x: setting.left, y: y, width: setting.columns.total, height: thickness),
        sheet.tables.ruleColor))
  }

  // MARK: Cells

  /// - Parameter tokens: the cell as it was shaped to be measured.
  private func setCell(
    _ cell: FlowParagraph, _ tokens: Range<Int32>, _ column: Int, _ span: Table.Span,
    _ setting: RowSetting
  ) -> SetCell {
    var cell = cell
    let wasHyphenated = cell.style.hyphenate
    cell.style.insetLeft = .zero
    cell.style.insetRight = .zero
    cell.style.indent = .zero
    cell.style.hyphenate = setting.columns.isCramped || cell.style.hyphenate
    // A head over several columns stands in their middle.
    let isOverColumns = span.columns > 1 && cell.role == .tableHead
    cell.style.alignment = isOverColumns ? .center : alignment(setting.alignments[column])
    let width = setting.columns.width(from: column, count: span.columns)
    let isShaped = cell.style.hyphenate == wasHyphenated
    let result = text.set(
      cell, measure: width, wantsVariants: false, tokens: isShaped ? tokens : nil)
    var set = SetCell(left: setting.left + setting.columns.edges[column])
    guard let lines = result.settings.first else { return set }
    var marks = LineMarks(result)
    for number in 0..<lines.ends.count {
      let end = text.lineEnds[Int(lines.ends.lowerBound) + number]
      let (notes, names) = marks.take(upTo: end.token, isLast: number == lines.ends.count - 1)
      let line = assemble(result.paragraph, line: number, of: lines.ends)
      set.lines.append((line, notes, names))
    }
    return set
  }

  private func alignment(_ alignment: Table.Alignment) -> Alignment {
    switch alignment {
    case .right: .right
    case .center: .center
    case .left, .unspecified: .left
    }
  }
}
