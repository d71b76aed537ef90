import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoText

/// Turns a division's blocks into styled flow blocks.
struct FlowBuilder {
  let division: Division
  let sheet: StyleSheet
  let numbers: BookNumbers
  let images: ImageTable
  /// Page numbers of labels, as known so far.
  let labels: LabelTable
  /// How the division's notes are called.
  let notes: NoteCalls
  var blocks: [FlowBlock] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var reads = LabelReads()
  private(set) var sections: [SectionEntry] = []
  /// Whether the next paragraph follows an opening, a heading or a display.
  private var isFirst = true
  /// How the next body paragraph begins.
  private var entry = Openings.Opening.Entry.plain
  /// Gathered notes called so far.
  private var calledNotes: Set<String> = []
  /// Where in `blocks` a call-out begins, or has ended.
  private var calloutEdges: Set<Int> = []
  /// How many panels displays have been given.
  private var panelCount = 0

  init(
    division: Division, notes: NoteCalls, sheet: StyleSheet, numbers: BookNumbers,
    images: ImageTable, labels: LabelTable
  ) {
    self.division = division
    self.notes = notes
    self.sheet = sheet
    self.numbers = numbers
    self.images = images
    self.labels = labels
  }

  // MARK: Steps

  mutating func begin(entry: Openings.Opening.Entry) {
    self.entry = entry
    isFirst = true
  }

  mutating func add(_ block: FlowBlock) { blocks.append(block) }

  /// Least distance of the first block after the opening from the text block's top.
  var textTop = Length.zero

  mutating func add(_ content: [Block], _ context: Context) {
    for block in content { add(block, context) }
  }

  /// Takes over the page numbers that lines made elsewhere print.
  mutating func record(_ other: LabelReads) {
    for read in other.pages { reads.record(read) }
  }

  /// Takes over what a builder of an inner text found.
  mutating func merge(_ inner: FlowBuilder) {
    diagnostics += inner.diagnostics
    record(inner.reads)
  }

  mutating func warn(_ code: String, _ message: String, at span: SourceSpan, hints: [String] = []) {
    diagnostics.append(Diagnostic(.warning, code, message, at: span, hints: hints))
  }

  private mutating func add(_ block: Block, _ surroundings: Context) {
    var context = surroundings
    context.language = block.attributes.language ?? context.language
    context.direction = BaseDirection(block.attributes) ?? context.direction
    let count = blocks.count
    let top = textTop
    textTop = .zero
    defer {
      if blocks.count > count { blocks[count].leastTop = max(blocks[count].leastTop, top) }
      if blocks.count == count { textTop = top }
    }
    switch block.content {
    case .paragraph(let inlines): addParagraph(inlines, block, context)
    case .heading(let level, let inlines): addHeading(level, inlines, block, context)
    case .quote(let inner): addDisplay(inner, role: .quote, context)
    case .list(let list): addList(list, context)
    case .code(let code): addCode(code, block, context)
    case .sceneBreak: addSceneBreak(block)
    case .table(let table): addTable(table, block, context)
    case .figure(let figure): addFigure(figure, block, context)
    case .container(let container, let inner): add(container, inner, block, context)
    case .verse(let lines): addVerse(lines, block, context)
    case .math(let source): addMath(source, block, context)
    case .definitions(let definitions): addDefinitions(definitions, context)
    }
    if let id = block.attributes.id, blocks.count > count { blocks[count].anchors.append(id) }
  }

  // MARK: Paragraphs

  private mutating func addParagraph(_ inlines: [Inline], _ block: Block, _ context: Context) {
    var role = context.role
    if role == .body && isFirst && !context.isTight { role = .bodyFirst }
    var style = nested(sheet[role], context)
    if context.isTight { style.indent = .zero }
    var paragraph = FlowParagraph(
      text: flatten(inlines, style.text, block.span, context), style: style, role: role)
    if context.role == .body {
      if context.depth == 0 { paragraph.entry = entry }
      entry = .plain
      isFirst = false
    }
    guard !paragraph.text.isEmpty else { return }
    var flow = FlowBlock(.paragraphs([paragraph]), role: role, style: style)
    flow.span = block.span
    blocks.append(flow)
  }

  /// Inline nodes as styled text.
  mutating func flatten(
    _ inlines: [Inline], _ style: TextStyle, _ span: SourceSpan?, _ context: Context? = nil
  ) -> ParagraphText {
    var style = style
    style.language = context?.language ?? style.language
    let labels = labels
    var read: [LabelReads.Read] = []
    var text = ParagraphText()
    withoutActuallyEscaping({ (reference: Reference) -> String? in
      let value = labels.text(for: reference)
      read.append(LabelReads.Read(reference: reference, value: value))
      return value
    }) { resolve in
      let surroundings = InlineFlattener.Surroundings(
        sheet: sheet, resolve: resolve, notes: notes)
      var flattener = InlineFlattener(surroundings: surroundings)
      flattener.append(inlines, style: style)
      text = flattener.text
    }
    for item in read { reads.record(item) }
    keepFirstCalls(&text)
    warnOfImages(inlines)
    text.source = span
    text.direction = context?.direction ?? .fromText
    return text
  }

  /// A note is called back to once: only its first call is a place.
  private mutating func keepFirstCalls(_ text: inout ParagraphText) {
    guard notes.place.isGathered, !text.marks.isEmpty else { return }
    text.marks.removeAll { mark in
      guard case .anchor(let name) = mark.kind, name.hasPrefix("note-call:") else { return false }
      return !calledNotes.insert(name).inserted
    }
  }

  /// Pictures inside a line are not set; their descriptions stand in their places.
  private mutating func warnOfImages(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .image(let image):
        warn(
          "layout.inline-image",
          "the picture “\(image.path)” stands inside a line; its description is set in its place",
          at: image.span, hints: ["give it a paragraph of its own to show it as a figure"])
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner), .span(_, let inner):
        warnOfImages(inner)
      default: break
      }
    }
  }

  /// Ems of the text's size that are left of the measure, however deep the nesting.
  private static let leastEms = 8

  /// A style set in by the containers around it, as far as the measure bears it.
  func nested(_ style: ParagraphStyle, _ context: Context) -> ParagraphStyle {
    var style = style
    style.insetLeft += context.insetLeft
    style.insetRight += context.insetRight
    let room = sheet.page.measure - sheet[.body].text.size * Self.leastEms
    let excess = style.insetLeft + style.insetRight - max(room, .zero)
    if excess > .zero {
      let right = min(excess, max(style.insetRight, .zero))
      style.insetRight -= right
      style.insetLeft = max(style.insetLeft - (excess - right), .zero)
    }
    return style
  }

  /// Forgets that a paragraph came before: the next one begins flush.
  mutating func startAnew() { isFirst = true }

  private mutating func addHeading(
    _ level: Int, _ inlines: [Inline], _ block: Block, _ context: Context
  ) {
    let role = StyleRole.section(level)
    var style = nested(sheet[role], context)
    style.keepWithNext = true
    let anchor = block.attributes.id ?? division.sectionAnchor(sections.count)
    let number = numbers.sectionNumber(anchor)
    var text = number.map { sectionLabel($0, style) } ?? ParagraphText()
    text.append(flatten(inlines, style.text, block.span, context))
    text.source = block.span
    text.direction = context.direction
    var flow = FlowBlock(
      .paragraphs([FlowParagraph(text: text, style: style, role: role)]), role: role, style: style)
    flow.span = block.span
    let title = Inline.plainText(inlines)
    if level == 1 {
      flow.sectionTitle = title
      flow.sectionNumber = number ?? ""
    }
    if block.attributes.id == nil { flow.anchors.append(anchor) }
    sections.append(SectionEntry(level: level, title: title, anchor: anchor))
    blocks.append(flow)
    enclose(from: blocks.count - 1, as: role)
    startAnew()
  }

  /// A section's number and the white space after it.
  private func sectionLabel(_ number: String, _ style: ParagraphStyle) -> ParagraphText {
    let look = sheet[.sectionNumber].applied(to: style.text, bodySize: sheet[.body].text.size)
    var text = ParagraphText()
    text.append((number + "\u{2003}").utf8, style: look)
    return text
  }

  /// Adds a line of the contents; what is drawn around it is as wide as its numeral and number.
  mutating func addEntry(_ block: FlowBlock) {
    blocks.append(block)
    enclose(from: blocks.count - 1, as: block.role, within: sheet[block.role])
  }

  /// Puts a role's panel behind the blocks added since `start`.
  ///
  /// - Parameter frame: whose insets hold; those of the first block unless given.
  mutating func enclose(from start: Int, as role: StyleRole, within frame: ParagraphStyle? = nil) {
    guard let style = sheet[role].panel, start < blocks.count else { return }
    let frame = frame ?? blocks[start].style
    let panel = FlowPanel(
      id: panelCount, style: style, alignment: sheet[role].alignment,
      insetLeft: frame.insetLeft, insetRight: frame.insetRight)
    panelCount += 1
    for index in start..<blocks.count { blocks[index].panels.insert(panel, at: 0) }
  }

  private mutating func addSceneBreak(_ block: Block) {
    let style = sheet[.sceneBreak]
    var text = ParagraphText()
    text.append(sheet.ornaments.sceneBreak.utf8, style: style.text)
    if text.isEmpty { text.append([0x20], style: style.text) }
    var flow = FlowBlock(
      .paragraphs([FlowParagraph(text: text, style: style, role: .sceneBreak)]),
      role: .sceneBreak, style: style)
    flow.span = block.span
    blocks.append(flow)
    startAnew()
  }

  // MARK: Displays

  /// Blocks set off as a group, such as a quotation: space before the first, after the last.
  mutating func addDisplay(_ inner: [Block], role: StyleRole, _ context: Context) {
    let outer = sheet[role]
    var context = within(role, context)
    context.role = role
    let start = blocks.count
    add(inner, context)
    markAttribution(from: start, role: role)
    closeUp(from: start, as: role, before: outer.spaceBefore, after: outer.spaceAfter)
    enclose(from: start, as: role, within: nested(sheet[role], context))
    startAnew()
  }

  /// Where a display stands: set in by one of its own kind around it.
  private func within(_ role: StyleRole, _ context: Context) -> Context {
    guard context.role == role else { return context }
    var context = context
    context.insetLeft += sheet[role].insetLeft
    context.insetRight += sheet[role].insetRight
    return context
  }

  /// Takes the space between the blocks of a group away where they are of one kind, and that of the
  /// group's own paragraphs everywhere; puts the group's own at its ends. A call-out within the group
  /// keeps the room of its rules.
  mutating func closeUp(
    from start: Int, as role: StyleRole? = nil, before: Length, after: Length
  ) {
    guard start < blocks.count else { return }
    for index in start..<blocks.count {
      blocks[index].continuesDisplay = index > start
      let isOwn = blocks[index].role == role
      if index > start, !calloutEdges.contains(index) {
        let isLikeLast = blocks[index].role == blocks[index - 1].role
        if isOwn || isLikeLast { blocks[index].style.spaceBefore = .zero }
        if isLikeLast { indentContinuation(index) }
      }
      if index < blocks.count - 1, !calloutEdges.contains(index + 1),
        isOwn || blocks[index].role == blocks[index + 1].role
      {
        blocks[index].style.spaceAfter = .zero
      }
    }
    blocks[start].style.spaceBefore = before
    blocks[blocks.count - 1].style.spaceAfter = after
  }

  /// A display's second paragraph is indented like the text's, to tell it from the first.
  private mutating func indentContinuation(_ index: Int) {
    let role = blocks[index].role
    guard role == .quote || role.isCallout || role.isTheorem,
      case .paragraphs(var paragraphs) = blocks[index].content, paragraphs[0].marker == nil,
      paragraphs[0].style.indent == .zero, paragraphs[0].style.alignment == .justify
    else { return }
    paragraphs[0].style.indent = sheet[.body].indent
    blocks[index].content = .paragraphs(paragraphs)
  }

  /// A last paragraph that begins with a dash names the source of a quotation.
  private mutating func markAttribution(from start: Int, role: StyleRole) {
    guard role == .quote || role == .epigraph, blocks.count - start > 1,
      case .paragraphs(var paragraphs) = blocks[blocks.count - 1].content,
      paragraphs.count == 1, paragraphs[0].text.bytes.starts(with: "—".utf8)
    else { return }
    var style = sheet[.attribution]
    style.insetLeft += blocks[blocks.count - 1].style.insetLeft
    style.insetRight += blocks[blocks.count - 1].style.insetRight
    paragraphs[0].style = style
    paragraphs[0].role = .attribution
    blocks[blocks.count - 1].content = .paragraphs(paragraphs)
    blocks[blocks.count - 1].role = .attribution
    blocks[blocks.count - 2].style.keepWithNext = true
  }

  private mutating func add(
    _ container: Container, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    switch container {
    case .epigraph: addDisplay(inner, role: .epigraph, context)
    case .dedication: addDisplay(inner, role: .dedication, context)
    case .letter: addDisplay(inner, role: .letter, context)
    case .center: addDisplay(inner, role: .center, context)
    case .callout(let callout): addCallout(callout, inner, block, context)
    case .theorem(let theorem): addTheorem(theorem, inner, block, context)
    case .bibliography: addBibliography(inner, context)
    case .bibliographyEntry(let number):
      addWork(inner, number: number, column: numberColumn(number ?? 0), context)
    case .custom: add(inner, context)
    }
  }

  private mutating func addCallout(
    _ callout: Callout, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    let role = StyleRole.callout(callout)
    var style = nested(sheet[.calloutTitle], within(role, context))
    style.keepWithNext = true
    var text = ParagraphText()
    text.source = block.span
    let title = block.calloutTitle
    text.append((title ?? numbers.words[callout.label]).utf8, style: style.text)
    // What the manuscript says is the book's text, whatever it looks like.
    let line = FlowParagraph(text: text, style: style, role: title == nil ? .calloutTitle : role)
    let start = blocks.count
    var head = FlowBlock(.paragraphs([line]), role: .calloutTitle, style: style)
    head.span = block.span
    blocks.append(head)
    addDisplay(inner, role: role, context)
    defer { calloutEdges.formUnion([start, blocks.count]) }
    guard blocks.count > start + 1 else { return }
    if !calloutEdges.contains(start + 1) { blocks[start + 1].style.spaceBefore = .zero }
    blocks[start + 1].continuesDisplay = true
    blocks[start].style.spaceAfter = .zero
    if let panel = blocks[start + 1].panels.first { blocks[start].panels = [panel] }
  }
}
