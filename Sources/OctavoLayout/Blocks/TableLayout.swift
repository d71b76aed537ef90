import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Sets tables: columns fitted to their content, rules above, below and under the head.
extension ChapterSetter {
  /// A table of so many rows is not broken over pages.
  private static let keptRows = 10
  private static let columnGap = Length(points: 12)
  private static let thickRule = Length(points: 0.8)
  private static let thinRule = Length(points: 0.4)
  /// Above and below a rule.
  private static let rulePadding = Length(points: 2.5)

  func setTable(_ table: FlowTable, _ flow: FlowBlock) {
    let available = measure - table.insetLeft - table.insetRight
    let cells = (table.header.map { [$0] } ?? []) + table.rows
    let columns = fit(cells, count: table.alignments.count, available: available)
    if columns.isCramped {
      crampedTables.append(flow.span)
    }
    let left = table.insetLeft + max((available - columns.total) / 2, .zero)
    let firstVariant = material.variants.count
    let firstLine = material.lines.count
    var head: Int?
    for (index, row) in cells.enumerated() {
      let isHead = index == 0 && table.header != nil
      let place = RowPlace(
        left: left, columns: columns, alignments: table.alignments, isFirst: index == 0,
        endsHead: isHead, isLast: index == cells.count - 1)
      setRow(row, place)
      if isHead { head = groups.count - 1 }
    }
    guard material.lines.count > firstLine else { return }
    material.addVariant(from: firstLine)
    addBlock(flow, firstVariant: firstVariant)
    let block = material.blocks.count - 1
    material.blocks[block].isOnGrid = false
    if cells.count <= Self.keptRows { material.blocks[block].keepTogether = true }
    if let head {
      material.blocks[block].repeatedHead = material.lines[firstLine].height
      repeatedHeads[block] = head
    }
  }

  /// Where a row stands and which rules it draws.
  private struct RowPlace {
    let left: Length
    let columns: TableColumns
    let alignments: [Table.Alignment]
    let isFirst: Bool
    let endsHead: Bool
    let isLast: Bool
  }

  private func fit(
    _ rows: [[FlowParagraph]], count: Int, available: Length
  ) -> TableColumns {
    var natural = [Length](repeating: .zero, count: count)
    var minimal = natural
    for row in rows {
      for (column, cell) in row.enumerated() where column < count {
        let (wide, narrow) = widths(text.shape(cell.text, hyphenate: false))
        natural[column] = max(natural[column], wide)
        minimal[column] = max(minimal[column], narrow)
      }
    }
    let room = available - Self.columnGap * max(count - 1, 0)
    let cap = max(room / 2, Length(points: 20))
    return TableColumns(
      natural: natural, minimal: minimal.map { min($0, cap) }, available: available,
      gap: Self.columnGap)
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

  private func setRow(_ cells: [FlowParagraph], _ place: RowPlace) {
    var group = PlacedGroup()
    let topRule = place.isFirst ? Self.rulePadding * 2 : .zero
    if place.isFirst { addRule(to: &group, place, y: .zero, thickness: Self.thickRule) }
    var height = Length.zero
    for (column, cell) in cells.enumerated() where column < place.columns.widths.count {
      let used = setCell(cell, column, place, top: topRule, into: &group)
      height = max(height, used)
    }
    height += topRule
    if place.endsHead {
      height += Self.rulePadding
      addRule(to: &group, place, y: height, thickness: Self.thinRule)
      height += Self.rulePadding
    }
    if place.isLast {
      height += Self.rulePadding
      addRule(to: &group, place, y: height, thickness: Self.thickRule)
    }
    addGroup(group, height: height)
  }

  private func addRule(
    to group: inout PlacedGroup, _ place: RowPlace, y: Length, thickness: Length
  ) {
    group.items.append(
      .rule(
        Rect(x: place.left, y: y, width: place.columns.total, height: thickness), .black))
  }

  /// Sets a cell's lines; returns their height.
  private func setCell(
    _ cell: FlowParagraph, _ column: Int, _ place: RowPlace, top: Length,
    into group: inout PlacedGroup
  ) -> Length {
    var cell = cell
    cell.style.insetLeft = .zero
    cell.style.insetRight = .zero
    cell.style.indent = .zero
    cell.style.hyphenate = place.columns.isCramped || cell.style.hyphenate
    cell.style.alignment = alignment(place.alignments[column])
    let result = text.set(cell, measure: place.columns.widths[column], wantsVariants: false)
    guard let setting = result.settings.first else { return cell.style.leading }
    var y = top
    for number in 0..<setting.ends.count {
      let line = assemble(result.paragraph, line: number, of: setting.ends)
      let x = place.left + place.columns.edges[column]
      group.items.append(.line(line, at: Point(x: x, y: y + baseline(cell.style.leading))))
      y += cell.style.leading
    }
    return y - top
  }

  private func alignment(_ alignment: Table.Alignment) -> Alignment {
    switch alignment {
    case .right: .right
    case .center: .center
    case .left, .unspecified: .left
    }
  }
}
