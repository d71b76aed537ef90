import OctavoBase
import OctavoBook
import OctavoStyle

/// Listings and verse as flow blocks: lines kept as they were written.
extension FlowBuilder {
  mutating func addCode(_ code: CodeBlock, _ block: Block, _ context: Context) {
    addListing(code.highlightedLines, block, context)
  }

  mutating func addMath(_ source: String, _ block: Block, _ context: Context) {
    addListing(CodeBlock(language: nil, text: source).highlightedLines, block, context)
  }

  /// Lines of verbatim text as one block.
  private mutating func addListing(_ lines: [[CodeRun]], _ block: Block, _ context: Context) {
    var style = nested(sheet[.code], context)
    if style.alignment == .justify { style.alignment = .left }
    style.hyphenate = false
    style.indent = -min(sheet.blocks.continuationIndent, style.text.size * 8)
    let mark = continuationMark(style)
    let paragraphs = lines.map { line in
      var content = ParagraphText()
      for run in line {
        let text = run.text.utf8.flatMap { $0 == 0x09 ? [0x20, 0x20, 0x20, 0x20] : [$0] }
        content.append(text, style: self.style(of: run.kind, within: style), isVerbatim: true)
      }
      if content.isEmpty { content.append([0x20], style: style.text, isVerbatim: true) }
      content.source = block.span
      var paragraph = FlowParagraph(text: content, style: style, role: .code)
      paragraph.continuation = mark
      return paragraph
    }
    guard !paragraphs.isEmpty else { return }
    var flow = FlowBlock(.paragraphs(paragraphs), role: .code, style: style)
    flow.span = block.span
    let start = blocks.count
    blocks.append(flow)
    enclose(from: start, as: .code, within: nested(sheet[.code], context))
    startAnew()
  }

  private func style(of kind: CodeClass?, within style: ParagraphStyle) -> TextStyle {
    guard let kind else { return style.text }
    return sheet[.code(kind)].applied(to: style.text, bodySize: sheet[.body].text.size)
  }

  /// The mark in the space a wrapped line is set in by.
  private func continuationMark(_ style: ParagraphStyle) -> FlowMarker? {
    guard !sheet.blocks.continuationMark.isEmpty, style.indent < .zero else { return nil }
    var text = ParagraphText()
    text.append(
      sheet.blocks.continuationMark.utf8,
      style: sheet[.codeContinuation].applied(to: style.text, bodySize: sheet[.body].text.size))
    return FlowMarker(
      text: text, left: style.insetLeft, width: -style.indent - style.text.size.scaled(1, 3),
      isFlushLeft: false)
  }

  // MARK: Verse

  mutating func addVerse(_ lines: [[Inline]], _ block: Block, _ context: Context) {
    var style = nested(sheet[.verse], context)
    var numbering = VerseNumbering(block.attributes)
    // Lines end before the column of numbers.
    if numbering.hasNumbers {
      style.insetRight = max(style.insetRight, context.insetRight + style.text.size * 2)
    }
    if let problem = numbering.problem {
      warn("layout.bad-numbers", problem, at: block.span, hints: ["write numbers=5"])
    }
    let start = blocks.count
    for stanza in lines.split(whereSeparator: \.isEmpty) {
      let paragraphs = stanza.map { line in
        var paragraph = FlowParagraph(
          text: flatten(line, style.text, block.span, context), style: style, role: .verse)
        paragraph.marker = numbering.next().map { verseNumber($0, style, context) }
        return paragraph
      }
      var flow = FlowBlock(.paragraphs(paragraphs), role: .verse, style: style)
      flow.span = block.span
      if blocks.count > start {
        flow.style.spaceBefore = sheet.page.grid
        flow.continuesDisplay = true
        blocks[blocks.count - 1].style.spaceAfter = .zero
      }
      blocks.append(flow)
    }
    enclose(from: start, as: .verse, within: nested(sheet[.verse], context))
    startAnew()
  }

  /// A line's number at the measure's right edge.
  private func verseNumber(
    _ number: Int, _ style: ParagraphStyle, _ context: Context
  ) -> FlowMarker {
    let width = style.text.size * 3
    var text = ParagraphText()
    text.append(
      "\(number)".utf8,
      style: sheet[.verseNumber].applied(to: style.text, bodySize: sheet[.body].text.size))
    return FlowMarker(
      text: text, left: sheet.page.measure - context.insetRight - width, width: width,
      isFlushLeft: false)
  }
}
