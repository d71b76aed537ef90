import CMarkGFM
import OctavoBase

/// What the syntax extensions saw while cmark parsed one text.
///
/// A class because cmark's callbacks reach it by a pointer in the document node; it lives and is
/// used on one thread, for one parse.
final class SyntaxRecord {
  /// A block that Markdown does not have; a node's user data holds its 1-based index.
  struct BlockMark {
    enum Kind {
      case div(Attributes)
      /// The `:::` line that closes a div.
      case divEnd
      case math
      case definition(indent: Int32)
      case noteDefinition(label: String)
    }

    let kind: Kind
    /// Byte offset of the block's first byte in the file.
    let start: Int
    /// Byte offset past the block, once its closing line was seen.
    var end: Int?
    /// The lines of a math block.
    var text: [UInt8] = []
    /// What stood after a math block's closing `$$`.
    var attributes = Attributes()
  }

  /// An inline that Markdown does not have; a node's user data holds its 1-based index.
  enum InlineMark {
    case math(String, isDisplay: Bool)
    case reference(String, start: Int)
    case noteCall(String, start: Int)
    /// The bracket that opens a citation.
    case citationStart
    case citation(CitationSource)
    /// The tildes of a strikethrough, paired up among siblings later.
    case strike(opens: Bool, closes: Bool)
    case spanStart
    /// Closes the nearest `spanStart` among its siblings; the bytes are the source of both brackets'
    /// end, printed when there is none. Where index marks stand is known.
    case spanEnd(Attributes, source: [UInt8], place: SourceSpan?)
    /// Belongs to the node before it. Where index marks stand is known.
    case attributes(Attributes, place: SourceSpan?)
    /// Belongs to the block it ends.
    case blockAttributes(Attributes)
  }

  /// What cmark takes an inline of ours for: the kind that nothing else uses (its own footnotes are
  /// off) and that a table's cell, too, may hold. A custom inline is lost there.
  static let inlineKind = CMARK_NODE_FOOTNOTE_REFERENCE

  let file: SourceFile
  /// Lines of the file above the parsed text.
  let firstLine: Int
  var blocks: [BlockMark] = []
  var inlines: [InlineMark] = []
  var diagnostics: [Diagnostic] = []
  /// Columns of indentation of a verse's lines, by 0-based line of the file.
  var verseIndents: [Int: Int] = [:]
  var positions: SourcePositions
  /// Whether the book has works to cite.
  var citesWorks = false
  var dollars = DollarScan()
  /// The table being read and the cells its rows have been filled up to.
  var table: (node: UnsafeMutablePointer<cmark_node>, cells: Int)?
  /// The footnotes defined, by label in lower case; the first of equals.
  var notes: [String: NoteDefinition] = [:]
  /// The labels in the order of their definitions.
  var noteLabels: [String] = []

  /// A citation as written, from its first `@` on.
  struct CitationSource {
    let form: Citation.Form
    /// In the order written; the first one's prefix stands before, as inlines.
    let items: [CitationParser.Item]
    let text: [UInt8]
    /// Where the first `@` stands in the file.
    let start: Int
  }

  struct NoteDefinition {
    let node: UnsafeMutablePointer<cmark_node>
    /// The label's own place.
    let span: SourceSpan
  }

  init(file: SourceFile, firstLine: Int) {
    self.file = file
    self.firstLine = firstLine
    positions = SourcePositions(file: file, firstLine: firstLine)
  }

  /// The record of the parse that calls back.
  static func of(_ parser: UnsafeMutablePointer<cmark_parser>) -> SyntaxRecord? {
    guard let pointer = parser.pointee.root?.pointee.user_data else { return nil }
    return Unmanaged<SyntaxRecord>.fromOpaque(pointer).takeUnretainedValue()
  }

  func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(file: file.id, start: start, end: end)
  }

  /// The file offset of a place in the line cmark is reading.
  func offset(_ parser: UnsafeMutablePointer<cmark_parser>, at column: Int32) -> Int {
    let line = firstLine + Int(parser.pointee.line_number)
    return file.offset(line: line, byteColumn: Int(column) + 1)
  }

  func add(_ mark: BlockMark, to node: UnsafeMutablePointer<cmark_node>) {
    blocks.append(mark)
    node.pointee.user_data = UnsafeMutableRawPointer(bitPattern: blocks.count)
    if case .noteDefinition(let label) = mark.kind { define(label, node, mark.start) }
  }

  private func define(_ label: String, _ node: UnsafeMutablePointer<cmark_node>, _ start: Int) {
    let span = span(start, start + label.utf8.count + 3)
    let key = label.lowercased()
    if let first = notes[key] {
      diagnostics.append(
        Diagnostic(
          .error, "book.double-note", "the footnote '\(label)' is defined twice", at: span,
          related: [.init(message: "first defined here", span: first.span)]))
    } else {
      notes[key] = NoteDefinition(node: node, span: span)
      noteLabels.append(key)
    }
  }

  /// The index of a block's mark; nil for Markdown's own blocks.
  static func index(of node: UnsafeMutablePointer<cmark_node>) -> Int? {
    guard node.pointee.type == UInt16(CMARK_NODE_CUSTOM_BLOCK.rawValue) else { return nil }
    return node.pointee.user_data.map { Int(bitPattern: $0) - 1 }
  }

  /// The mark of an inline of ours.
  func inlineMark(of node: UnsafeMutablePointer<cmark_node>) -> InlineMark? {
    guard node.pointee.type == UInt16(Self.inlineKind.rawValue) else { return nil }
    return node.pointee.user_data.map { inlines[Int(bitPattern: $0) - 1] }
  }

  /// Whether a block is a div whose closing fence was not seen yet.
  func isOpenDiv(_ index: Int) -> Bool {
    if case .div = blocks[index].kind { blocks[index].end == nil } else { false }
  }

  /// The place of `bytes` in the lines from `line` (1-based, of the parsed text) on; the line's
  /// start where they are not found as written.
  func locate(_ bytes: some Collection<UInt8>, line: Int) -> SourceSpan {
    let start = file.offset(line: firstLine + line, byteColumn: 1)
    let end = min(file.offset(line: firstLine + line + 3, byteColumn: 1), start + 4096)
    let count = bytes.count
    if let first = bytes.first, count <= end - start {
      for place in start...(end - count)
      where file.text[place] == first && file.text[place..<place + count].elementsEqual(bytes) {
        return span(place, place + count)
      }
    }
    return span(start, start)
  }
}
