/// Visits every node of a text in reading order, outer ones first.
package enum TreeWalk {
  /// Visits blocks, and the texts that stand directly in them.
  package static func visit(
    _ blocks: [Block], block: (Block) -> Void, text: ([Inline]) -> Void
  ) {
    for each in blocks {
      block(each)
      visit(each.content, block, text)
    }
  }

  private static func visit(
    _ content: Block.Content, _ block: (Block) -> Void, _ text: ([Inline]) -> Void
  ) {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): text(inlines)
    case .quote(let inner), .container(_, let inner): visit(inner, block: block, text: text)
    case .list(let list): for item in list.items { visit(item.blocks, block: block, text: text) }
    case .code, .sceneBreak, .math: break
    case .table(let table):
      text(table.caption)
      for row in [table.header].compactMap(\.self) + table.rows {
        for cell in row.cells { text(cell) }
      }
    case .figure(let figure): text(figure.caption)
    case .verse(let lines): for line in lines { text(line) }
    case .definitions(let definitions):
      for definition in definitions {
        text(definition.term)
        for description in definition.descriptions {
          visit(description, block: block, text: text)
        }
      }
    }
  }

  /// Visits inlines.
  package static func visit(_ inlines: [Inline], _ body: (Inline) -> Void) {
    for inline in inlines {
      body(inline)
      switch inline {
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner), .span(_, let inner):
        visit(inner, body)
      case .reference(let reference): visit(reference.text, body)
      case .citation(let citation): visit(citation.printed, body)
      case .text, .code, .image, .noteCall, .softBreak, .lineBreak, .math, .indexMark: break
      }
    }
  }
}
