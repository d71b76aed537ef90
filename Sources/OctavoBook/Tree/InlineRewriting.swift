extension Inline {
  /// The inline with every inline in it, itself last, replaced by what `change` makes of it.
  func rewritten(_ change: (Inline) -> Inline) -> Inline {
    func all(_ inner: [Inline]) -> [Inline] { inner.map { $0.rewritten(change) } }
    switch self {
    case .text, .code, .softBreak, .lineBreak, .math, .noteCall, .indexMark, .image:
      return change(self)
    case .emphasis(let inner): return change(.emphasis(all(inner)))
    case .strong(let inner): return change(.strong(all(inner)))
    case .strikethrough(let inner): return change(.strikethrough(all(inner)))
    case .styled(let effect, let inner): return change(.styled(effect, all(inner)))
    case .link(let url, let inner): return change(.link(url: url, all(inner)))
    case .citation(let old):
      return change(
        .citation(Citation(form: old.form, items: old.items, printed: all(old.printed))))
    case .span(let attributes, let inner): return change(.span(attributes, all(inner)))
    case .reference(let old):
      var new = Reference(
        target: old.target, form: old.form, text: all(old.text), span: old.span)
      new.beginsSentence = old.beginsSentence
      return change(.reference(new))
    }
  }
}

extension Block {
  /// The block with every inline in it replaced by what `change` makes of it.
  func rewritingInlines(_ change: (Inline) -> Inline) -> Block {
    Block(content.rewritingInlines(change), attributes: attributes, span: span)
  }
}

extension Block.Content {
  fileprivate func rewritingInlines(_ change: (Inline) -> Inline) -> Block.Content {
    func all(_ inlines: [Inline]) -> [Inline] { inlines.map { $0.rewritten(change) } }
    func all(_ blocks: [Block]) -> [Block] { blocks.map { $0.rewritingInlines(change) } }
    switch self {
    case .code, .sceneBreak, .math: return self
    case .paragraph(let inlines): return .paragraph(all(inlines))
    case .heading(let level, let inlines): return .heading(level: level, all(inlines))
    case .quote(let inner): return .quote(all(inner))
    case .container(let container, let inner): return .container(container, all(inner))
    case .verse(let lines): return .verse(lines.map(all))
    case .figure(let figure):
      return .figure(Figure(image: figure.image, caption: all(figure.caption)))
    case .list(let list):
      let items = list.items.map {
        List.Item(task: $0.task, blocks: all($0.blocks), span: $0.span)
      }
      return .list(
        List(
          marker: list.marker, isTight: list.isTight, items: items, numerals: list.numerals))
    case .table(let table):
      func row(_ row: Table.Row) -> Table.Row {
        Table.Row(cells: row.cells.map(all), joins: row.joins, span: row.span)
      }
      return .table(
        Table(
          alignments: table.alignments, header: table.header.map(row), rows: table.rows.map(row),
          caption: all(table.caption)))
    case .definitions(let definitions):
      return .definitions(
        definitions.map {
          Definition(term: all($0.term), descriptions: $0.descriptions.map(all))
        })
    }
  }
}
