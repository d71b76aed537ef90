import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Sets tables: columns fitted to their content, rules above, below and under the head.
extension ChapterSetter {
  /// A table of so many rows is not broken over pages.
  private static let keptRows = 10

  /// A row's lines, or some of them, that no page parts.
  struct TableLine {
    var group = PlacedGroup()
    var height = Length.zero
    /// Notes called in it.
    var calls: [Int] = []
    /// Anchors in it.
    var names: [String] = []
  }

  func setTable(_ table: FlowTable, _ flow: FlowBlock) {
    let available = measure - table.insetLeft - table.insetRight
    let fitted = table.fitted ?? fit(table, width: available)
    report(fitted, flow.span)
    let left = table.insetLeft + indent(of: fitted, in: available)
    if fitted.columns.isCramped {
      crampedTables.append(
        CrampedTable(
          span: flow.span, columns: table.alignments.count,
          lostColumns: fitted.columns.count(endingBeyond: paperEdge - left)))
    }
    let firstVariant = material.variants.count
    let firstLine = material.lines.count
    var anchors: [(line: Int32, name: String)] = []
    let lines = tableLines(table, fitted, left: left, roomHeight: pageHeight)
    for line in lines.head + lines.body {
      anchors += line.names.map { (Int32(material.lines.count), $0) }
      addGroup(line.group, height: line.height, calls: line.calls)
    }
    if fitted.cells.isEmpty { addGroup(PlacedGroup(), height: flow.style.leading) }
    material.addVariant(from: firstLine)
    let isKept = fitted.cells.count <= Self.keptRows && fitsPage(material.variants[firstVariant])
    addBlock(flow, firstVariant: firstVariant)
    let block = material.blocks.count - 1
    facts[block].innerAnchors = anchors
    material.blocks[block].isOnGrid = false
    if isKept { material.blocks[block].keepTogether = true }
    material.blocks[block].orphans += lines.head.count
    if lines.head.count == 1, lines.head[0].height <= pageHeight / 3 {
      repeatHead(lines.head[0], table, block)
    }
  }

  /// Has the head stand above the rows overleaf too, below a line that says so where wanted.
  private func repeatHead(_ head: TableLine, _ table: FlowTable, _ block: Int) {
    let (group, height) = repeatedHead(head, table, width: measure)
    groups.append(group)
    material.blocks[block].repeatedHead = height
    repeatedHeads[block] = groups.count - 1
  }

  /// The head as it stands on a table's later pages.
  func repeatedHead(
    _ head: TableLine, _ table: FlowTable, width: Length
  ) -> (group: PlacedGroup, height: Length) {
    guard let continued = table.continued else { return (head.group, head.height) }
    let result = text.set(continued, measure: width, wantsVariants: false)
    guard let setting = result.settings.first, setting.ends.count == 1 else {
      return (head.group, head.height)
    }
    let line = assemble(result.paragraph, line: 0, of: setting.ends)
    store.lines[Int(line)].isDecoration = true
    let leading = continued.style.leading + sheet.tables.rulePadding
    var both = PlacedGroup()
    both.items.append(
      .line(line, at: Point(x: .zero, y: baseline(continued.style.leading))))
    both.items += head.group.items.map { moved($0, by: leading) }
    return (both, head.height + leading)
  }

  /// Where a table stands that is narrower than its room.
  func indent(of fitted: FittedTable, in available: Length) -> Length {
    guard sheet.tables.align == .center else { return .zero }
    return max((available - fitted.columns.total) / 2, .zero)
  }

  /// Takes note of a table set in smaller type.
  func report(_ fitted: FittedTable, _ span: SourceSpan?) {
    guard fitted.percent < 100 else { return }
    reducedTables.append(ReducedTable(span: span, percent: fitted.percent))
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
}
