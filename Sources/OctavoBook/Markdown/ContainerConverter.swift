import CMarkGFM
import OctavoBase

extension DocumentConverter {
  /// A block that Markdown lacks.
  mutating func own(_ node: CMarkNode, depth: Int) -> [Block] {
    guard let index = SyntaxRecord.index(of: node) else { return [] }
    let mark = record.blocks[index]
    switch mark.kind {
    case .div(let attributes): return div(node, attributes, mark, depth)
    case .math:
      let text = MathSource.trimmed(String(decoding: mark.text, as: UTF8.self))
      let end = mark.end ?? Int(span(of: node).end)
      return [Block(.math(text), attributes: mark.attributes, span: record.span(mark.start, end))]
    case .definition:
      return blocks(Array(node.children), depth: depth + 1)
    case .divEnd, .noteDefinition: return []
    }
  }

  private mutating func div(
    _ node: CMarkNode, _ attributes: Attributes, _ mark: SyntaxRecord.BlockMark, _ depth: Int
  ) -> [Block] {
    let name = attributes.classes.first ?? "div"
    if mark.end == nil {
      let line = record.span(mark.start, lineEnd(mark.start))
      report(
        .error, "book.unclosed-div", "the div '\(name)' is never closed", line,
        hints: ["end it with a line ':::'"])
    }
    let span = record.span(mark.start, mark.end ?? Int(self.span(of: node).end))
    var rest = attributes
    rest.classes = Array(attributes.classes.dropFirst())
    rest.values = rest.values.map {
      Attributes.Value(
        key: $0.key, value: $0.key == "title" ? settings.punctuation.apply(to: $0.value) : $0.value)
    }
    let children = Array(node.children)
    if name == "verse" { return [verse(children, rest, span, depth)] }
    if name == "list" { return lists(children, rest, span, depth) }
    let inner = blocks(children, depth: depth + 1)
    return [Block(.container(Self.container(name), inner), attributes: rest, span: span)]
  }

  private func lineEnd(_ start: Int) -> Int {
    let text = record.file.text[start...]
    return text.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
  }

  private static func container(_ name: String) -> Container {
    switch name {
    case "epigraph": .epigraph
    case "dedication": .dedication
    case "letter": .letter
    case "center", "centre": .center
    default:
      Callout(rawValue: name).map(Container.callout)
        ?? Theorem(rawValue: name).map(Container.theorem) ?? .custom(name)
    }
  }

  // MARK: - Lists

  /// A div around lists that says how they are numbered; it leaves nothing but its blocks.
  private mutating func lists(
    _ nodes: [CMarkNode], _ attributes: Attributes, _ span: SourceSpan, _ depth: Int
  ) -> [Block] {
    let numerals = attributes["numbers"].map { self.numerals($0, span) } ?? []
    for value in attributes.values where value.key != "numbers" {
      report(
        .warning, "book.unknown-attribute",
        "unknown attribute '\(value.key)': a div of lists does not heed it", span,
        hints: ["heeded here: #id, numbers=…"])
    }
    var result = blocks(nodes, depth: depth).map { block in
      guard case .list(let list) = block.content else { return block }
      let numbered = List(
        marker: list.marker, isTight: list.isTight, items: list.items, numerals: numerals)
      return Block(.list(numbered), attributes: block.attributes, span: block.span)
    }
    if let first = result.first, let id = attributes.id, first.attributes.id == nil {
      var own = first.attributes
      own.id = id
      result[0] = Block(first.content, attributes: own, span: first.span)
    }
    return result
  }

  /// `numbers="A 1 a"`: how numbers are written, by depth.
  private mutating func numerals(_ written: String, _ span: SourceSpan) -> [List.Numerals] {
    written.split(separator: " ").compactMap { word in
      if let known = List.Numerals.allCases.first(where: { $0.first == word }) { return known }
      report(
        .warning, "book.bad-numbers", "a list cannot be numbered by “\(word)”", span,
        hints: ["write one of 1, a, A, i, I for each depth, such as numbers=\"A 1 a\""])
      return nil
    }
  }

  // MARK: - Verse

  /// A verse div: each paragraph a stanza, each line kept. Other blocks in it stand between.
  private mutating func verse(
    _ nodes: [CMarkNode], _ attributes: Attributes, _ span: SourceSpan, _ depth: Int
  ) -> Block {
    var parts: [Block] = []
    var stanzas: [CMarkNode] = []
    for node in nodes {
      if node.kind == CMARK_NODE_PARAGRAPH {
        stanzas.append(node)
      } else {
        parts += stanzaBlock(&stanzas)
        parts += blocks([node], depth: depth + 1)
      }
    }
    parts += stanzaBlock(&stanzas)
    if parts.count == 1, case .verse(let lines) = parts[0].content {
      return Block(.verse(lines), attributes: attributes, span: span)
    }
    return Block(.container(.custom("verse"), parts), attributes: attributes, span: span)
  }

  private mutating func stanzaBlock(_ stanzas: inout [CMarkNode]) -> [Block] {
    guard let first = stanzas.first, let last = stanzas.last else { return [] }
    var lines: [[Inline]] = []
    for stanza in stanzas {
      if !lines.isEmpty { lines.append([]) }
      lines += verseLines(stanza)
    }
    let start = span(of: first)
    let end = span(of: last)
    stanzas.removeAll()
    return [
      Block(.verse(lines), span: record.span(Int(start.start), Int(end.end)))
    ]
  }

  private mutating func verseLines(_ stanza: CMarkNode) -> [[Inline]] {
    let lines = VerseLines.split(inlines(of: stanza).items)
    let first = record.firstLine + Int(stanza.pointee.start_line) - 1
    return lines.enumerated().map { number, line in
      guard let indent = record.verseIndents[first + number], !line.isEmpty else { return line }
      return [.text(String(repeating: "\u{2003}", count: (indent + 1) / 2))] + line
    }
  }
}

/// TeX source as it is kept.
enum MathSource {
  /// Without blanks and line ends around it.
  static func trimmed(_ source: String) -> String {
    let start = source.utf8.drop(while: AttributeParser.isSpace)
    let end = start.reversed().drop(while: AttributeParser.isSpace)
    return String(decoding: end.reversed(), as: UTF8.self)
  }
}

/// Cuts inlines at their line ends, through any emphasis around them.
enum VerseLines {
  static func split(_ inlines: [Inline]) -> [[Inline]] {
    var lines: [[Inline]] = [[]]
    for inline in inlines {
      if isBreak(inline) {
        lines.append([])
        continue
      }
      for (number, part) in parts(of: inline).enumerated() {
        if number > 0 { lines.append([]) }
        lines[lines.count - 1].append(part)
      }
    }
    return lines
  }

  private static func isBreak(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    default: false
    }
  }

  private static func parts(of inline: Inline) -> [Inline] {
    switch inline {
    case .emphasis(let inner): split(inner).map(Inline.emphasis)
    case .strong(let inner): split(inner).map(Inline.strong)
    case .strikethrough(let inner): split(inner).map(Inline.strikethrough)
    case .styled(let effect, let inner): split(inner).map { .styled(effect, $0) }
    case .link(let url, let inner): split(inner).map { .link(url: url, $0) }
    case .span(let attributes, let inner): split(inner).map { .span(attributes, $0) }
    default: [inline]
    }
  }
}
