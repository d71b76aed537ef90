import CMarkGFM
import OctavoBase

extension BlockSyntax {
  /// One line that may open a block of ours.
  struct Opener {
    let parser: Parser
    let parent: Node
    let line: Line
    /// Index of the line's first byte that is not blank.
    let place: Int
    let record: SyntaxRecord

    private var isIndented: Bool { parser.pointee.indent >= 4 }

    private func add(
      _ kind: SyntaxRecord.BlockMark.Kind, _ syntax: MarkdownSyntax.Extension?
    ) -> Node? {
      guard
        let node = cmark_parser_add_child(
          parser, parent, CMARK_NODE_CUSTOM_BLOCK, Int32(place) + 1)
      else { return nil }
      node.pointee.extension = syntax
      let start = record.offset(parser, at: Int32(place))
      record.add(SyntaxRecord.BlockMark(kind: kind, start: start), to: node)
      return node
    }

    private func skip(to index: Int) {
      advance(parser, line, Int32(index) - parser.pointee.offset, columns: false)
    }

    private var isInParagraph: Bool {
      parent.pointee.type == UInt16(CMARK_NODE_PARAGRAPH.rawValue)
    }
  }
}

// MARK: - Fenced divs

extension BlockSyntax.Opener {
  /// `::: name` opens a div, a bare `:::` closes the one it stands in.
  func div(_ syntax: MarkdownSyntax.Extension?) -> BlockSyntax.Node? {
    guard !isIndented else { return nil }
    let end = BlockSyntax.lineEnd(line)
    var index = place
    while index < end, line[index] == UInt8(ascii: ":") { index += 1 }
    guard index - place >= 3 else { return nil }
    while index < end, AttributeParser.isSpace(line[index]) { index += 1 }
    if index == end { return closeDiv(syntax, end) }
    guard let attributes = fence(from: index, to: end) else { return nil }
    guard depth() < BlockSyntax.deepestDiv else {
      let start = record.offset(parser, at: Int32(place))
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.deep-nesting",
          "fenced divs are nested more than \(BlockSyntax.deepestDiv) deep; this one is kept as text",
          at: record.span(start, start + end - place)))
      return nil
    }
    let node = add(.div(attributes), syntax)
    skip(to: end)
    return node
  }

  private func closeDiv(
    _ syntax: MarkdownSyntax.Extension?, _ end: Int
  ) -> BlockSyntax.Node? {
    var container: BlockSyntax.Node? = parent
    while let node = container, isPassed(node) { container = node.pointee.parent }
    let offset = record.offset(parser, at: Int32(end))
    if let node = container, let index = SyntaxRecord.index(of: node), record.isOpenDiv(index) {
      record.blocks[index].end = offset
    } else {
      let start = record.offset(parser, at: Int32(place))
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.stray-fence", "this ':::' closes nothing", at: record.span(start, offset),
          hints: ["a div opens with a name, such as '::: note'"]))
    }
    let node = add(.divEnd, syntax)
    skip(to: end)
    return node
  }

  /// Whether a fence reaches through a block: a paragraph or table, or a list none of whose items
  /// the line belongs to.
  private func isPassed(_ node: BlockSyntax.Node) -> Bool {
    node.kind == CMARK_NODE_PARAGRAPH || node.kind == CMARK_NODE_LIST
      || node.kind == CMARK_NODE_THEMATIC_BREAK
      || node.pointee.extension != nil && SyntaxRecord.index(of: node) == nil
  }

  /// `name`, `{attributes}`, or both; colons may close the line.
  private func fence(from start: Int, to end: Int) -> Attributes? {
    var index = start
    var attributes = Attributes()
    while index < end, AttributeParser.isNameByte(line[index]), line[index] != UInt8(ascii: ":") {
      index += 1
    }
    if index > start {
      attributes.classes = [String(decoding: line[start..<index], as: UTF8.self)]
    }
    while index < end, AttributeParser.isSpace(line[index]) { index += 1 }
    if let parsed = AttributeParser.parse(line, at: index), parsed.end <= end {
      attributes.id = parsed.attributes.id
      attributes.classes += parsed.attributes.classes
      attributes.values = parsed.attributes.values
      index = parsed.end
    }
    while index < end, AttributeParser.isSpace(line[index]) || line[index] == UInt8(ascii: ":") {
      index += 1
    }
    return index == end && !attributes.isEmpty ? attributes : nil
  }

  /// How many divs the line stands in, counted up to the limit.
  private func depth() -> Int {
    var count = 0
    var container: BlockSyntax.Node? = parent
    var steps = 0
    while let node = container, count < BlockSyntax.deepestDiv, steps < 1_000 {
      if let index = SyntaxRecord.index(of: node), case .div = record.blocks[index].kind {
        count += 1
      }
      container = node.pointee.parent
      steps += 1
    }
    return steps == 1_000 ? BlockSyntax.deepestDiv : count
  }
}

// MARK: - Captions, definitions, mathematics, footnotes

extension BlockSyntax.Opener {
  /// A caption line straight below a table's last row, which would be read as another row.
  func caption() -> BlockSyntax.Node? {
    guard !isIndented, let syntax = parent.pointee.extension, syntax == MarkdownSyntax.shared.table,
      CaptionLine.isCaption(line[place...]), !line.contains(UInt8(ascii: "|"))
    else { return nil }
    return cmark_parser_add_child(parser, parent, CMARK_NODE_PARAGRAPH, Int32(place) + 1)
  }

  /// `: description` below a term of one line, or below another description.
  func definition(_ syntax: MarkdownSyntax.Extension?) -> BlockSyntax.Node? {
    guard !isIndented, line[place] == UInt8(ascii: ":"), followsTerm() else { return nil }
    var text = place + 1
    while text < line.count, line[text] == 0x20, text - place < 4 { text += 1 }
    if line[place + 1] == 0x09 { text = place + 2 }
    guard text < BlockSyntax.lineEnd(line) else { return nil }
    let column = parser.pointee.column + parser.pointee.indent
    let width = line[place + 1] == 0x09 ? 4 - (column + 1) % 4 + 1 : Int32(text - place)
    let node = add(.definition(indent: parser.pointee.indent + width), syntax)
    skip(to: text)
    return node
  }

  private func followsTerm() -> Bool {
    if isInParagraph {
      let content = parent.pointee.content
      let text = UnsafeBufferPointer(start: content.ptr, count: Int(content.size))
      let isCaption = CaptionLine.isCaption(text[...])
      return text.dropLast().firstIndex(of: 0x0A) == nil && !isCaption
    }
    guard let last = parent.pointee.last_child, let index = SyntaxRecord.index(of: last),
      case .definition = record.blocks[index].kind
    else { return false }
    return true
  }

  /// `$$` at a line's start opens display mathematics when a line of the paragraph closes it.
  func math(_ syntax: MarkdownSyntax.Extension?) -> BlockSyntax.Node? {
    guard !isIndented else { return nil }
    let end = BlockSyntax.lineEnd(line)
    let rest = UnsafeBufferPointer(rebasing: line[(place + 2)..<end])
    if let closing = BlockSyntax.closing(of: rest) {
      guard closing.text > 0, let node = add(.math, syntax),
        let index = SyntaxRecord.index(of: node)
      else { return nil }
      record.blocks[index].text = Array(rest.prefix(closing.text))
      record.blocks[index].attributes = closing.attributes
      record.blocks[index].end = record.offset(parser, at: Int32(end))
      skip(to: end)
      return node
    }
    guard closesBelow(), let node = add(.math, syntax), let index = SyntaxRecord.index(of: node)
    else { return nil }
    record.blocks[index].text = Array(rest) + [0x0A]
    skip(to: end)
    return node
  }

  /// Whether a line below, before a blank one, ends the mathematics. Looks at most 200 lines down.
  private func closesBelow() -> Bool {
    let first = record.firstLine + Int(parser.pointee.line_number) + 1
    return record.file.text.withUnsafeBufferPointer { text in
      for number in first..<(first + 200) where number <= record.file.lineStarts.count {
        let start = record.file.offset(line: number, byteColumn: 1)
        let end = record.file.offset(line: number + 1, byteColumn: 1)
        let line = UnsafeBufferPointer(rebasing: text[start..<end])
        if line.allSatisfy(AttributeParser.isSpace) { return false }
        if BlockSyntax.closing(of: line) != nil { return true }
      }
      return false
    }
  }

  /// `[^label]: text` defines a footnote.
  func note(_ syntax: MarkdownSyntax.Extension?) -> BlockSyntax.Node? {
    guard !isIndented, let label = NoteLabel.parse(line, at: place + 2),
      label.end + 1 < line.count, line[label.end] == UInt8(ascii: "]"),
      line[label.end + 1] == UInt8(ascii: ":")
    else { return nil }
    let node = add(.noteDefinition(label: label.text), syntax)
    skip(to: label.end + 2)
    return node
  }
}

/// The label of a footnote: no blanks, brackets or carets.
enum NoteLabel {
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (text: String, end: Int)? {
    var end = start
    while end < bytes.count, end - start < 200, !AttributeParser.isSpace(bytes[end]),
      bytes[end] != UInt8(ascii: "["), bytes[end] != UInt8(ascii: "]"),
      bytes[end] != UInt8(ascii: "^")
    {
      end += 1
    }
    guard end > start else { return nil }
    return (String(decoding: bytes[start..<end], as: UTF8.self), end)
  }
}

/// The first bytes of a table's caption: `Table: ` or `: `.
enum CaptionLine {
  static func isCaption(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    prefixLength(text) > 0
  }

  static func prefixLength(_ text: some Sequence<UInt8>) -> Int {
    if text.starts(with: ": ".utf8) { return 2 }
    return text.starts(with: "Table: ".utf8) ? 7 : 0
  }
}
