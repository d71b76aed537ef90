import OctavoBase
import OctavoBook
import OctavoStyle

/// Paragraphs, headings and displays.
extension BodyWriter {
  mutating func write(_ blocks: [Block], _ context: BlockContext) {
    for block in blocks { write(block, context) }
  }

  private mutating func write(_ block: Block, _ outer: BlockContext) {
    let outerSpan = blockSpan
    blockSpan = block.span
    defer { blockSpan = outerSpan }
    var context = outer
    context.format = outer.format.in(language(of: block.attributes))
    anchor(block.attributes.id)
    switch block.content {
    case .paragraph(let inlines): writeParagraph(inlines, context)
    case .heading(let level, let inlines): writeHeading(level, inlines, block, context)
    case .quote(let inner): writeDisplay(inner, .blockText, context)
    case .list(let list): write(list, context)
    case .code(let code): writeListing(code, context)
    case .math(let source): writeListing(CodeBlock(language: nil, text: source), context)
    case .sceneBreak: writeSceneBreak()
    case .table(let table): write(table, block, context)
    case .figure(let figure): write(figure, block, context)
    case .container(let container, let inner): write(container, inner, block, context)
    case .verse(let lines): write(verse: lines, block, context)
    case .definitions(let definitions): write(definitions, context)
    }
  }

  // MARK: Paragraphs

  private mutating func writeParagraph(_ inlines: [Inline], _ context: BlockContext) {
    var style = context.style
    var options = placed(context)
    var format = context.format
    if let item = story.pendingItem {
      story.pendingItem = nil
      style = item.style
      options = itemOptions(item, context)
    } else if context.depth > 0 && context.style == .bodyText {
      style = .continuation(context.depth - 1)
      options.isLoose = !context.isTight
    } else if style == .bodyText && story.isFirst {
      style = .firstParagraph
    } else if let indent = context.continuationIndent, !story.isFirst {
      options.firstLine = indent
    }
    options.isRightToLeft = TextDirection.isRightToLeft(inlines) ?? false
    if style == .firstParagraph || style == .bodyText {
      // Letters of such scripts have no capitals, and join: they are not spaced.
      story.leadWords = options.isRightToLeft ? 0 : story.pendingLeadWords
      story.pendingLeadWords = 0
    }
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    begin(style, options)
    writeNoteNumber()
    writePendingLabel(context)
    write(inlines, format, context)
    writePendingMark()
    endParagraph()
    story.leadWords = 0
    story.isFirst = false
  }

  /// What a paragraph of a display states because of the blocks around it.
  func placed(_ context: BlockContext) -> ParagraphOptions {
    var options = ParagraphOptions()
    let look = plan.looks[context.style].paragraph
    if context.left != 0 { options.left = look.left + context.left }
    if context.right != 0 { options.right = look.right + context.right }
    return options
  }

  /// The paragraph that bears an item's marker.
  func itemOptions(_ item: Story.PendingItem, _ context: BlockContext) -> ParagraphOptions {
    var options = ParagraphOptions()
    options.numbering = (item.list, item.level)
    options.isLoose = !context.isTight
    if context.left != 0 || item.level > 4 {
      options.left = ListIndents(plan.sheet).left(item.level) + context.left
      options.firstLine = -ListIndents(plan.sheet).hanging
    }
    return options
  }

  /// Writes a marker that no paragraph has taken: its item begins with something else.
  mutating func writePendingMarkers(_ context: BlockContext) {
    if story.beginsNote {
      begin(plan.gathersNotes ? .endnoteText : .footnoteText)
      writeNoteNumber()
      endParagraph()
    }
    writeLabelAlone(context)
    guard let item = story.pendingItem else { return }
    story.pendingItem = nil
    var options = itemOptions(item, context)
    options.keepsWithNext = true
    begin(item.style, options)
    endParagraph()
  }

  private mutating func writeHeading(
    _ level: Int, _ inlines: [Inline], _ block: Block, _ context: BlockContext
  ) {
    writePendingMarkers(context)
    let style = WordStyle.heading(section: level)
    let id = block.attributes.id ?? division.sectionAnchor(sectionCount)
    if context.calls == .notes {
      sectionCount += 1
      if block.attributes.id == nil { anchor(id) }
      mark(id)
    }
    var format = context.format
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    var options = placed(context)
    options.isRightToLeft = TextDirection.isRightToLeft(inlines) ?? false
    begin(style, options)
    if let number = sectionNumber(level) { put(number + "\u{2002}", format) }
    writeTitle(inlines, id: id, format, context)
    endParagraph()
    story.isFirst = true
  }

  /// A title whose words cross references may print.
  mutating func writeTitle(
    _ inlines: [Inline], id: String, _ format: RunFormat, _ context: BlockContext
  ) {
    guard plan.uses.titles.contains(id) else { return write(inlines, format, context) }
    bookmark(.title, id) { $0.write(inlines, format, context) }
  }

  /// `2.1` for the first section of chapter 2, where the template numbers sections.
  private mutating func sectionNumber(_ level: Int) -> String? {
    guard plan.sheet.numbering.sections, let chapter = division.number else { return nil }
    while sectionCounts.count < level { sectionCounts.append(0) }
    sectionCounts.removeLast(sectionCounts.count - level)
    sectionCounts[level - 1] += 1
    guard level <= plan.sheet.numbering.sectionDepth else { return nil }
    return ([chapter] + sectionCounts).map { "\($0)" }.joined(separator: ".")
  }

  private mutating func writeSceneBreak() {
    writePendingMarkers(BlockContext())
    begin(.sceneBreak)
    if counts { cursor.passObject() }
    put(plan.sheet.ornaments.sceneBreak, RunFormat())
    endParagraph()
    story.isFirst = true
  }

  // MARK: Displays

  /// Blocks set off as a group, such as a quotation.
  mutating func writeDisplay(_ inner: [Block], _ style: WordStyle, _ outer: BlockContext) {
    writePendingMarkers(outer)
    var context = outer
    context.style = style
    if outer.style == style {
      context.left += plan.looks[style].paragraph.left
      context.right += plan.looks[style].paragraph.right
    }
    let look = plan.looks[style].paragraph
    let isText = style == .blockText || style.callout != nil || style.role.isTheorem
    context.continuationIndent =
      isText && look.firstLine == 0 && look.alignment == .justify
      ? plan.looks[.bodyText].paragraph.firstLine : nil
    story.isFirst = true
    if let source = Self.attribution(of: inner, style) {
      write(Array(inner.dropLast()), context)
      begin(.attribution, attributionOptions(source, context))
      write(source, context.format, context)
      endParagraph()
    } else {
      write(inner, context)
    }
    story.isFirst = true
  }

  /// A last paragraph that begins with a dash names the source of a quotation.
  private static func attribution(of inner: [Block], _ style: WordStyle) -> [Inline]? {
    guard style == .blockText || style == .epigraph, inner.count > 1,
      case .paragraph(let last) = inner[inner.count - 1].content,
      Inline.plainText(last).hasPrefix("—")
    else { return nil }
    return last
  }

  private func attributionOptions(
    _ source: [Inline], _ context: BlockContext
  ) -> ParagraphOptions {
    var options = ParagraphOptions()
    options.isRightToLeft = TextDirection.isRightToLeft(source) ?? false
    let look = plan.looks[.attribution].paragraph
    if context.left != 0 { options.left = look.left + context.left }
    if context.right != 0 { options.right = look.right + context.right }
    return options
  }

  private mutating func write(
    _ container: Container, _ inner: [Block], _ block: Block, _ context: BlockContext
  ) {
    switch container {
    case .epigraph: writeDisplay(inner, .epigraph, context)
    case .dedication: writeDisplay(inner, .dedication, context)
    case .letter: writeDisplay(inner, .letter, context)
    case .center: writeDisplay(inner, .centered, context)
    case .callout(let callout): write(callout, inner, block, context)
    case .theorem(let theorem): write(theorem, inner, block, context)
    case .bibliography: write(inner, context)
    case .bibliographyEntry(let number): write(work: inner, number, context)
    case .custom: write(inner, context)
    }
  }

  private mutating func write(
    _ callout: Callout, _ inner: [Block], _ block: Block, _ context: BlockContext
  ) {
    writePendingMarkers(context)
    if let title = block.calloutTitle {
      begin(.calloutHeading, placed(context))
      emit(title, RunFormat())
      endParagraph()
    } else {
      writeGenerated(plan.numbers.words[callout.label], .calloutTitle, placed(context))
    }
    // The title's own space stands above the text already.
    story.spaceAboveNext = nil
    writeDisplay(inner, .callout(callout), context)
  }

  // MARK: Verbatim and verse

  /// Lines of verbatim text as one paragraph.
  private mutating func writeListing(_ code: CodeBlock, _ context: BlockContext) {
    writePendingMarkers(context)
    let lines = code.highlightedLines
    guard !lines.isEmpty else { return }
    var inner = context
    inner.style = .sourceCode
    begin(.sourceCode, placed(inner))
    for (index, line) in lines.enumerated() {
      if index > 0 { breakLine(RunFormat()) }
      for run in line {
        emit(Self.expanded(run.text), RunFormat(flags: run.kind.map(RunFormat.Flags.code) ?? []))
      }
    }
    endParagraph()
    story.isFirst = true
  }

  /// Tabs as the four spaces the printed page has.
  private static func expanded(_ line: Substring) -> String {
    guard line.utf8.contains(0x09) else { return String(line) }
    return String(line.replacing("\t", with: "    "))
  }

  /// Lines as paragraphs, so that only a line too long for the page hangs its rest; a stanza's first
  /// two lines stay together, and its last two.
  private mutating func write(
    verse lines: [[Inline]], _ block: Block, _ context: BlockContext
  ) {
    var numbering = VerseNumbering(block.attributes)
    writePendingMarkers(context)
    var inner = context
    inner.style = .verse
    var format = context.format
    if plan.looks[.verse].run.isItalic { format.flags.insert(.isInItalic) }
    for (index, stanza) in lines.split(whereSeparator: \.isEmpty).enumerated() {
      for (number, line) in stanza.enumerated() {
        var options = placed(inner)
        options.isRightToLeft = TextDirection.isRightToLeft(line) ?? false
        options.keepsWithNext =
          stanza.count > 1 && (number == 0 || number == stanza.count - 2)
        if index > 0 && number == 0 {
          options.before = plan.sheet.page.grid.twips
          options.isLoose = true
        }
        begin(.verse, options)
        write(line, format, context)
        if let number = numbering.next() {
          writeElement("<w:tab/>")
          put("\(number)", RunFormat(flags: .verseNumber))
        }
        endParagraph()
      }
    }
    story.isFirst = true
  }
}
