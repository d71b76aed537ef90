import OctavoBase
import OctavoBook
import OctavoStyle

/// Lists, tables and figures as elements.
extension DivisionWriter {
  mutating func addList(_ list: List, _ block: Block, _ context: Context) {
    var classes: [String] = []
    if list.items.contains(where: { $0.task != nil }) { classes.append("tasks") }
    if !list.isTight { classes.append("loose") }
    let element: String
    let numbering = context.numbering ?? ListNumbering(edition.sheet)
    switch list.marker {
    case .bullet:
      element = "ul"
      markup.raw("<ul")
    case .number(let start, let delimiter):
      element = "ol"
      markup.raw("<ol")
      let numerals = numbering.numerals(of: list)
      if numerals != .arabic { markup.attribute("type", numerals.first) }
      if start != 1 { markup.attribute("start", "\(start)") }
      if delimiter == .parenthesis {
        classes += ["parenthesis"] + (numerals == .arabic ? [] : [numerals.rawValue])
      }
    }
    addCommon(block.attributes, classes: classes)
    markup.raw(">\n")
    var inner = context
    inner.depth += 1
    inner.isTight = list.isTight
    inner.numbering = numbering.inside(list)
    if context.role == .body { inner.role = .list }
    for item in list.items { addItem(item, inner) }
    markup.raw("</\(element)>\n")
    if context.depth == 0 { isFirst = true }
  }

  private mutating func addItem(_ item: List.Item, _ context: Context) {
    markup.raw("<li")
    addDirection(ofTight: item.blocks, context)
    markup.raw(">")
    if let isDone = item.task {
      let word = edition.words[isDone ? "done" : "to do"]
      markup.raw("<span class=\"label box\" role=\"img\"")
      markup.attribute("aria-label", word)
      markup.raw(isDone ? ">☑</span> " : ">☐</span> ")
    }
    add(item.blocks, context)
    markup.raw("</li>\n")
  }

  /// The direction of text that has no paragraph's element of its own.
  private mutating func addDirection(ofTight blocks: [Block], _ context: Context) {
    guard context.isTight, case .paragraph(let inlines)? = blocks.first?.content else { return }
    addDirection(of: inlines)
  }

  mutating func addDefinitions(
    _ definitions: [Definition], _ block: Block, _ context: Context
  ) {
    guard !definitions.isEmpty else { return }
    markup.raw("<dl")
    addCommon(block.attributes)
    markup.raw(">\n")
    var inner = context
    inner.isTight = true
    inner.depth += 1
    if context.role == .body { inner.role = .list }
    for definition in definitions {
      markup.raw("<dt")
      addDirection(of: definition.term)
      markup.raw(">")
      add(definition.term)
      endWord()
      markup.raw("</dt>\n")
      for description in definition.descriptions {
        var each = inner
        each.isTight = description.count < 2
        markup.raw("<dd")
        addDirection(ofTight: description, each)
        markup.raw(">")
        add(description, each)
        markup.raw("</dd>\n")
      }
    }
    markup.raw("</dl>\n")
    isFirst = true
  }

  // MARK: Tables

  mutating func addTable(_ table: Table, _ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    markup.raw("<table")
    addCommon(block.attributes)
    markup.raw(">\n")
    if !table.caption.isEmpty {
      markup.raw("<caption")
      addDirection(of: table.caption)
      markup.raw(">")
      addCaption(table.caption, block)
      markup.raw("</caption>\n")
    }
    let columns = TableColumn.columns(of: table)
    var spans = table.spans[...]
    if let header = table.header {
      markup.raw("<thead>\n")
      add(header, columns, spans.popFirst(), isHeader: true)
      markup.raw("</thead>\n")
    }
    if !table.rows.isEmpty {
      markup.raw("<tbody>\n")
      for row in table.rows { add(row, columns, spans.popFirst(), isHeader: false) }
      markup.raw("</tbody>\n")
    }
    markup.raw("</table>\n")
    isFirst = true
  }

  private mutating func add(
    _ row: Table.Row, _ columns: [TableColumn], _ spans: [Table.Span?]?, isHeader: Bool
  ) {
    markup.raw("<tr>")
    for (column, cell) in row.cells.enumerated() {
      guard let span = spans.map({ $0[column] }) ?? Table.Span() else { continue }
      let element = isHeader && !cell.isEmpty ? "th" : "td"
      markup.raw(element == "th" ? "<th scope=\"col\"" : "<td")
      if columns.indices.contains(column) {
        markup.attribute("class", ifSet: columns[column].classes)
      }
      if span.columns > 1 { markup.attribute("colspan", "\(span.columns)") }
      if span.rows > 1 { markup.attribute("rowspan", "\(span.rows)") }
      addDirection(of: cell)
      markup.raw(">")
      add(cell)
      endWord()
      markup.raw("</\(element)>")
    }
    markup.raw("</tr>\n")
  }

  /// A caption after its label, such as `Table 3.`
  private mutating func addCaption(_ caption: [Inline], _ block: Block) {
    if let id = block.attributes.id, let label = edition.numbers.caption(of: id) {
      markup.raw("<strong class=\"label\">")
      markup.text(label + ".")
      markup.raw("</strong> ")
    }
    add(caption)
    endWord()
  }

  // MARK: Figures

  mutating func addFigure(_ figure: Figure, _ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    markup.raw("<figure")
    addCommon(Attributes(id: block.attributes.id, classes: block.attributes.classes))
    markup.raw(">\n")
    if let file = surroundings.images[figure.image.path] {
      markup.raw("<img")
      if figure.image.attributes.id != block.attributes.id { addID(figure.image.attributes.id) }
      if let width = Self.width(figure.image.attributes) {
        markup.attribute("style", "width: \(width)")
      }
      addSource(file, figure.image)
    } else {
      markup.raw("<p class=\"label missing\" role=\"img\"")
      markup.attribute("aria-label", figure.image.alternative)
      markup.raw(">[")
      markup.text(figure.image.alternative)
      markup.raw("]</p>")
    }
    passObject()
    markup.endLine()
    if !figure.caption.isEmpty {
      markup.raw("<figcaption")
      addDirection(of: figure.caption)
      markup.raw(">")
      addCaption(figure.caption, block)
      markup.raw("</figcaption>\n")
    }
    markup.raw("</figure>\n")
    isFirst = true
  }

  /// The width a picture asks for, as CSS.
  private static func width(_ attributes: Attributes) -> String? {
    switch attributes["width"].flatMap(PictureWidth.init) {
    case .share(let thousandths): Decimals.format(Double(thousandths) / 10) + "%"
    case .length(let length): Decimals.format(length) + "pt"
    case nil: nil
    }
  }
}
