import OctavoBase
import OctavoBook
import OctavoStyle

/// Tables.
extension BodyWriter {
  mutating func write(_ table: Table, _ block: Block, _ context: BlockContext) {
    writePendingMarkers(context)
    if table.caption.isEmpty {
      keepSpaceBelowLast(plan.sheet[.tableBody].spaceBefore.twips)
    } else {
      writeCaption(table.caption, block, .tableCaption, context)
    }
    guard !table.alignments.isEmpty else { return }
    // Two tables one after the other would run into one.
    if story.lastPropertiesEnd == nil && story.xml.count > 0 { writeGenerated("", .sectionEnd) }
    let left = context.left + plan.looks[context.style].paragraph.left
    let right = context.right + plan.looks[context.style].paragraph.right
    let room = max(plan.sheet.page.measure.twips - left - right, 720)
    let columns = ColumnWidths(table, plan.looks, room: room)
    let widths = columns.widths
    story.xml.raw("<w:tbl>")
    writeProperties(columns, left: left, hasHeader: table.header != nil)
    var grid = CellGrid(table, widths: widths)
    if let header = table.header { writeRow(header, table, &grid, isHeader: true, context) }
    for row in table.rows { writeRow(row, table, &grid, isHeader: false, context) }
    if table.header == nil && table.rows.isEmpty {
      writeRow(Table.Row(cells: [], span: block.span), table, &grid, isHeader: false, context)
    }
    story.xml.raw("</w:tbl>")
    story.lastPropertiesEnd = nil
    story.spaceAboveNext = max(plan.sheet[.tableBody].spaceAfter, plan.sheet.page.grid / 2).twips
    story.isFirst = true
  }

  /// The elements in the schema's order (ECMA-376 part 1, §17.4.59).
  private mutating func writeProperties(
    _ columns: ColumnWidths, left: Int, hasHeader: Bool
  ) {
    let total = columns.widths.reduce(0, +)
    let room = plan.sheet.page.measure.twips
    story.xml.raw("<w:tblPr><w:tblStyle w:val=\"BookTable\"/><w:tblW")
    story.xml.attribute("w:w", total)
    story.xml.raw(" w:type=\"dxa\"/>")
    if left == 0 && total < room { story.xml.raw("<w:jc w:val=\"center\"/>") }
    if left != 0 {
      story.xml.raw("<w:tblInd")
      story.xml.attribute("w:w", left)
      story.xml.raw(" w:type=\"dxa\"/>")
    }
    story.xml.raw("<w:tblLayout w:type=\"fixed\"/>")
    if columns.gap != ColumnWidths.usualGap {
      story.xml.raw("<w:tblCellMar><w:left")
      story.xml.attribute("w:w", columns.gap / 2)
      story.xml.raw(" w:type=\"dxa\"/><w:right")
      story.xml.attribute("w:w", columns.gap / 2)
      story.xml.raw(" w:type=\"dxa\"/></w:tblCellMar>")
    }
    story.xml.raw(
      hasHeader
        ? "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        : "<w:tblLook w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
    )
    story.xml.raw("</w:tblPr><w:tblGrid>")
    for width in columns.widths {
      story.xml.raw("<w:gridCol")
      story.xml.attribute("w:w", width)
      story.xml.raw("/>")
    }
    story.xml.raw("</w:tblGrid>")
  }

  private mutating func writeRow(
    _ row: Table.Row, _ table: Table, _ grid: inout CellGrid, isHeader: Bool,
    _ context: BlockContext
  ) {
    story.xml.raw(
      isHeader
        ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        : "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    for place in grid.nextRow() {
      story.xml.raw("<w:tc><w:tcPr><w:tcW")
      story.xml.attribute("w:w", place.width)
      story.xml.raw(" w:type=\"dxa\"/>")
      if place.columns > 1 {
        story.xml.raw("<w:gridSpan")
        story.xml.attribute("w:val", place.columns)
        story.xml.raw("/>")
      }
      switch place.merge {
      case .none: break
      case .begins: story.xml.raw("<w:vMerge w:val=\"restart\"/>")
      case .goesOn: story.xml.raw("<w:vMerge/>")
      }
      story.xml.raw("</w:tcPr>")
      writeCell(
        place.column < row.cells.count ? row.cells[place.column] : [],
        table.alignments[place.column], isHeader ? .tableHead : .tableText, context)
      story.xml.raw("</w:tc>")
    }
    story.xml.raw("</w:tr>")
  }

  private mutating func writeCell(
    _ inlines: [Inline], _ alignment: Table.Alignment, _ style: WordStyle,
    _ context: BlockContext
  ) {
    var options = ParagraphOptions()
    options.isRightToLeft = TextDirection.isRightToLeft(inlines) ?? false
    options.alignment = alignment.justification(besides: plan.looks[style].paragraph.alignment)
    var format = context.format
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    begin(style, options)
    write(inlines, format, context)
    endParagraph()
  }
}

extension Table.Alignment {
  /// The alignment to state in a cell; nil where the style's own is meant.
  func justification(besides style: Alignment) -> Alignment? {
    switch self {
    case .unspecified: nil
    case .left: style == .left ? nil : .left
    case .center: style == .center ? nil : .center
    case .right: style == .right ? nil : .right
    }
  }
}

/// Shares a table's width among its columns by what the cells hold, counted in characters: a
/// document's fonts are the reader's own.
struct ColumnWidths {
  /// In twips, cell margins included.
  private(set) var widths: [Int] = []

  /// Between the text of two columns, in twips; less where the columns are cramped.
  private(set) var gap = Self.usualGap
  static let usualGap = 240
  private static let leastGap = 80

  /// - Parameter room: the width the table may have, in twips.
  init(_ table: Table, _ looks: WordLooks, room: Int) {
    let count = table.alignments.count
    let size = looks[.tableText].run.size * 10
    var natural = Array(repeating: 0, count: count)
    var minimal = Array(repeating: 0, count: count)
    for row in [table.header].compactMap(\.self) + table.rows {
      for (column, cell) in row.cells.prefix(count).enumerated() {
        let measured = Self.measure(cell)
        natural[column] = max(natural[column], measured.whole)
        minimal[column] = max(minimal[column], measured.word)
      }
    }
    for (column, cell) in (table.header?.cells ?? []).prefix(count).enumerated() {
      // Heads are often bold, or small capitals set wide.
      let measured = Self.measure(cell)
      natural[column] = max(natural[column], measured.whole * 4 / 3 + 1)
      minimal[column] = max(minimal[column], measured.word * 4 / 3 + 1)
    }
    // A character is about half as wide as the type is high; a word alone may be all wide ones.
    let least = minimal.map { max($0, 2) * size * 54 / 100 }
    let wanted = zip(natural, least).map { max(max($0, 2) * size * 50 / 100, $1) }
    if least.reduce(0, +) > room - gap * count { gap = Self.leastGap }
    let gap = gap
    let space = max(room - gap * count, 60 * count)
    widths = Self.shared(wanted, least, space).map { max($0, 60) + gap }
  }

  private static func shared(_ wanted: [Int], _ least: [Int], _ room: Int) -> [Int] {
    let total = wanted.reduce(0, +)
    let floor = least.reduce(0, +)
    if total <= room { return wanted }
    guard floor <= room else { return least.map { $0 * room / max(floor, 1) } }
    let spare = room - floor
    let missing = zip(wanted, least).map { max($0 - $1, 0) }
    let sum = max(missing.reduce(0, +), 1)
    return zip(least, missing).map { $0 + spare * $1 / sum }
  }

  /// Characters of the whole cell and of its longest word.
  private static func measure(_ cell: [Inline]) -> (whole: Int, word: Int) {
    var whole = 0
    var word = 0
    var run = 0
    for scalar in Inline.plainText(cell).unicodeScalars {
      // Characters of East Asian scripts are as wide as they are high, and lines break between.
      let isWide = (0x2E80...0x9FFF).contains(scalar.value) || scalar.value > 0x1_F000
      whole += isWide ? 2 : 1
      run = scalar == " " || isWide ? 0 : run + 1
      word = max(word, run, isWide ? 2 : 0)
    }
    return (min(whole, 10_000), min(word, 10_000))
  }
}
