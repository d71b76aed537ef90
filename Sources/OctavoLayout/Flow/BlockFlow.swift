import OctavoBase
import OctavoBook
import OctavoStyle

/// Lists, verse and tables as flow blocks.
extension FlowBuilder {
  mutating func addList(_ list: List, _ context: Context) {
    let outer = sheet[.list]
    var inner = context
    inner.depth += 1
    inner.isTight = list.isTight
    inner.numbering = context.numbering.inside(list)
    if context.role == .body { inner.role = .list } else { inner.insetLeft += outer.insetLeft }
    let markers = list.items.enumerated().map { marker(list, $0.offset, $0.element, context) }
    let column = markerColumn(markers, outer)
    inner.insetLeft += column - outer.insetLeft
    let start = blocks.count
    for (item, marker) in zip(list.items, markers) {
      addItem(item, marker: marker, inner, column)
    }
    if context.depth == 0 {
      closeUp(
        from: start, before: outer.spaceBefore, after: outer.spaceAfter, isTight: list.isTight)
      startAnew()
    }
  }

  /// Space at the ends of a list; inside a loose one what the style gives stays.
  private mutating func closeUp(from start: Int, before: Length, after: Length, isTight: Bool) {
    guard start < blocks.count else { return }
    if isTight { return closeUp(from: start, before: before, after: after) }
    for index in start + 1..<max(blocks.count, start + 1) { blocks[index].continuesDisplay = true }
    blocks[start].style.spaceBefore = before
    blocks[blocks.count - 1].style.spaceAfter = after
  }

  /// The column of a list's markers: the list's inset, or more where numbers are longer than it
  /// bears. How wide a number is is not known before it is shaped, so three fifths of an em are
  /// taken for each character.
  private func markerColumn(_ markers: [String], _ outer: ParagraphStyle) -> Length {
    let longest = markers.map(\.count).max() ?? 0
    guard longest > 3 else { return outer.insetLeft }
    return max(outer.insetLeft, outer.text.size.scaled(longest * 6, 10))
  }

  private mutating func addItem(
    _ item: List.Item, marker: String, _ context: Context, _ column: Length
  ) {
    let start = blocks.count
    add(item.blocks, context)
    let style = sheet[.listMarker].applied(to: sheet[.list].text, bodySize: sheet[.body].text.size)
    var text = ParagraphText()
    text.append(marker.utf8, style: style)
    let gap = style.size.scaled(2, 5)
    let flow = FlowMarker(
      text: text, left: nested(sheet[context.role], context).insetLeft - column,
      width: column - gap,
      isFlushLeft: false)
    if start < blocks.count, case .paragraphs(var paragraphs) = blocks[start].content,
      paragraphs[0].marker == nil
    {
      paragraphs[0].marker = flow
      paragraphs[0].style.indent = .zero
      blocks[start].content = .paragraphs(paragraphs)
      return
    }
    var alone = FlowParagraph(
      text: ParagraphText(), style: nested(sheet[.list], context), role: .list)
    alone.marker = flow
    var block = FlowBlock(.paragraphs([alone]), role: .list, style: alone.style)
    block.style.keepWithNext = start < blocks.count
    blocks.insert(block, at: start)
  }

  private func marker(
    _ list: List, _ index: Int, _ item: List.Item, _ context: Context
  ) -> String {
    if let isTicked = item.task { return isTicked ? "☑" : "☐" }
    switch list.marker {
    case .bullet: return ["•", "–", "·"][min(context.depth, 2)]
    case .number(let start, let delimiter):
      let number = Numerals.format(start + index, context.numbering.numerals(of: list))
      return number + (delimiter == .period ? "." : ")")
    }
  }

  mutating func addDefinitions(_ definitions: [Definition], _ context: Context) {
    let start = blocks.count
    for definition in definitions {
      var style = nested(sheet[.term], context)
      style.keepWithNext = true
      let text = flatten(definition.term, style.text, nil, context)
      blocks.append(
        FlowBlock(
          .paragraphs([FlowParagraph(text: text, style: style, role: .term)]), role: .term,
          style: style))
      var inner = context
      inner.isTight = true
      inner.depth += 1
      if context.role == .body {
        inner.role = .list
      } else {
        inner.insetLeft += sheet[.list].insetLeft
      }
      let first = blocks.count
      for description in definition.descriptions { add(description, inner) }
      for index in first..<blocks.count { blocks[index].style.spaceBefore = .zero }
    }
    guard start < blocks.count else { return }
    for index in start + 1..<max(blocks.count, start + 1) { blocks[index].continuesDisplay = true }
    blocks[start].style.spaceBefore = sheet[.list].spaceBefore
    blocks[blocks.count - 1].style.spaceAfter = sheet[.list].spaceAfter
    startAnew()
  }

  mutating func addTable(_ table: Table, _ block: Block, _ context: Context) {
    checkOrientation(of: block)
    let width = table.alignments.count
    let head = sheet[.tableHead]
    let body = sheet[.tableBody]
    let around = nested(sheet[context.role], context)
    let flow = FlowTable(
      alignments: table.alignments,
      header: table.header.map { cells($0, head, .tableHead, count: width, context) },
      rows: table.rows.map { cells($0, body, .tableBody, count: width, context) },
      spans: table.spans, orientation: block.tableOrientation,
      insetLeft: around.insetLeft, insetRight: around.insetRight,
      continued: continuation(of: table, block, context))
    if !table.caption.isEmpty {
      blocks.append(caption(table.caption, block, context, keepsWithNext: true))
    }
    var set = FlowBlock(.table(flow), role: .tableBody, style: body)
    if !table.caption.isEmpty { set.style.spaceBefore = .zero }
    set.span = block.span
    blocks.append(set)
    startAnew()
  }

  private mutating func checkOrientation(of block: Block) {
    guard let written = block.attributes["orientation"],
      TableOrientation(rawValue: written) == nil
    else { return }
    let names = TableOrientation.allCases.map(\.rawValue)
    let near = NearestName.of(written, in: names).map { "did you mean '\($0)'?" }
    warn(
      "layout.bad-orientation", "a table cannot stand “\(written)”", at: block.span,
      hints: [near, "write one of " + names.joined(separator: ", ")].compactMap(\.self))
  }

  private mutating func cells(
    _ row: Table.Row, _ style: ParagraphStyle, _ role: StyleRole, count: Int, _ context: Context
  ) -> [FlowParagraph] {
    (0..<count).map { column in
      let cell = column < row.cells.count ? row.cells[column] : []
      return FlowParagraph(
        text: flatten(cell, style.text, row.span, context), style: style, role: role)
    }
  }

  /// `Table 3 (continued)` above the head repeated overleaf, where the template asks for it.
  private func continuation(
    of table: Table, _ block: Block, _ context: Context
  ) -> FlowParagraph? {
    guard sheet.blocks.continuesTables, table.header != nil, !table.caption.isEmpty else {
      return nil
    }
    let style = nested(sheet[.caption], context)
    let label = block.attributes.id.flatMap { numbers.caption(of: $0) }
    var text = ParagraphText()
    let words = [label, "(" + numbers.words["continued"] + ")"].compactMap(\.self)
    text.append(words.joined(separator: " ").utf8, style: style.text)
    return FlowParagraph(text: text, style: style, role: .caption)
  }
}
