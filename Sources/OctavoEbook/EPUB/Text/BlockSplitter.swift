import OctavoBook

/// Cuts a block too long for a file into several of its kind.
enum BlockSplitter {
  /// The block in pieces of about `limit` bytes of text at most, so far as it can be cut.
  static func split(_ block: Block, limit: Int) -> [Block] {
    guard size(block) > limit else { return [block] }
    switch block.content {
    case .quote(let inner): return groups(inner, limit).mapped(block) { .quote($0) }
    case .container(let container, let inner):
      return groups(inner, limit).mapped(block) { .container(container, $0) }
    case .list(let list): return split(list, block, limit)
    case .table(let table): return split(table, block, limit)
    case .verse(let lines):
      return cut(lines, limit, Self.size).mapped(block) { .verse($0) }
    case .definitions(let definitions):
      return cut(definitions, limit, Self.size).mapped(block) { .definitions($0) }
    case .code(let code): return split(code, block, limit)
    case .paragraph, .heading, .sceneBreak, .figure, .math: return [block]
    }
  }

  private static func groups(_ blocks: [Block], _ limit: Int) -> [[Block]] {
    cut(blocks.flatMap { split($0, limit: limit) }, limit, size)
  }

  private static func split(_ list: List, _ block: Block, _ limit: Int) -> [Block] {
    var count = 0
    return cut(list.items, limit) { size($0.blocks) }.mapped(block) { items in
      defer { count += items.count }
      var marker = list.marker
      if case .number(let start, let delimiter) = marker {
        marker = .number(start: start + count, delimiter: delimiter)
      }
      return .list(
        List(marker: marker, isTight: list.isTight, items: items, numerals: list.numerals))
    }
  }

  private static func split(_ table: Table, _ block: Block, _ limit: Int) -> [Block] {
    var isFirst = true
    return cut(table.rows, limit) { $0.cells.reduce(16) { $0 + size($1) + 10 } }.mapped(block) {
      defer { isFirst = false }
      return .table(
        Table(
          alignments: table.alignments, header: isFirst ? table.header : nil, rows: $0,
          caption: isFirst ? table.caption : []))
    }
  }

  private static func split(_ code: CodeBlock, _ block: Block, _ limit: Int) -> [Block] {
    let lines = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    return cut(Array(lines), limit) { $0.utf8.count + 1 }.mapped(block) {
      .code(CodeBlock(language: code.language, text: $0.joined(separator: "\n")))
    }
  }

  /// Pieces of a list whose sizes add up to `limit` at most, each of one element at least.
  private static func cut<Element>(
    _ elements: [Element], _ limit: Int, _ size: (Element) -> Int
  ) -> [[Element]] {
    var pieces: [[Element]] = []
    var room = 0
    for element in elements {
      let size = size(element)
      if size > room || pieces.isEmpty {
        pieces.append([])
        room = limit
      }
      pieces[pieces.count - 1].append(element)
      room -= size
    }
    return pieces
  }

  // MARK: Sizes

  private static func size(_ blocks: [Block]) -> Int { blocks.reduce(0) { $0 + size($1) } }

  private static func size(_ inlines: [Inline]) -> Int {
    inlines.reduce(8) { $0 + size($1) }
  }

  private static func size(_ definition: Definition) -> Int {
    size(definition.term) + definition.descriptions.reduce(0) { $0 + size($1) }
  }

  /// Bytes of a block's text and the most of its markup.
  private static func size(_ block: Block) -> Int {
    switch block.content {
    case .paragraph(let inlines), .heading(_, let inlines): size(inlines)
    case .quote(let inner), .container(_, let inner): 24 + size(inner)
    case .list(let list): list.items.reduce(24) { $0 + 16 + size($1.blocks) }
    case .code(let code): code.text.utf8.count + 32
    case .math(let source): source.utf8.count + 32
    case .sceneBreak: 28
    case .figure(let figure): 120 + size(figure.caption)
    case .verse(let lines): lines.reduce(40) { $0 + 8 + size($1) }
    case .definitions(let definitions): definitions.reduce(0) { $0 + 20 + size($1) }
    case .table(let table):
      table.rows.reduce(64) { $0 + 16 + $1.cells.reduce(0) { $0 + 12 + size($1) } }
    }
  }

  private static func size(_ inline: Inline) -> Int {
    switch inline {
    case .text(let text), .code(let text), .math(let text): text.utf8.count
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .styled(_, let inner), .span(_, let inner):
      20 + size(inner)
    case .link(let url, let inner): 20 + url.utf8.count + size(inner)
    case .reference(let reference): 60 + size(reference.text)
    case .image(let image): 80 + image.alternative.utf8.count
    case .noteCall: 110
    case .indexMark: 80
    case .citation(let citation): size(citation.printed)
    case .softBreak, .lineBreak: 4
    }
  }
}

extension Array {
  /// Pieces of a block made of these elements; the first keeps its id.
  fileprivate func mapped<Each>(
    _ block: Block, _ content: ([Each]) -> Block.Content
  ) -> [Block] where Element == [Each] {
    enumerated().map { index, piece in
      var attributes = block.attributes
      if index > 0 { attributes.id = nil }
      return Block(content(piece), attributes: attributes, span: block.span)
    }
  }
}
