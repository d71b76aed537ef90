import OctavoBase
import OctavoBook
import OctavoStyle

/// Lists, listings, verse, tables and pictures as flow blocks.
extension FlowBuilder {
  mutating func addList(_ list: List, _ context: Context) {
    let outer = sheet[.list]
    var inner = context
    inner.depth += 1
    inner.isTight = list.isTight
    if context.role == .body { inner.role = .list } else { inner.insetLeft += outer.insetLeft }
    let start = blocks.count
    for (index, item) in list.items.enumerated() {
      addItem(item, marker: marker(list, index, item, depth: context.depth), inner, outer)
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

  private mutating func addItem(
    _ item: List.Item, marker: String, _ context: Context, _ outer: ParagraphStyle
  ) {
    let start = blocks.count
    add(item.blocks, context)
    let style = sheet[.listMarker].applied(to: sheet[.list].text, bodySize: sheet[.body].text.size)
    var text = ParagraphText()
    text.append(marker.utf8, style: style)
    let gap = style.size.scaled(2, 5)
    let flow = FlowMarker(
      text: text, left: nested(sheet[context.role], context).insetLeft - outer.insetLeft,
      width: outer.insetLeft - gap,
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

  private func marker(_ list: List, _ index: Int, _ item: List.Item, depth: Int) -> String {
    if let isTicked = item.task { return isTicked ? "☑" : "☐" }
    switch list.marker {
    case .bullet: return ["•", "–", "·"][min(depth, 2)]
    case .number(let start, let delimiter):
      return "\(start + index)" + (delimiter == .period ? "." : ")")
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

  mutating func addCode(_ code: CodeBlock, _ block: Block, _ context: Context) {
    addListing(code.text, role: .code, block, context)
  }

  mutating func addMath(_ source: String, _ block: Block, _ context: Context) {
    addListing(source, role: .code, block, context)
  }

  /// Lines of verbatim text as one block.
  private mutating func addListing(
    _ text: String, role: StyleRole, _ block: Block, _ context: Context
  ) {
    var style = nested(sheet[role], context)
    if style.alignment == .justify { style.alignment = .left }
    style.hyphenate = false
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let paragraphs = lines.map { line in
      var content = ParagraphText()
      let expanded = line.utf8.flatMap { $0 == 0x09 ? [0x20, 0x20, 0x20, 0x20] : [$0] }
      content.append(
        expanded.isEmpty ? [0x20] : expanded, style: style.text, isVerbatim: true)
      content.source = block.span
      return FlowParagraph(text: content, style: style, role: role)
    }
    guard !paragraphs.isEmpty else { return }
    var flow = FlowBlock(.paragraphs(paragraphs), role: role, style: style)
    flow.span = block.span
    blocks.append(flow)
    startAnew()
  }

  mutating func addVerse(_ lines: [[Inline]], _ block: Block, _ context: Context) {
    let style = nested(sheet[.verse], context)
    let start = blocks.count
    for stanza in lines.split(whereSeparator: \.isEmpty) {
      let paragraphs = stanza.map {
        FlowParagraph(
          text: flatten($0, style.text, block.span, context), style: style, role: .verse)
      }
      var flow = FlowBlock(.paragraphs(paragraphs), role: .verse, style: style)
      flow.span = block.span
      if blocks.count > start { flow.style.spaceBefore = sheet.page.grid }
      blocks.append(flow)
    }
    startAnew()
  }

  mutating func addTable(_ table: Table, _ block: Block, _ context: Context) {
    let width = table.alignments.count
    let head = sheet[.tableHead]
    let body = sheet[.tableBody]
    let around = nested(sheet[context.role], context)
    let flow = FlowTable(
      alignments: table.alignments,
      header: table.header.map { cells($0, head, .tableHead, count: width, context) },
      rows: table.rows.map { cells($0, body, .tableBody, count: width, context) },
      insetLeft: around.insetLeft, insetRight: around.insetRight)
    if !table.caption.isEmpty {
      blocks.append(caption(table.caption, block, context, keepsWithNext: true))
    }
    var set = FlowBlock(.table(flow), role: .tableBody, style: body)
    if !table.caption.isEmpty { set.style.spaceBefore = .zero }
    set.span = block.span
    blocks.append(set)
    startAnew()
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

  mutating func addFigure(_ figure: Figure, _ block: Block, _ context: Context) {
    guard let image = images[figure.image.path] else {
      return addMissing(figure, block, context)
    }
    var captions: [FlowParagraph] = []
    if !figure.caption.isEmpty {
      captions = [captionParagraph(figure.caption, block, context)]
    }
    let picture = FlowPicture(
      image: image, alternative: figure.image.alternative,
      width: width(figure.image.attributes, at: figure.image.span), caption: captions)
    var style = sheet[.caption]
    style.keepTogether = true
    style.spaceBefore = sheet.page.grid
    style.spaceAfter = sheet.page.grid
    var flow = FlowBlock(.picture(picture), role: .caption, style: style)
    flow.span = block.span
    blocks.append(flow)
    startAnew()
  }

  /// A picture that cannot be shown is replaced by its description.
  private mutating func addMissing(_ figure: Figure, _ block: Block, _ context: Context) {
    let style = sheet[.caption]
    var text = ParagraphText()
    text.append("[\(figure.image.alternative)]".utf8, style: style.text)
    var paragraph = FlowParagraph(text: text, style: style, role: .caption)
    paragraph.describesPicture = true
    var flow = FlowBlock(.paragraphs([paragraph]), role: .caption, style: style)
    flow.span = block.span
    blocks.append(flow)
    if !figure.caption.isEmpty { blocks.append(caption(figure.caption, block, context)) }
    startAnew()
  }

  private mutating func caption(
    _ inlines: [Inline], _ block: Block, _ context: Context, keepsWithNext: Bool = false
  ) -> FlowBlock {
    let paragraph = captionParagraph(inlines, block, context)
    var flow = FlowBlock(.paragraphs([paragraph]), role: .caption, style: paragraph.style)
    flow.style.keepWithNext = keepsWithNext
    flow.span = block.span
    return flow
  }

  private mutating func captionParagraph(
    _ inlines: [Inline], _ block: Block, _ context: Context
  ) -> FlowParagraph {
    let style = nested(sheet[.caption], context)
    var content = inlines
    if let id = block.attributes.id, let label = numbers.caption(of: id) {
      content = [.strong([.text(label + ".")]), .text(" ")] + inlines
    }
    return FlowParagraph(
      text: flatten(content, style.text, block.span, context), style: style, role: .caption)
  }

  /// `width=60%` in thousandths of the measure.
  private mutating func width(_ attributes: Attributes, at span: SourceSpan) -> Int? {
    guard let written = attributes["width"] else { return nil }
    let number = written.hasSuffix("%") ? String(written.dropLast()) : written
    guard written.hasSuffix("%"), let percent = Double(number), percent > 0, percent <= 100 else {
      warn(
        "layout.bad-width", "an image's width is a share of the measure, not “\(written)”",
        at: span, hints: ["write a percentage from 1% to 100%, such as width=60%"])
      return nil
    }
    return Int((percent * 10).rounded())
  }
}
