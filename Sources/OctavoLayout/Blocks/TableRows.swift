import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// Sets a table's rows: each as one piece, or line by line where it is too tall for that.
extension ChapterSetter {
  /// Most lines of a tall row that stand together at its head and its foot.
  private static let keptLines = 2

  /// Where a row stands and which rules it draws.
  struct RowPlace {
    let left: Length
    let columns: TableColumns
    let alignments: [Table.Alignment]
    let isFirst: Bool
    let endsHead: Bool
    let isLast: Bool
  }

  /// A cell in lines.
  private struct SetCell {
    /// Left edge, from the text block's.
    let left: Length
    /// Lines of the store, with what each brings along.
    var lines: [(line: Int32, notes: [Int], names: [String])] = []
  }

  /// Adds a row's lines to the vertical list.
  func setRow(
    _ cells: [FlowParagraph], _ place: RowPlace, anchors: inout [(line: Int32, name: String)]
  ) {
    let set = cells.prefix(place.columns.widths.count).enumerated().map { column, cell in
      setCell(cell, column, place)
    }
    let leading = cells.map(\.style.leading).max() ?? sheet.page.grid
    let count = max(set.map(\.lines.count).max() ?? 1, 1)
    for piece in pieces(count, leading) {
      let line = Int32(material.lines.count)
      var group = PlacedGroup()
      var y = Length.zero
      if place.isFirst && piece.lowerBound == 0 {
        addRule(to: &group, place, y: .zero, thickness: sheet.tables.ruleTop)
        y += sheet.tables.rulePadding * 2
      }
      var calls: [Int] = []
      for cell in set {
        for (number, index) in piece.enumerated() where index < cell.lines.count {
          let content = cell.lines[index]
          let base = y + leading * number + baseline(leading)
          group.items.append(.line(content.line, at: Point(x: cell.left, y: base)))
          group.items += strikes(content.line).map {
            moved(PageComposer.shifted($0, by: cell.left), by: base)
          }
          calls += content.notes
          anchors += content.names.map { (line, $0) }
        }
      }
      y += leading * piece.count
      if piece.upperBound == count { endRow(&group, place, &y) }
      addGroup(group, height: y, calls: calls)
    }
  }

  /// The lines of a row that stay together: all, or, in a row taller than half a page, the first
  /// ones, each of the rest, and the last ones.
  private func pieces(_ count: Int, _ leading: Length) -> [Range<Int>] {
    guard leading * count > pageHeight / 2, count > 2 * Self.keptLines else { return [0..<count] }
    let last = count - Self.keptLines
    return [0..<Self.keptLines] + (Self.keptLines..<last).map { $0..<$0 + 1 } + [last..<count]
  }

  private func endRow(_ group: inout PlacedGroup, _ place: RowPlace, _ y: inout Length) {
    if place.endsHead {
      y += sheet.tables.rulePadding
      addRule(to: &group, place, y: y, thickness: sheet.tables.ruleHead)
      y += sheet.tables.rulePadding
    }
    if place.isLast {
      y += sheet.tables.rulePadding
      addRule(to: &group, place, y: y, thickness: sheet.tables.ruleBottom)
    }
  }

  private func addRule(
    to group: inout PlacedGroup, _ place: RowPlace, y: Length, thickness: Length
  ) {
    guard thickness > .zero else { return }
    group.items.append(
      .rule(
        Rect(x: place.left, y: y, width: place.columns.total, height: thickness),
        sheet.tables.ruleColor))
  }

  private func setCell(_ cell: FlowParagraph, _ column: Int, _ place: RowPlace) -> SetCell {
    var cell = cell
    cell.style.insetLeft = .zero
    cell.style.insetRight = .zero
    cell.style.indent = .zero
    cell.style.hyphenate = place.columns.isCramped || cell.style.hyphenate
    cell.style.alignment = alignment(place.alignments[column])
    let result = text.set(cell, measure: place.columns.widths[column], wantsVariants: false)
    var set = SetCell(left: place.left + place.columns.edges[column])
    guard let setting = result.settings.first else { return set }
    var marks = LineMarks(result)
    for number in 0..<setting.ends.count {
      let end = text.lineEnds[Int(setting.ends.lowerBound) + number]
      let (notes, names) = marks.take(
        upTo: end.token, isLast: number == setting.ends.count - 1)
      let line = assemble(result.paragraph, line: number, of: setting.ends)
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
