import CMarkGFM
import OctavoBase

/// Turns cmark's tree into the book's blocks, a section at a time.
struct DocumentConverter {
  let record: SyntaxRecord
  let settings: MarkdownReader.Settings
  var tokens: InlineTokens
  var notes: NoteCalls
  var diagnostics: [Diagnostic] = []
  private var saidTooDeep = false

  /// Deepest nesting of blocks kept; deeper ones become the text they hold.
  static let deepest = 100

  init(record: SyntaxRecord, settings: MarkdownReader.Settings) {
    self.record = record
    self.settings = settings
    tokens = InlineTokens(record: record)
    notes = NoteCalls()
  }

  mutating func convert(_ root: CMarkNode) -> ParsedText {
    var sections: [ParsedText.Section] = []
    var heading: ParsedText.Heading?
    var nodes: [CMarkNode] = []
    for node in root.children {
      if node.kind == CMARK_NODE_HEADING, node.pointee.as.heading.level == 1 {
        append(&sections, heading, nodes)
        nodes.removeAll()
        let span = span(of: node)
        let inlines = inlines(of: node).items
        heading = ParsedText.Heading(
          inlines: inlines, attributes: tokens.blockAttributes, span: span)
      } else {
        nodes.append(node)
      }
    }
    append(&sections, heading, nodes)
    reportUncalled()
    return ParsedText(
      sections: sections, calledNotes: notes.lastLabels,
      diagnostics: Self.sorted(
        record.diagnostics + diagnostics
          + AttributeCheck.diagnostics(sections, in: record.file)))
  }

  private mutating func append(
    _ sections: inout [ParsedText.Section], _ heading: ParsedText.Heading?, _ nodes: [CMarkNode]
  ) {
    var heading = heading
    var blocks = blocks(nodes, depth: 0)
    var (notes, order) = convertNotes()
    if !order.isKept {
      heading = heading.map {
        ParsedText.Heading(
          inlines: order.apply($0.inlines), attributes: $0.attributes, span: $0.span)
      }
      blocks = order.apply(blocks)
      notes = order.apply(notes)
    }
    guard heading != nil || !blocks.isEmpty || !notes.isEmpty else { return }
    let first = heading?.span ?? blocks.first?.span ?? record.span(0, 0)
    let last = blocks.last?.span ?? first
    let span = SourceSpan(file: first.file, start: Int(first.start), end: Int(last.end))
    sections.append(
      ParsedText.Section(heading: heading, blocks: blocks, notes: notes, span: span))
  }

  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      let (first, second) = (a.element.span?.start ?? 0, b.element.span?.start ?? 0)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
  }

  // MARK: - Places

  func span(of node: CMarkNode) -> SourceSpan {
    let start = record.file.offset(
      line: record.firstLine + Int(node.pointee.start_line),
      byteColumn: Int(node.pointee.start_column))
    var end = record.file.offset(
      line: record.firstLine + Int(node.pointee.end_line),
      byteColumn: Int(node.pointee.end_column) + 1)
    while end > start, AttributeParser.isSpace(record.file.text[end - 1]) { end -= 1 }
    return record.span(start, end)
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, _ span: SourceSpan,
    hints: [String] = []
  ) {
    diagnostics.append(Diagnostic(severity, code, message, at: span, hints: hints))
  }

  // MARK: - Inlines

  /// The inlines of a leaf block, smart punctuation done. `tokens.blockAttributes` holds the
  /// attributes that end it.
  mutating func inlines(of node: CMarkNode) -> InlineNesting {
    if let text = plain(node) {
      tokens.removeAll()
      return text
    }
    var reading = InlineTokens(record: record)
    swap(&reading, &tokens)
    reading.removeAll()
    reading.read(node, context: &self)
    reading.smarten(settings.punctuation)
    if reading.isTooDeep { reportTooDeep(span(of: node)) }
    tokens = reading
    return InlineNesting(reading, record: record)
  }

  /// The quick way for a block that is one plain text, as most of a novel's paragraphs are.
  private func plain(_ node: CMarkNode) -> InlineNesting? {
    guard let child = node.pointee.first_child, child.pointee.next == nil,
      child.kind == CMARK_NODE_TEXT, !SmartPunctuation.needsWork(child.literal),
      ControlCharacters.first(in: child.literal[...]) == nil
    else { return nil }
    return InlineNesting(text: String(decoding: child.literal, as: UTF8.self), record: record)
  }

  mutating func reportTooDeep(_ span: SourceSpan) {
    guard !saidTooDeep else { return }
    saidTooDeep = true
    report(
      .warning, "book.deep-nesting",
      "the text is nested more than \(Self.deepest) levels deep; the rest is kept as plain text",
      span)
  }
}
