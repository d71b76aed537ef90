import CMarkGFM
import OctavoBase

/// Inline constructs that Markdown lacks: mathematics, attributes, references, footnote calls.
///
/// Called by cmark at each special character it has no rule of its own for.
enum InlineSyntax {
  typealias Parser = UnsafeMutablePointer<cmark_parser>
  typealias Node = UnsafeMutablePointer<cmark_node>

  /// The characters that stop cmark's scan of plain text for us.
  static let characters: [UInt8] = Array("${@^~".utf8)

  /// cmark's `match_inline` hook: the node that starts here, or nil.
  static func match(
    _ parser: Parser, _ parent: Node, _ character: UInt8, _ subject: OpaquePointer
  ) -> Node? {
    guard characters.contains(character), let record = SyntaxRecord.of(parser),
      let chunk = cmark_inline_parser_get_chunk(subject)
    else { return nil }
    let text = UnsafeBufferPointer(start: chunk.pointee.data, count: Int(chunk.pointee.len))
    let place = Int(cmark_inline_parser_get_offset(subject))
    let matcher = Matcher(
      parser: parser, parent: parent, subject: subject, text: text, place: place, record: record)
    switch character {
    case UInt8(ascii: "$"): return matcher.math()
    case UInt8(ascii: "{"): return matcher.attributes()
    case UInt8(ascii: "@"): return matcher.reference() ?? matcher.citation()
    case UInt8(ascii: "~"): return matcher.strikethrough()
    default: return matcher.noteCall()
    }
  }

  /// One place in a paragraph's text.
  struct Matcher {
    let parser: Parser
    let parent: Node
    let subject: OpaquePointer
    let text: UnsafeBufferPointer<UInt8>
    let place: Int
    let record: SyntaxRecord

    func make(_ mark: SyntaxRecord.InlineMark, end: Int) -> Node? {
      guard let node = cmark_node_new_with_mem(SyntaxRecord.inlineKind, parser.pointee.mem) else {
        return nil
      }
      tag(node, mark)
      cmark_inline_parser_set_offset(subject, Int32(end))
      return node
    }

    func tag(_ node: Node, _ mark: SyntaxRecord.InlineMark) {
      record.inlines.append(mark)
      node.pointee.user_data = UnsafeMutableRawPointer(bitPattern: record.inlines.count)
    }

    func byte(_ index: Int) -> UInt8 {
      index >= 0 && index < text.count ? text[index] : 0
    }
  }
}

// MARK: - Mathematics

extension InlineSyntax.Matcher {
  /// `$…$` and `$$…$$` (pandoc, extension `tex_math_dollars`).
  func math() -> InlineSyntax.Node? {
    if byte(place + 1) == UInt8(ascii: "$") {
      guard let end = record.dollars.closingDisplay(text, parent, from: place + 2), end > place + 2
      else { return nil }
      return make(.math(source(place + 2, end), isDisplay: true), end: end + 2)
    }
    guard place + 1 < text.count, !AttributeParser.isSpace(text[place + 1]),
      let end = record.dollars.closing(text, parent, from: place + 1)
    else { return nil }
    return make(.math(source(place + 1, end), isDisplay: false), end: end + 1)
  }

  private func source(_ start: Int, _ end: Int) -> String {
    String(decoding: text[start..<end], as: UTF8.self)
  }
}

// MARK: - Strikethrough

extension InlineSyntax.Matcher {
  /// Two tildes, which open where text follows and close where text stands before (GFM §6.5).
  func strikethrough() -> InlineSyntax.Node? {
    guard byte(place + 1) == UInt8(ascii: "~"), byte(place + 2) != UInt8(ascii: "~"),
      byte(place - 1) != UInt8(ascii: "~")
    else { return nil }
    let opens = place + 2 < text.count && !AttributeParser.isSpace(text[place + 2])
    let closes = place > 0 && !AttributeParser.isSpace(text[place - 1])
    guard opens || closes else { return nil }
    return make(.strike(opens: opens, closes: closes), end: place + 2)
  }
}

// MARK: - References and footnote calls

extension InlineSyntax.Matcher {
  /// `[@id]`: only `@id` is taken; cmark makes text of the brackets, which are dropped later.
  func reference() -> InlineSyntax.Node? {
    guard opensBracket() else { return nil }
    var end = place + 1
    while end < text.count, end - place < 400, AttributeParser.isNameByte(text[end]) { end += 1 }
    guard end > place + 1, byte(end) == UInt8(ascii: "]"), byte(end + 1) != UInt8(ascii: "(") else {
      return nil
    }
    let id = source(place + 1, end)
    return make(.reference(id, start: record.positions.offset(in: parent, at: place - 1)), end: end)
  }

  /// `[^label]`, likewise.
  func noteCall() -> InlineSyntax.Node? {
    guard opensBracket(), let label = NoteLabel.parse(text, at: place + 1),
      byte(label.end) == UInt8(ascii: "]")
    else { return nil }
    let start = record.positions.offset(in: parent, at: place - 1)
    return make(.noteCall(label.text, start: start), end: label.end)
  }

  /// Whether the character before is a bracket that cmark has opened.
  private func opensBracket() -> Bool {
    guard byte(place - 1) == UInt8(ascii: "["), let last = parent.pointee.last_child else {
      return false
    }
    return bracket(last) == UInt8(ascii: "[")
  }

  /// The bracket a text node stands for; 0 for ordinary text. cmark gives brackets constant
  /// strings, so that escaped ones, which point into the text, are told apart.
  func bracket(_ node: InlineSyntax.Node) -> UInt8 {
    guard node.pointee.type == UInt16(CMARK_NODE_TEXT.rawValue) else { return 0 }
    let literal = node.pointee.as.literal
    guard literal.alloc == 0, literal.len == 1 || literal.len == 2, let data = literal.data,
      let base = text.baseAddress
    else { return 0 }
    if data >= UnsafeMutablePointer(mutating: base),
      data < UnsafeMutablePointer(mutating: base) + text.count
    {
      return 0
    }
    let last = data[Int(literal.len) - 1]
    return last == UInt8(ascii: "[") || last == UInt8(ascii: "]") ? last : 0
  }
}

// MARK: - Attributes

extension InlineSyntax.Matcher {
  /// Most siblings between the brackets of a span.
  static var longestSpan: Int { 512 }

  /// `{…}` after a bracket, a link, an image or code, or at a heading's end.
  func attributes() -> InlineSyntax.Node? {
    guard let parsed = AttributeParser.parse(text, at: place) else { return nil }
    if let last = parent.pointee.last_child, place > 0, !AttributeParser.isSpace(byte(place - 1)) {
      if bracket(last) == UInt8(ascii: "]") { return span(parsed.attributes, parsed.end, last) }
      let types = [CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_CODE]
      if types.contains(where: { UInt16($0.rawValue) == last.pointee.type }) {
        return make(
          .attributes(parsed.attributes, place: indexPlace(parsed.attributes, parsed.end)),
          end: parsed.end)
      }
    }
    guard text[parsed.end...].allSatisfy(AttributeParser.isSpace), takesAttributes() else {
      return nil
    }
    return make(.blockAttributes(parsed.attributes), end: parsed.end)
  }

  /// The place of attributes that make an index mark; nil for others.
  private func indexPlace(_ attributes: Attributes, _ end: Int) -> SourceSpan? {
    guard attributes.classes.contains("index") else { return nil }
    let start = record.positions.offset(in: parent, at: place)
    return record.span(start, start + end - place)
  }

  private func takesAttributes() -> Bool {
    parent.pointee.type == UInt16(CMARK_NODE_HEADING.rawValue) || CaptionLine.isCaption(text[...])
  }

  private func span(
    _ attributes: Attributes, _ end: Int, _ closing: InlineSyntax.Node
  ) -> InlineSyntax.Node? {
    guard let opening = opening(before: closing) else { return nil }
    let source = Array(text[(place - 1)..<end])
    let mark = SyntaxRecord.InlineMark.spanEnd(
      attributes, source: source, place: indexPlace(attributes, end))
    guard let node = make(mark, end: end) else { return nil }
    opening.pointee.type = UInt16(SyntaxRecord.inlineKind.rawValue)
    tag(opening, .spanStart)
    cmark_node_free(closing)
    return node
  }

  private func opening(before closing: InlineSyntax.Node) -> InlineSyntax.Node? {
    var depth = 1
    var node = closing.pointee.prev
    for _ in 0..<Self.longestSpan {
      guard let candidate = node else { return nil }
      switch bracket(candidate) {
      case UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "["):
        depth -= 1
        if depth == 0 { return candidate.pointee.as.literal.len == 1 ? candidate : nil }
      default: break
      }
      node = candidate.pointee.prev
    }
    return nil
  }
}
