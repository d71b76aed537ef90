import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// Tables turned by a quarter to the left: as wide as the text block is high, on pages of their own,
/// with their captions and their notes.
extension ChapterSetter {
  /// Fits the tables to their room, and has those be turned that ask for it or fit no upright page.
  /// A turned table takes the caption above it along.
  func turnTables(in blocks: inout [FlowBlock]) {
    var taken: Set<Int> = []
    for index in blocks.indices {
      guard case .table(var table) = blocks[index].content else { continue }
      if let turned = turned(&table, blocks[index], isFirst: index - taken.count < 2) {
        if index > 0, takesCaption(blocks[index - 1], of: blocks[index]) {
          let caption = blocks[index - 1]
          if case .paragraphs(let lines) = caption.content { table.caption = lines }
          blocks[index].anchors = caption.anchors + blocks[index].anchors
          taken.insert(index - 1)
        }
        table.fitted = turned
        blocks[index].placement = .page
      }
      blocks[index].content = .table(table)
    }
    guard !taken.isEmpty else { return }
    blocks = blocks.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
  }

  /// The table as it fits a turned page, where it is to stand on one; else it is fitted upright.
  ///
  /// - Parameter isFirst: whether nothing stands before the table that it could float from.
  private func turned(
    _ table: inout FlowTable, _ block: FlowBlock, isFirst: Bool
  ) -> FittedTable? {
    let width = measure - table.insetLeft - table.insetRight
    if table.orientation != .landscape { table.fitted = fit(table, width: width) }
    let isTooWide = table.fitted?.columns.isCramped ?? true
    guard table.orientation != .portrait, isTooWide, block.panels.isEmpty, !isFirst,
      pageHeight > measure, table.orientation == .landscape || sheet.blocks.turnsTables
    else { return nil }
    if table.orientation == .automatic { turnedTables.append(block.span) }
    return fit(table, width: pageHeight)
  }

  /// Whether the block before a table is its caption.
  private func takesCaption(_ last: FlowBlock, of table: FlowBlock) -> Bool {
    last.role == .caption && last.style.keepWithNext && last.span == table.span
  }

  // MARK: Pages

  /// A turned page being filled.
  private struct TurnedPage {
    var group = PlacedGroup()
    var names: [String] = []
    /// Lines of the notes below the table.
    var notes: [LineSource] = []
    /// Where the next row stands.
    var y = Length.zero
    var isEmpty = true
  }

  /// Sets a turned table as floats of a page each.
  func addTurned(_ table: FlowTable, _ block: FlowBlock) {
    guard let fitted = table.fitted else { return }
    report(fitted, block.span)
    let left = indent(of: fitted, in: pageHeight)
    if fitted.columns.isCramped {
      // Its right edge is above the page's head.
      crampedTables.append(
        CrampedTable(
          span: block.span, columns: table.alignments.count,
          lostColumns: fitted.columns.count(
            endingBeyond: pageHeight + sheet.page.topMargin - left)))
    }
    let lines = tableLines(table, fitted, left: left, roomHeight: measure)
    var page = TurnedPage()
    addCaption(table.caption, to: &page)
    var pages: [TurnedPage] = []
    for line in lines.head { add(line, takingNotes(of: line), to: &page) }
    for line in lines.body {
      let notes = takingNotes(of: line)
      var more = page
      add(line, notes, to: &more)
      if !page.isEmpty, height(of: more) > measure {
        pages.append(page)
        page = TurnedPage()
        repeatHead(lines.head, table, on: &page)
        more = page
        add(line, notes, to: &more)
      }
      page = more
      page.isEmpty = false
    }
    for (number, page) in (pages + [page]).enumerated() {
      finish(page, block, isFirst: number == 0, isAlone: pages.isEmpty)
    }
  }

  private func addCaption(_ caption: [FlowParagraph], to page: inout TurnedPage) {
    for paragraph in caption {
      let result = text.set(paragraph, measure: pageHeight, wantsVariants: false)
      guard let setting = result.settings.first else { continue }
      page.names += result.anchors.map(\.name)
      page.notes += result.calls.flatMap { notes.take($0.note) }
      let leading = paragraph.style.leading
      for number in 0..<setting.ends.count {
        let line = assemble(result.paragraph, line: number, of: setting.ends)
        let place = page.y + baseline(leading)
        page.group.items.append(.line(line, at: Point(x: .zero, y: place)))
        page.group.items += strikes(line).map { moved($0, by: place) }
        page.y += leading
      }
      page.y += paragraph.style.spaceAfter
    }
  }

  /// The notes that a row calls, which are then to be set with it.
  private func takingNotes(of line: TableLine) -> [LineSource] {
    line.calls.flatMap { notes.take($0) }
  }

  private func add(_ line: TableLine, _ notes: [LineSource], to page: inout TurnedPage) {
    page.group.items += line.group.items.map { moved($0, by: page.y) }
    page.names += line.names
    page.y += line.height
    page.notes += notes
  }

  private func repeatHead(_ head: [TableLine], _ table: FlowTable, on page: inout TurnedPage) {
    guard head.count == 1, head[0].height <= measure / 3 else { return }
    let (group, height) = repeatedHead(head[0], table, width: pageHeight)
    page.group.items += group.items
    page.y = height
  }

  /// Height of a page with its notes.
  private func height(of page: TurnedPage) -> Length {
    guard !page.notes.isEmpty else { return page.y }
    return page.y + sheet.page.grid + sheet[.note].leading * page.notes.count
  }

  private func finish(_ page: TurnedPage, _ block: FlowBlock, isFirst: Bool, isAlone: Bool) {
    let leading = sheet[.note].leading
    var items = page.group.items
    var y = page.y + sheet.page.grid
    for note in page.notes {
      items += self.items(of: note, index: nil, leading: leading, top: y)
      y += leading
    }
    // A table on several pages begins at the head of each.
    let spare = isAlone ? max((measure - height(of: page)) / 2, .zero) : .zero
    floats.append(
      SetFloat(
        group: PlacedGroup(items: items.map { moved($0, by: spare) }),
        facts: BlockFacts(
          role: block.role, anchors: (isFirst ? block.anchors : []) + page.names,
          sectionNumber: "", isOpening: false, leading: block.style.leading),
        isTurned: true))
    material.floats.append(PageMaterial.Float(height: pageHeight, place: .page))
  }
}
