import OctavoBase
import OctavoBook

/// Paragraphs and runs.
extension BodyWriter {
  /// Opens a paragraph; runs follow.
  mutating func begin(_ style: WordStyle, _ options: ParagraphOptions = ParagraphOptions()) {
    cursor.endWord()
    story.xml.raw("<w:p w14:paraId=\"")
    story.paragraph = Story.OpenParagraph(style: style, idOffset: story.xml.count)
    story.xml.raw("00000000\"><w:pPr><w:pStyle w:val=\"")
    story.xml.raw(text: style.id)
    story.xml.raw("\"/>")
    var options = options
    if let space = story.spaceAboveNext {
      options.before = max(options.before ?? plan.looks[style].paragraph.before, space)
      story.spaceAboveNext = nil
    }
    if story.joinsAbove {
      options.before = 0
      story.joinsAbove = false
    }
    write(options, style)
    story.lastPropertiesEnd = story.xml.count
    story.xml.raw("</w:pPr>")
    story.xml.resetTextHash()
    writePendingAnchors()
  }

  /// The elements in the schema's order (ECMA-376 part 1, §17.3.1.26).
  private mutating func write(_ options: ParagraphOptions, _ style: WordStyle) {
    if options.keepsWithNext { story.xml.raw("<w:keepNext/>") }
    if let (list, level) = options.numbering {
      story.xml.raw(text: NumberingPart.reference(level: level, list: list))
    }
    if let panel = options.panel {
      panel.write(to: &story.xml, against: plan.looks[style].paragraph.panel)
    }
    if options.isRightToLeft { story.xml.raw("<w:bidi/>") }
    story.lastSpacing = (story.xml.count, false)
    if let before = options.before {
      story.xml.raw("<w:spacing")
      story.lastSpacing = (story.xml.count, true)
      story.xml.attribute("w:before", before)
      story.xml.raw("/>")
    }
    if options.left != nil || options.right != nil || options.firstLine != nil {
      story.xml.raw("<w:ind")
      if let left = options.left { story.xml.attribute("w:left", left) }
      if let right = options.right { story.xml.attribute("w:right", right) }
      if let first = options.firstLine {
        if first < 0 {
          story.xml.attribute("w:hanging", -first)
        } else {
          story.xml.attribute("w:firstLine", first)
        }
      }
      story.xml.raw("/>")
    }
    if options.isLoose { story.xml.raw("<w:contextualSpacing w:val=\"0\"/>") }
    if let alignment = options.alignment {
      story.xml.raw("<w:jc")
      story.xml.attribute("w:val", alignment.justification)
      story.xml.raw("/>")
    }
  }

  /// Closes the paragraph and gives it its id.
  mutating func endParagraph() {
    closeRun()
    cursor.endWord()
    guard let paragraph = story.paragraph else { return }
    let id = paragraphIDs.next(
      division: divisionHash, style: paragraph.style, text: story.xml.textHash)
    story.xml.overwrite(at: paragraph.idOffset, with: id)
    story.xml.raw("</w:p>")
    story.paragraph = nil
  }

  /// A paragraph of words the template makes, not the manuscript.
  mutating func writeGenerated(
    _ text: String, _ style: WordStyle, _ options: ParagraphOptions = ParagraphOptions()
  ) {
    begin(style, options)
    put(text, RunFormat())
    endParagraph()
  }

  /// Keeps white space below the paragraph written last, for a table has none of its own.
  mutating func keepSpaceBelowLast(_ space: Int) {
    guard space > 0, story.paragraph == nil, let end = story.lastPropertiesEnd,
      let spacing = story.lastSpacing
    else { return }
    let markup =
      spacing.isWritten ? " w:after=\"\(space)\"" : "<w:spacing w:after=\"\(space)\"/>"
    story.xml.insert(Array(markup.utf8), at: spacing.offset)
    story.lastPropertiesEnd = end + markup.utf8.count
    story.lastSpacing = nil
  }

  // MARK: Runs

  /// Text of the book.
  mutating func emit(_ text: String, _ format: RunFormat) {
    if counts { cursor.pass(text) }
    guard story.leadWords > 0 else { return put(text, format) }
    let end = LeadInLength.end(in: text, words: &story.leadWords)
    put(String(text[..<end]), format.adding(.leadIn))
    if end < text.endIndex { put(String(text[end...]), format) }
  }

  /// Text that is not counted: generated, or counted by the caller.
  mutating func put(_ text: String, _ format: RunFormat) {
    guard TextDirection.mayTurn(text) else { return write(run: text, format) }
    for stretch in TextDirection.stretches(of: text) {
      write(
        run: stretch.text, stretch.isRightToLeft ? format.adding(.rightToLeft) : format)
    }
  }

  private mutating func write(run text: String, _ format: RunFormat) {
    guard !text.isEmpty else { return }
    if story.openRun != format {
      closeRun()
      openRun(format)
      story.xml.raw("<w:t xml:space=\"preserve\">")
      story.openRun = format
    }
    story.xml.text(text)
  }

  mutating func openRun(_ format: RunFormat) {
    story.xml.raw("<w:r>")
    let properties = properties(of: format)
    if !properties.isEmpty { story.xml.raw(bytes: properties) }
  }

  mutating func closeRun() {
    guard story.openRun != nil else { return }
    story.xml.raw("</w:t></w:r>")
    story.openRun = nil
  }

  /// A run that holds an element instead of text.
  mutating func writeElement(_ element: StaticString, _ format: RunFormat = RunFormat()) {
    closeRun()
    openRun(format)
    story.xml.raw(element)
    story.xml.raw("</w:r>")
  }

  /// A forced line end.
  mutating func breakLine(_ format: RunFormat) {
    if counts { cursor.endWord() }
    writeElement("<w:br/>", format)
  }

  // MARK: Bookmarks

  /// Marks what `body` writes.
  mutating func bookmark(
    _ purpose: BookmarkNames.Purpose, _ id: String, _ body: (inout BodyWriter) -> Void
  ) {
    let number = openBookmark(bookmarks.name(purpose, id))
    body(&self)
    closeBookmark(number)
  }

  /// Begins a bookmark, which may end in another paragraph; returns its number.
  mutating func openBookmark(_ name: String) -> Int {
    closeRun()
    let number = bookmarkCount
    bookmarkCount += 1
    story.xml.raw("<w:bookmarkStart")
    story.xml.attribute("w:id", number)
    story.xml.raw(" w:name=\"")
    story.xml.raw(text: name)
    story.xml.raw("\"/>")
    return number
  }

  /// Ends the bookmark with a number.
  mutating func closeBookmark(_ number: Int) {
    closeRun()
    story.xml.raw("<w:bookmarkEnd")
    story.xml.attribute("w:id", number)
    story.xml.raw("/>")
  }

  private mutating func writePendingAnchors() {
    guard !story.pendingAnchors.isEmpty else { return }
    let anchors = story.pendingAnchors
    story.pendingAnchors = []
    for anchor in anchors {
      if plan.uses.places.contains(anchor) { bookmark(.place, anchor) { _ in } }
      if plan.listed.contains(anchor) { bookmark(.contents, anchor) { _ in } }
    }
  }

  /// Makes the next paragraph the place of a block's id, where something leads to it.
  mutating func anchor(_ id: String?) {
    guard let id, plan.uses.places.contains(id) || plan.listed.contains(id) else { return }
    story.pendingAnchors.append(id)
  }
}

/// How much of a paragraph's beginning is its lead-in.
enum LeadInLength {
  /// Where the lead-in ends in a text: past the given number of words, or past the first clause, or
  /// before a letter that runs from right to left; takes from `words` what it used.
  static func end(in text: String, words: inout Int) -> String.Index {
    var previous: UInt8 = 0
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      guard scalar.isASCII else {
        previous = 0
        if TextDirection.isRightToLeft(scalar) == true {
          words = 0
          return index
        }
        continue
      }
      let byte = UInt8(scalar.value)
      if byte == 0x20 {
        words -= 1
        if [0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F].contains(previous) { words = 0 }
        if words == 0 { return index }
      }
      previous = byte
    }
    return text.endIndex
  }
}
