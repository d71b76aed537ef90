import OctavoBase

extension Labels {
  /// Gathers the ids and references of some blocks.
  mutating func gather(_ blocks: [Block]) {
    for block in blocks { gather(block) }
  }

  private mutating func gather(_ block: Block) {
    if let id = block.attributes.id { define(id, at: block.span) }
    switch block.content {
    case .paragraph(let inlines), .heading(_, let inlines): gather(inlines, block.span)
    case .quote(let inner), .container(_, let inner): gather(inner)
    case .list(let list): for item in list.items { gather(item.blocks) }
    case .code, .sceneBreak, .math: break
    case .table(let table): gather(table, block.span)
    case .figure(let figure): gather(figure.caption, block.span)
    case .verse(let lines): for line in lines { gather(line, block.span) }
    case .definitions(let definitions):
      for definition in definitions {
        gather(definition.term, block.span)
        for description in definition.descriptions { gather(description) }
      }
    }
  }

  private mutating func gather(_ table: Table, _ span: SourceSpan) {
    for row in [table.header].compactMap(\.self) + table.rows {
      for cell in row.cells { gather(cell, row.span) }
    }
    gather(table.caption, span)
  }

  mutating func gather(_ inlines: [Inline], _ span: SourceSpan) {
    for inline in inlines {
      switch inline {
      case .text, .code, .softBreak, .lineBreak, .math, .noteCall, .indexMark: break
      case .citation(let citation): gather(citation.printed, span)
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner):
        gather(inner, span)
      case .reference(let reference):
        refer(reference)
        gather(reference.text, span)
      case .image(let image):
        if let id = image.attributes.id { define(id, at: image.span) }
      case .span(let attributes, let inner):
        if let id = attributes.id { define(id, at: span) }
        gather(inner, span)
      }
    }
  }
}
