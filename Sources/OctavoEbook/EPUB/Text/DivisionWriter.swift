import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes a division as content documents: one, or several where it is long.
struct DivisionWriter {
  /// What the book's other pieces give.
  struct Surroundings: Sendable {
    let edition: Edition
    let ids: IdentifierTable
    let images: EPUBImages
    let contents: ContentsList
  }

  /// Where in nested blocks the writer is.
  struct Context {
    /// What plain paragraphs are.
    var role: StyleRole = .body
    /// Whether paragraphs are items of a tight list, without an element of their own.
    var isTight = false
    /// Depth of lists.
    var depth = 0
    /// How numbered lists are numbered here; nil outside of any.
    var numbering: ListNumbering?
  }

  /// Bytes after which a file ends at the next border of blocks. Reading systems load a file
  /// whole; the limit commonly named is 300 KB.
  static let fileSize = 200_000

  private(set) var division: Division
  private(set) var index: Int
  let surroundings: Surroundings
  var markup = XHTMLText()
  /// The files that are full.
  private var full: [XHTMLText] = []
  var diagnostics: [Diagnostic] = []
  /// The block being written; nil in the division's opening.
  var blockSpan: SourceSpan?
  private var cursor = ReadingCursor()
  private var markers: PageMarkers
  /// False within notes, whose words are none of the reading text.
  private var countsWords = true
  /// Notes called since the file began, in order.
  var pendingNotes: [Int] = []
  /// The division whose notes are written at the book's end; nil elsewhere.
  var gathering: GatheredNotes?
  /// How often each note was called.
  var calls: [Int: Int] = [:]
  /// Whether the next paragraph follows a heading or a display.
  var isFirst = true
  /// How the next paragraph of running text begins.
  var entry = Openings.Opening.Entry.plain
  /// The level of the last heading's element, 0 before the first.
  private var headingLevel = 0
  private var sectionCount = 0
  private var sectionNumbers = SectionNumbers()
  /// The ids of the index marks written.
  var marked: Set<String> = []
  /// What the next paragraph begins with, which no block of the manuscript holds.
  var pendingLabel: TheoremLabel?
  /// The mark that the next paragraph ends with.
  var pendingMark: String?
  /// Words of a lead-in still to come.
  var leadIn: LeadInExtent?

  init(_ division: Division, index: Int, _ surroundings: Surroundings) {
    self.division = division
    self.index = index
    self.surroundings = surroundings
    markers = PageMarkers(
      division: index, in: surroundings.edition.pages, ids: surroundings.ids)
  }

  var edition: Edition { surroundings.edition }

  /// The division's markup in files, with what was found.
  static func write(
    _ division: Division, index: Int, _ surroundings: Surroundings
  ) -> (files: [XHTMLText], diagnostics: [Diagnostic]) {
    var writer = DivisionWriter(division, index: index, surroundings)
    writer.run()
    return (writer.full, writer.diagnostics)
  }

  private mutating func run() {
    openSection(isContinuation: false)
    addOpening()
    let role: StyleRole =
      switch division.kind {
      case .dedication: .dedication
      case .epigraph: .epigraph
      default: .body
      }
    var context = Context()
    context.role = role
    let blocks = division.blocks.flatMap { BlockSplitter.split($0, limit: Self.fileSize / 2) }
    let last = attribution(of: blocks, role)
    for (index, block) in blocks.enumerated() {
      breakLongFile()
      add(block, context, isAttribution: index == last)
    }
    switch division.kind {
    case .contents: addEntries(surroundings.contents.entries)
    case .figures, .tables:
      addEntries(CaptionList(division.kind, book: edition.book, numbers: edition.numbers).entries)
    default: break
    }
    if division.kind == .index { addIndex() }
    if division.kind == .notes { addGatheredNotes() }
    cursor.endWord()
    while let marker = markers.takeAny() { write(marker, element: "div") }
    closeFile()
    reportRemoved()
  }

  // MARK: Files

  private mutating func openSection(isContinuation: Bool) {
    let semantics = DivisionSemantics(division)
    markup.raw("<section")
    markup.attribute("class", DivisionClass.name(division.kind))
    if isContinuation {
      let title = Inline.plainText(division.title)
      markup.attribute("aria-label", ifSet: title.isEmpty ? nil : title)
    } else {
      if let id = surroundings.ids[division.id] {
        markup.attribute("id", id)
        markup.define(id)
      }
      markup.attribute("epub:type", ifSet: semantics.type)
      markup.attribute("role", ifSet: semantics.role)
      addName()
    }
    markup.raw(">\n")
    markup.define(Self.top(index, full.count))
    flushMarkers(element: "div")
  }

  /// What leads to the beginning of a division's file.
  static func top(_ division: Int, _ file: Int) -> String { "\(division)/\(file)" }

  /// Names the section for readers who move by landmarks: by its heading, or by what it is.
  private mutating func addName() {
    if hasHeading { return markup.attribute("aria-labelledby", "title-\(index + 1)") }
    let words = edition.words
    switch division.kind {
    case .halfTitle: markup.attribute("aria-label", words["Half title"])
    case .copyright: markup.attribute("aria-label", words["Copyright"])
    case .dedication: markup.attribute("aria-label", words["Dedication"])
    case .epigraph: markup.attribute("aria-label", words["Epigraph"])
    default: break
    }
  }

  /// Ends the file where it is long enough, between two blocks.
  mutating func breakLongFile() {
    if markup.bytes.count > Self.fileSize { breakFile() }
  }

  /// Ends a file between two blocks and begins the next.
  private mutating func breakFile() {
    closeFile()
    openSection(isContinuation: true)
  }

  private mutating func closeFile() {
    addNotes()
    markup.raw("</section>\n")
    full.append(markup)
    markup = XHTMLText()
    headingLevel = min(headingLevel, 1)
  }

  private mutating func reportRemoved() {
    let removed = full.reduce(0) { $0 + $1.removed }
    guard removed > 0 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, "epub.illegal-character",
        "\(removed) character\(removed == 1 ? "" : "s") that XML has no place for \(removed == 1 ? "is" : "are") left out of the e-book",
        at: division.span,
        hints: ["control characters and noncharacters print nothing; remove them"]))
  }

  // MARK: Notes

  /// Goes on as if in another division, with calls of its own.
  mutating func enter(_ other: Division, _ number: Int) {
    division = other
    index = number
    calls = [:]
    pendingNotes = []
  }

  /// What follows is none of the book's running text.
  mutating func beginUncounted() {
    cursor.endWord()
    countsWords = false
  }

  /// What follows is running text again.
  mutating func endUncounted() { countsWords = true }

  /// The footnotes called in the file, at its end; where they are many, in further files.
  private mutating func addNotes() {
    guard !pendingNotes.isEmpty, !edition.gathersNotes else { return }
    cursor.endWord()
    countsWords = false
    let first = isFirst
    openNotes()
    var position = 0
    while position < pendingNotes.count {
      if markup.bytes.count > Self.fileSize && position > 0 {
        markup.raw("</section>\n</section>\n")
        full.append(markup)
        markup = XHTMLText()
        markup.raw("<section")
        markup.attribute("class", DivisionClass.name(division.kind))
        markup.raw(">\n")
        markup.define(Self.top(index, full.count))
        openNotes()
      }
      let count = pendingNotes.count
      add(note: pendingNotes[position])
      position += 1
      // A note that another calls has its number after it, and before those called later.
      if pendingNotes.count > count { pendingNotes[position...].sort() }
    }
    markup.raw("</section>\n")
    pendingNotes = []
    countsWords = true
    isFirst = first
  }

  private mutating func openNotes() {
    markup.raw("<section class=\"footnotes\" epub:type=\"footnotes\"")
    markup.attribute("aria-label", edition.words["Notes"])
    markup.raw(">\n")
  }

  /// Appends text that is among the book's words, with the markers of pages that begin in it.
  mutating func write(_ text: String) {
    guard countsWords else { return markup.text(text) }
    guard leadIn != nil || markers.isNear(cursor.place, words: text.utf8.count / 2 + 1) else {
      cursor.pass(text)
      return markup.text(text)
    }
    if leadIn != nil { markup.raw(Self.leadInStart) }
    ReadingStep.forEach(in: text) { step, scalar in
      if step == .character { flushMarkers(element: "span") }
      cursor.pass(step)
      if leadIn?.ends(before: scalar) == true {
        leadIn = nil
        markup.raw("</span>")
      }
      markup.character(scalar)
    }
    if leadIn != nil { markup.raw("</span>") }
  }

  private static let leadInStart = "<span class=\"lead-in\">"

  /// Notes that words end here, as at a line's end.
  mutating func endWord() { if countsWords { cursor.endWord() } }

  /// Counts what stands for a word without being text.
  mutating func passObject() { if countsWords { cursor.passObject() } }

  /// Counts words that are described instead of written.
  mutating func pass(_ text: String) {
    guard countsWords else { return }
    cursor.pass(text)
    flushMarkers(element: "span")
  }

  /// Writes the markers of the pages that begin here.
  mutating func flushMarkers(element: String) {
    guard countsWords else { return }
    while let marker = markers.take(at: cursor.place) { write(marker, element: element) }
  }

  private mutating func write(_ marker: PageMarkers.Marker, element: String) {
    markup.raw("<\(element) epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"\(marker.id)\"")
    markup.attribute("aria-label", marker.label)
    markup.raw(element == "div" ? "></div>\n" : "></span>")
    markup.define(marker.id)
  }

  // MARK: Counts

  /// The element of a heading: the level below the last at most, so that none is skipped.
  mutating func headingElement(_ level: Int) -> String {
    headingLevel = min(level, headingLevel + 1, 6)
    return "h\(headingLevel)"
  }

  /// What leads to the next section heading that has no id.
  mutating func nextSectionAnchor() -> String {
    sectionCount += 1
    return division.sectionAnchor(sectionCount - 1)
  }

  /// The number printed before a section's title; nil where the template counts none.
  mutating func sectionNumber(_ level: Int) -> String? {
    guard edition.sheet.numbering.sections, countsWords, let chapter = division.number else {
      return nil
    }
    let number = sectionNumbers.next(level, in: chapter)
    return level <= edition.sheet.numbering.sectionDepth ? number : nil
  }
}
