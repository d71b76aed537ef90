import OctavoBook
import OctavoStyle

/// Blocks as elements.
extension DivisionWriter {
  mutating func add(_ blocks: [Block], _ context: Context) {
    let last = attribution(of: blocks, context.role)
    for (index, block) in blocks.enumerated() {
      add(block, context, isAttribution: index == last)
    }
  }

  /// The last paragraph of a quotation or epigraph that begins with a dash names its source.
  func attribution(of blocks: [Block], _ role: StyleRole) -> Int? {
    guard role == .quote || role == .epigraph, blocks.count > 1,
      case .paragraph(let inlines)? = blocks.last?.content,
      Inline.plainText(inlines).hasPrefix("—")
    else { return nil }
    return blocks.count - 1
  }

  mutating func add(_ block: Block, _ context: Context, isAttribution: Bool = false) {
    let outer = blockSpan
    blockSpan = block.span
    defer {
      endWord()
      blockSpan = outer
    }
    switch block.content {
    case .paragraph(let inlines) where isAttribution:
      addText("p", inlines, block, classes: ["attribution"])
    case .paragraph(let inlines): addParagraph(inlines, block, context)
    case .heading(let level, let inlines): addHeading(level, inlines, block, context)
    case .quote(let inner): addGroup("blockquote", inner, block, role: .quote, context)
    case .list(let list): addList(list, block, context)
    case .code(let code): addCode(code, block, context)
    case .sceneBreak: addSceneBreak(block, context)
    case .table(let table): addTable(table, block, context)
    case .figure(let figure): addFigure(figure, block, context)
    case .container(let container, let inner): add(container, inner, block, context)
    case .verse(let lines): addVerse(lines, block)
    case .math(let source): addMath(source, block, context)
    case .definitions(let definitions): addDefinitions(definitions, block, context)
    }
  }

  // MARK: Text

  private mutating func addParagraph(_ inlines: [Inline], _ block: Block, _ context: Context) {
    if context.isTight && block.attributes.isEmpty && pendingLabel == nil && pendingMark == nil {
      add(inlines)
      return markup.endLine()
    }
    var classes: [String] = []
    if context.role == .body && context.depth == 0 {
      if isFirst { classes.append("first") }
      classes += begin(inlines)
    } else if !isFirst
      && (context.role == .quote || context.role.isCallout || context.role.isTheorem)
    {
      classes.append("next")
    }
    isFirst = false
    addText("p", inlines, block, classes: classes)
    leadIn = nil
  }

  /// How a chapter's first paragraph begins; the classes it takes.
  private mutating func begin(_ inlines: [Inline]) -> [String] {
    defer { entry = .plain }
    guard entry != .plain else { return [] }
    let words = edition.sheet[.leadIn].leadWords
    // Letters of scripts that run from right to left have no capitals, and join.
    if words > 0 && TextDirection.isRightToLeft(inlines) != true {
      leadIn = LeadInExtent(words: words)
    }
    let text = Inline.plainText(inlines)
    guard entry == .dropCap, let first = text.first, first.isLetter, text.utf8.count > 200 else {
      return []
    }
    return ["drop-cap"]
  }

  private mutating func addText(
    _ element: String, _ inlines: [Inline], _ block: Block, classes: [String]
  ) {
    markup.raw("<\(element)")
    addCommon(block.attributes, classes: classes, directionOf: inlines)
    markup.raw(">")
    addPendingLabel()
    add(inlines)
    addPendingMark()
    markup.raw("</\(element)>\n")
  }

  private mutating func addHeading(
    _ level: Int, _ inlines: [Inline], _ block: Block, _ context: Context
  ) {
    flushMarkers(element: "div")
    let element = headingElement(level + 1)
    let anchor = nextSectionAnchor()
    markup.raw("<\(element)")
    if block.attributes.id == nil { addID(anchor) }
    addCommon(
      block.attributes, classes: [DivisionClass.name(.section(level))], directionOf: inlines)
    markup.raw(">")
    if let number = sectionNumber(level) {
      markup.raw("<span class=\"label\">")
      markup.text(number)
      markup.raw("</span> ")
    }
    add(inlines)
    markup.raw("</\(element)>\n")
    isFirst = true
  }

  private mutating func addSceneBreak(_ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    markup.raw("<hr")
    addCommon(block.attributes, classes: ["scene-break"])
    markup.raw("/>\n")
    passObject()
    isFirst = true
  }

  // MARK: Groups

  private mutating func addGroup(
    _ element: String, _ inner: [Block], _ block: Block, role: StyleRole, _ context: Context,
    semantics: String? = nil
  ) {
    flushMarkers(element: "div")
    markup.raw("<\(element)")
    addCommon(block.attributes, classes: [DivisionClass.name(role)])
    if let semantics { markup.raw(" epub:type=\"\(semantics)\" role=\"doc-\(semantics)\"") }
    markup.raw(">\n")
    var nested = context
    nested.role = role
    nested.isTight = false
    isFirst = true
    add(inner, nested)
    markup.raw("</\(element)>\n")
    isFirst = true
  }

  private mutating func add(
    _ container: Container, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    switch container {
    case .epigraph:
      addGroup(
        "blockquote", inner, block, role: .epigraph, context,
        semantics: division.kind == .epigraph ? nil : "epigraph")
    case .dedication: addGroup("div", inner, block, role: .dedication, context)
    case .letter: addGroup("div", inner, block, role: .letter, context)
    case .center: addGroup("div", inner, block, role: .center, context)
    case .callout(let callout): addCallout(callout, inner, block, context)
    case .theorem(let theorem): addTheorem(theorem, inner, block, context)
    case .bibliography: addBibliography(inner, block, context)
    case .bibliographyEntry(let number): addWork(number, inner, block, context)
    case .custom(let name):
      markup.raw("<div")
      addCommon(
        block.attributes,
        classes: block.attributes.classes.contains(name) ? [] : [DivisionClass.custom(name)])
      markup.raw(">\n")
      add(inner, context)
      markup.raw("</div>\n")
    }
  }

  private mutating func addCallout(
    _ callout: Callout, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    flushMarkers(element: "div")
    markup.raw("<div")
    addCommon(block.attributes, classes: ["callout", callout.rawValue])
    markup.raw(callout.isNotice ? " epub:type=\"notice\" role=\"doc-notice\"" : " role=\"note\"")
    if let title = block.calloutTitle {
      markup.raw(">\n<p class=\"callout-title\">")
      write(title)
      endWord()
    } else {
      markup.raw(">\n<p class=\"label callout-title\">")
      markup.text(edition.words[callout.label])
    }
    markup.raw("</p>\n")
    var nested = context
    nested.role = .callout(callout)
    nested.isTight = false
    isFirst = true
    add(inner, nested)
    markup.raw("</div>\n")
    isFirst = true
  }

  // MARK: Verbatim

  private mutating func addCode(_ code: CodeBlock, _ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    markup.raw("<pre")
    addCommon(block.attributes)
    markup.raw("><code")
    if let language = code.language {
      markup.attribute("class", "language-" + IdentifierTable.valid(language, isMade: true))
    }
    markup.raw(">")
    for (number, line) in code.highlightedLines.enumerated() {
      if number > 0 { write("\n") }
      for run in line { write(run) }
    }
    markup.raw("</code></pre>\n")
    isFirst = true
  }

  private mutating func write(_ run: CodeRun) {
    guard let kind = run.kind else { return write(String(run.text)) }
    markup.raw("<span")
    markup.attribute("class", DivisionClass.name(.code(kind)))
    markup.raw(">")
    write(String(run.text))
    markup.raw("</span>")
  }

  private mutating func addMath(_ source: String, _ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    markup.raw("<pre")
    addCommon(block.attributes)
    markup.raw("><code class=\"math\">")
    write(source)
    markup.raw("</code></pre>\n")
    isFirst = true
  }

  private mutating func addVerse(_ lines: [[Inline]], _ block: Block) {
    markup.raw("<div")
    addCommon(block.attributes, classes: ["verse"])
    markup.raw(">\n")
    var numbering = VerseNumbering(block.attributes)
    for stanza in lines.split(whereSeparator: \.isEmpty) {
      markup.raw("<div class=\"stanza\">\n")
      for line in stanza {
        markup.raw("<p")
        addDirection(of: line)
        markup.raw(">")
        if let number = numbering.next() {
          markup.raw("<span class=\"label verse-number\">")
          markup.text("\(number)")
          markup.raw("</span>")
        }
        add(line)
        endWord()
        markup.raw("</p>\n")
      }
      markup.raw("</div>\n")
    }
    markup.raw("</div>\n")
    isFirst = true
  }
}
