import OctavoBook

/// Visits the pictures of a text, figures and those inside lines, in reading order.
enum BookPictures {
  static func forEach(in blocks: [Block], _ title: [Inline] = [], _ body: (Image) -> Void) {
    visit(title, body)
    visit(blocks, body)
  }

  private static func visit(_ blocks: [Block], _ body: (Image) -> Void) {
    for block in blocks { visit(block.content, body) }
  }

  private static func visit(_ content: Block.Content, _ body: (Image) -> Void) {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): visit(inlines, body)
    case .quote(let inner), .container(_, let inner): visit(inner, body)
    case .list(let list): for item in list.items { visit(item.blocks, body) }
    case .code, .sceneBreak, .math: break
    case .table(let table):
      visit(table.caption, body)
      for row in [table.header].compactMap(\.self) + table.rows {
        for cell in row.cells { visit(cell, body) }
      }
    case .figure(let figure):
      body(figure.image)
      visit(figure.caption, body)
    case .verse(let lines): for line in lines { visit(line, body) }
    case .definitions(let definitions):
      for definition in definitions {
        visit(definition.term, body)
        for description in definition.descriptions { visit(description, body) }
      }
    }
  }

  private static func visit(_ inlines: [Inline], _ body: (Image) -> Void) {
    for inline in inlines {
      switch inline {
      case .image(let image): body(image)
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner), .span(_, let inner):
        visit(inner, body)
      case .reference(let reference): visit(reference.text, body)
      case .text, .code, .noteCall, .softBreak, .lineBreak, .math, .indexMark: break
      }
    }
  }
}
