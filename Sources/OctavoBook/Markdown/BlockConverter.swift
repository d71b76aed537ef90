import CMarkGFM
import OctavoBase

extension DocumentConverter {
  /// The blocks of some siblings. Terms are joined with their definitions, captions with tables.
  mutating func blocks(_ nodes: [CMarkNode], depth: Int) -> [Block] {
    guard depth < Self.deepest else { return flattened(nodes) }
    var result: [Block] = []
    var index = 0
    while index < nodes.count {
      if let definitions = definitions(nodes, &index, depth) {
        result.append(definitions)
      } else if let table = captionedTable(nodes, &index, depth) {
        result.append(table)
      } else {
        result += block(nodes[index], depth: depth)
        index += 1
      }
    }
    return result
  }

  private mutating func block(_ node: CMarkNode, depth: Int) -> [Block] {
    let span = span(of: node)
    switch node.kind {
    case CMARK_NODE_PARAGRAPH: return paragraph(node)
    case CMARK_NODE_HEADING:
      let level = max(1, Int(node.pointee.as.heading.level) - 1)
      let inlines = inlines(of: node).items
      let attributes = tokens.blockAttributes
      return [Block(.heading(level: level, inlines), attributes: attributes, span: span)]
    case CMARK_NODE_BLOCK_QUOTE:
      return [Block(.quote(blocks(Array(node.children), depth: depth + 1)), span: span)]
    case CMARK_NODE_LIST: return [list(node, depth: depth)]
    case CMARK_NODE_CODE_BLOCK: return [code(node)]
    case CMARK_NODE_THEMATIC_BREAK: return [Block(.sceneBreak, span: span)]
    case CMARK_NODE_HTML_BLOCK: return htmlBlock(node)
    case CMARK_NODE_CUSTOM_BLOCK: return own(node, depth: depth)
    default:
      return MarkdownSyntax.shared.isTable(node) ? [table(node, caption: nil)] : []
    }
  }

  /// The text of blocks that lie too deep to be kept as blocks.
  private mutating func flattened(_ nodes: [CMarkNode]) -> [Block] {
    guard let first = nodes.first else { return [] }
    reportTooDeep(span(of: first))
    return nodes.compactMap { node in
      let text = String(decoding: node.plainText(), as: UTF8.self)
      guard !text.isEmpty else { return nil }
      let smart = settings.punctuation.apply(to: text)
      return Block(.paragraph([.text(smart)]), span: span(of: node))
    }
  }

  // MARK: - Paragraphs

  private mutating func paragraph(_ node: CMarkNode) -> [Block] {
    let span = span(of: node)
    let nesting = inlines(of: node)
    let items = nesting.items
    if items.count == 1, case .image(let image) = items[0] { return [figure(image, span)] }
    if nesting.displays.isEmpty {
      return items.isEmpty ? [] : [Block(.paragraph(items), span: span)]
    }
    return split(items, at: nesting.displays, span)
  }

  /// Display mathematics within a paragraph parts it in two.
  private func split(_ items: [Inline], at displays: [Int], _ span: SourceSpan) -> [Block] {
    var result: [Block] = []
    var start = 0
    func append(_ part: ArraySlice<Inline>) {
      let trimmed = part.drop(while: Self.isBlank).reversed().drop(while: Self.isBlank).reversed()
      if !trimmed.isEmpty { result.append(Block(.paragraph(Array(trimmed)), span: span)) }
    }
    for index in displays {
      append(items[start..<index])
      if case .math(let source) = items[index] {
        result.append(Block(.math(source), span: span))
      }
      start = index + 1
    }
    append(items[start...])
    return result
  }

  private static func isBlank(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }

  private mutating func figure(_ image: Image, _ span: SourceSpan) -> Block {
    let text = image.attributes["caption"] ?? ""
    var settings = settings
    if text.contains("[^") { settings.outerNotes = Set(record.noteLabels) }
    let caption = MarkdownReader.inlines(text, at: image.span, settings) { notes.call($0) }
    diagnostics += caption.diagnostics
    return Block(
      .figure(Figure(image: image, caption: caption.value)),
      attributes: Attributes(id: image.attributes.id, classes: image.attributes.classes),
      span: span)
  }

  // MARK: - Lists and code

  private mutating func list(_ node: CMarkNode, depth: Int) -> Block {
    let data = node.pointee.as.list
    let isNumbered = data.list_type == CMARK_ORDERED_LIST
    let delimiter: List.Delimiter = data.delimiter == CMARK_PAREN_DELIM ? .parenthesis : .period
    let marker: List.Marker =
      isNumbered ? .number(start: Int(data.start), delimiter: delimiter) : .bullet
    var items: [List.Item] = []
    for item in node.children {
      let isTask =
        item.pointee.extension != nil
        && item.pointee.extension == MarkdownSyntax.shared.taskList
      items.append(
        List.Item(
          task: isTask ? item.pointee.as.list.checked : nil,
          blocks: blocks(Array(item.children), depth: depth + 1), span: span(of: item)))
    }
    return Block(
      .list(List(marker: marker, isTight: data.tight, items: items)), span: span(of: node))
  }

  /// What stands after a language without braces around it.
  private func report(unheeded rest: Slice<UnsafeBufferPointer<UInt8>>, of node: CMarkNode) {
    let words = String(decoding: rest, as: UTF8.self).split(separator: " ").joined(separator: " ")
    guard !words.isEmpty else { return }
    record.diagnostics.append(
      Diagnostic(
        .warning, "book.unheeded-info",
        "what stands after the language is not heeded: ‘\(words.prefix(60))’",
        at: record.locate(
          rest.drop(while: AttributeParser.isSpace), line: Int(node.pointee.start_line)),
        hints: ["only the language of a block of code is, and a name in braces: {#id}"]))
  }

  private func code(_ node: CMarkNode) -> Block {
    let info = node.pointee.as.code.info.bytes
    var attributes = Attributes()
    var words = info[...]
    if let brace = info.firstIndex(of: UInt8(ascii: "{")),
      let parsed = AttributeParser.parse(info, at: brace)
    {
      attributes = parsed.attributes
      words = info[..<brace]
    }
    let word = words.drop(while: AttributeParser.isSpace).prefix { !AttributeParser.isSpace($0) }
    var language = word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    if language == nil, !attributes.classes.isEmpty { language = attributes.classes.removeFirst() }
    report(unheeded: words[word.endIndex...], of: node)
    let block = CodeBlock(language: language, text: node.pointee.as.code.literal.string)
    return Block(.code(block), attributes: attributes, span: span(of: node))
  }
}
