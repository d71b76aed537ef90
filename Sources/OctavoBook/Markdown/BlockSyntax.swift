import CMarkGFM
import OctavoBase

/// Block constructs that Markdown lacks: fenced divs, display mathematics, definitions, footnotes.
///
/// Called by cmark for each line that starts none of its own blocks (CommonMark §"Phase 1").
enum BlockSyntax {
  typealias Parser = UnsafeMutablePointer<cmark_parser>
  typealias Node = UnsafeMutablePointer<cmark_node>
  typealias Line = UnsafeBufferPointer<UInt8>

  /// Deepest nesting of divs; a deeper fence is text.
  static let deepestDiv = 64

  /// cmark's `open_block` hook: the node the line opens, or nil.
  static func open(
    _ syntax: MarkdownSyntax.Extension?, _ parser: Parser, _ parent: Node,
    _ line: Line
  ) -> Node? {
    let place = Int(parser.pointee.first_nonspace)
    guard place + 1 < line.count, let record = SyntaxRecord.of(parser) else { return nil }
    if MarkdownSyntax.shared.isTable(parent), TableLimit.isReached(record, parent) {
      return cmark_parser_add_child(parser, parent, CMARK_NODE_PARAGRAPH, Int32(place) + 1)
    }
    switch (line[place], line[place + 1]) {
    case (UInt8(ascii: ":"), UInt8(ascii: ":")):
      let opener = Opener(parser: parser, parent: parent, line: line, place: place, record: record)
      return opener.div(syntax)
    case (UInt8(ascii: ":"), 0x20), (UInt8(ascii: ":"), 0x09),
      (UInt8(ascii: "T"), UInt8(ascii: "a")):
      let opener = Opener(parser: parser, parent: parent, line: line, place: place, record: record)
      return opener.caption() ?? opener.definition(syntax)
    case (UInt8(ascii: "$"), UInt8(ascii: "$")):
      let opener = Opener(parser: parser, parent: parent, line: line, place: place, record: record)
      return opener.math(syntax)
    case (UInt8(ascii: "["), UInt8(ascii: "^")):
      let opener = Opener(parser: parser, parent: parent, line: line, place: place, record: record)
      return opener.note(syntax)
    default: return nil
    }
  }

  /// cmark's `match_block` hook: whether an open block of ours goes on with this line.
  static func matches(_ parser: Parser, _ line: Line, _ node: Node) -> Bool {
    guard let record = SyntaxRecord.of(parser), let index = SyntaxRecord.index(of: node) else {
      return false
    }
    switch record.blocks[index].kind {
    case .div: return matchDiv(parser, line, node, record, index)
    case .divEnd: return false
    case .math: return matchMath(parser, line, record, index)
    case .definition(let indent): return matchIndented(parser, line, by: indent)
    case .noteDefinition: return matchIndented(parser, line, by: 4)
    }
  }

  private static func matchDiv(
    _ parser: Parser, _ line: Line, _ node: Node, _ record: SyntaxRecord, _ index: Int
  ) -> Bool {
    guard record.blocks[index].end == nil else {
      // The fence's rest looked blank to cmark, which would loosen a list around the div.
      node.pointee.flags &= ~UInt16(CMARK_NODE__LAST_LINE_BLANK.rawValue)
      return false
    }
    if case .div(let attributes) = record.blocks[index].kind, attributes.classes.first == "verse" {
      let number = record.firstLine + Int(parser.pointee.line_number) - 1
      if parser.pointee.indent > 0, !parser.pointee.blank {
        record.verseIndents[number] = Int(parser.pointee.indent)
      }
      advance(parser, line, parser.pointee.first_nonspace - parser.pointee.offset, columns: false)
    }
    return true
  }

  private static func matchMath(
    _ parser: Parser, _ line: Line, _ record: SyntaxRecord, _ index: Int
  ) -> Bool {
    guard record.blocks[index].end == nil else { return false }
    let rest = line[min(Int(parser.pointee.offset), line.count)...]
    let closing = closing(of: UnsafeBufferPointer(rebasing: rest))
    record.blocks[index].text += closing.map { rest.prefix($0.text) } ?? rest
    if let closing {
      record.blocks[index].attributes = closing.attributes
      record.blocks[index].end = record.offset(parser, at: Int32(lineEnd(line)))
    }
    advance(parser, line, Int32(lineEnd(line)) - parser.pointee.offset, columns: false)
    return true
  }

  private static func matchIndented(_ parser: Parser, _ line: Line, by indent: Int32) -> Bool {
    if parser.pointee.indent >= indent {
      advance(parser, line, indent, columns: true)
      return true
    }
    if parser.pointee.blank {
      advance(parser, line, parser.pointee.first_nonspace - parser.pointee.offset, columns: false)
    }
    return parser.pointee.blank
  }

  /// Where display mathematics ends on a line: the bytes of TeX before `$$`, and what follows it.
  static func closing(of line: Line) -> (text: Int, attributes: Attributes)? {
    var index = 0
    while index + 1 < line.count {
      if line[index] == UInt8(ascii: "\\") {
        index += 2
      } else if line[index] == UInt8(ascii: "$"), line[index + 1] == UInt8(ascii: "$") {
        break
      } else {
        index += 1
      }
    }
    guard index + 1 < line.count else { return nil }
    var rest = index + 2
    while rest < line.count, AttributeParser.isSpace(line[rest]) { rest += 1 }
    if rest == line.count { return (index, Attributes()) }
    guard let parsed = AttributeParser.parse(line, at: rest),
      line[parsed.end...].allSatisfy(AttributeParser.isSpace)
    else { return nil }
    return (index, parsed.attributes)
  }

  static func advance(_ parser: Parser, _ line: Line, _ count: Int32, columns: Bool) {
    guard let base = line.baseAddress, count > 0 else { return }
    base.withMemoryRebound(to: CChar.self, capacity: line.count) {
      cmark_parser_advance_offset(parser, $0, count, columns ? 1 : 0)
    }
  }

  /// The index of the line's end characters.
  static func lineEnd(_ line: Line) -> Int {
    var end = line.count
    while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
