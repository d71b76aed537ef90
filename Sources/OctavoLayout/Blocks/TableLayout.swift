import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Sets tables: columns fitted to their content, rules above, below and under the head.
extension ChapterSetter {
  /// A table of so many rows is not broken over pages.
  private static let keptRows = 10
  /// The gap of a table that would else be too wide.
  private static let leastGap = Length(points: 4)

  func setTable(_ table: FlowTable, _ flow: FlowBlock) {
    let available = measure - table.insetLeft - table.insetRight
    var cells = (table.header.map { [$0] } ?? []) + table.rows
    var columns = fit(cells, count: table.alignments.count, available: available)
    if columns.isCramped, let reduced = reduce(cells, table, available: available) {
      (cells, columns) = (reduced.cells, reduced.columns)
      reducedTables.append(ReducedTable(span: flow.span, percent: reduced.percent))
    }
    let spare = sheet.tables.align == .center ? (available - columns.total) / 2 : .zero
    let left = table.insetLeft + max(spare, .zero)
    if columns.isCramped {
      crampedTables.append(
        CrampedTable(
          span: flow.span, columns: table.alignments.count,
          lostColumns: columns.count(endingBeyond: paperEdge - left)))
    }
    let firstVariant = material.variants.count
    let firstLine = material.lines.count
    var head: (group: Int, lines: Int)?
    var anchors: [(line: Int32, name: String)] = []
    for (index, row) in cells.enumerated() {
      let isHead = index == 0 && table.header != nil
      let place = RowPlace(
        left: left, columns: columns, alignments: table.alignments, isFirst: index == 0,
        endsHead: isHead, isLast: index == cells.count - 1)
      setRow(row, place, anchors: &anchors)
      if isHead { head = (groups.count - 1, material.lines.count - firstLine) }
    }
    if cells.isEmpty { addGroup(PlacedGroup(), height: flow.style.leading) }
    material.addVariant(from: firstLine)
    let isKept = cells.count <= Self.keptRows && fitsPage(material.variants[firstVariant])
    addBlock(flow, firstVariant: firstVariant)
    let block = material.blocks.count - 1
    facts[block].innerAnchors = anchors
    material.blocks[block].isOnGrid = false
    if isKept { material.blocks[block].keepTogether = true }
    if let head, head.lines == 1, material.lines[firstLine].height <= pageHeight / 3 {
      repeatHead(head.group, height: material.lines[firstLine].height, table, block)
    }
  }

  /// Has the head stand above the rows overleaf too, below a line that says so where wanted.
  private func repeatHead(_ group: Int, height: Length, _ table: FlowTable, _ block: Int) {
    material.blocks[block].repeatedHead = height
    repeatedHeads[block] = group
    guard let continued = table.continued else { return }
    let result = text.set(continued, measure: measure, wantsVariants: false)
    guard let setting = result.settings.first, setting.ends.count == 1 else { return }
    let line = assemble(result.paragraph, line: 0, of: setting.ends)
    store.lines[Int(line)].isDecoration = true
    let leading = continued.style.leading + sheet.tables.rulePadding
    var both = PlacedGroup()
    both.items.append(
      .line(line, at: Point(x: .zero, y: baseline(continued.style.leading))))
    both.items += groups[group].items.map { moved($0, by: leading) }
    groups.append(both)
    material.blocks[block].repeatedHead = height + leading
    repeatedHeads[block] = groups.count - 1
  }

  // MARK: Width

  /// A table in smaller type, as far as its words fit its columns then.
  private struct Reduction {
    let percent: Int
    let cells: [[FlowParagraph]]
    let columns: TableColumns
  }

  /// The table in the largest type in which no word is broken, down to the template's least; nil
  /// where none is small enough.
  private func reduce(
    _ cells: [[FlowParagraph]], _ table: FlowTable, available: Length
  ) -> Reduction? {
    let size = sheet[.tableBody].text.size
    for percent in stride(from: 95, through: 50, by: -5) {
      guard size.scaled(percent, 100) >= sheet.blocks.leastTableSize else { return nil }
      let smaller = cells.map { $0.map { Self.scaled($0, percent: percent) } }
      let columns = fit(smaller, count: table.alignments.count, available: available)
      if !columns.isCramped {
        return Reduction(percent: percent, cells: smaller, columns: columns)
      }
    }
    return nil
  }

  private static func scaled(_ cell: FlowParagraph, percent: Int) -> FlowParagraph {
    var cell = cell
    cell.text = cell.text.scaled(percent * 10)
    cell.style.text.size = cell.style.text.size.scaled(percent, 100)
    cell.style.leading = cell.style.leading.scaled(percent, 100)
    return cell
  }

  /// From the text block's left edge to the paper's right one, on the page where that is nearer.
  private var paperEdge: Length {
    sheet.page.trim.width - max(sheet.page.left(isRecto: true), sheet.page.left(isRecto: false))
  }

  /// Whether a table, the caption above it and its notes stand on one page.
  private func fitsPage(_ table: PageMaterial.Variant) -> Bool {
    var height = table.height + notesHeight(of: table.lines)
    if let last = material.blocks.indices.last, material.blocks[last].keepWithNext {
      let variant = material.variants[Int(material.blocks[last].variants.lowerBound)]
      height += variant.height + material.blocks[last].spaceAfter + notesHeight(of: variant.lines)
    }
    return height <= pageHeight
  }

  private func fit(
    _ rows: [[FlowParagraph]], count: Int, available: Length
  ) -> TableColumns {
    var natural = [Length](repeating: .zero, count: count)
    var minimal = natural
    for row in rows {
      for (column, cell) in row.enumerated() where column < count {
        let (wide, narrow) = widths(text.shape(cell.text, hyphenate: false, isTrial: true))
        natural[column] = max(natural[column], wide)
        minimal[column] = max(minimal[column], narrow)
      }
    }
    let gaps = max(count - 1, 0)
    let widest = sheet.tables.columnGap
    let cap = max((available - widest * gaps) / 2, Length(points: 20))
    minimal = minimal.map { min($0, cap) }
    let spare = available - minimal.reduce(.zero, +)
    let gap = gaps == 0 ? .zero : min(max(spare / gaps, Self.leastGap), widest)
    return TableColumns(natural: natural, minimal: minimal, available: available, gap: gap)
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
