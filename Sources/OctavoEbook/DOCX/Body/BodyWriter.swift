import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes the divisions of a book as the body of a document, and its notes with them.
struct BodyWriter {
  let plan: DocumentPlan
  var story = Story()
  /// The story of footnotes, or of endnotes where the book gathers them.
  var notes = Story()
  var numbering = NumberingPart()
  var bookmarks = BookmarkNames()
  /// Bookmarks written so far; each has a number of its own.
  var bookmarkCount = 0
  var paragraphIDs = ParagraphIDs()
  var noteCount = 0
  var media = MediaFiles()
  var diagnostics: [Diagnostic] = []
  /// The block being written; nil in a division's opening.
  var blockSpan: SourceSpan?
  private var runProperties: [RunFormat: [UInt8]] = [:]

  // MARK: The division

  var division: Division { plan.book.divisions[divisionIndex] }
  var divisionIndex = 0
  /// A number for the division's paragraph ids, from its own id.
  var divisionHash: UInt64 = 0
  /// How many words of the division's reading text were written.
  var cursor = ReadingCursor()
  /// Whether what is written is part of the reading text; notes are not.
  var counts = true
  /// Whether a link surrounds what is written: there are none within links.
  var isInLink = false
  /// The number of each note called so far in this division.
  var noteNumbers: [Int: Int] = [:]
  /// Section headings written so far in this division.
  var sectionCount = 0
  /// Sections counted so far, by level.
  var sectionCounts: [Int] = []

  // MARK: The book

  /// Where each heading that the contents list stands, and each mark for the index.
  var places: [String: (division: Int, place: ReadingPlace)] = [:]
  /// The bookmarks of the index's ranges that are open, by the anchor that ends each.
  var openRanges: [String: Int] = [:]
  private var illegalCount = 0

  init(_ plan: DocumentPlan) { self.plan = plan }

  /// Writes all divisions, each handed over when it is complete; what is filled in from the others
  /// comes last.
  mutating func write(_ handOver: (DivisionMarkup) -> Void) {
    let divisions = plan.book.divisions
    let isFilledIn = divisions.map { $0.kind.isContents || $0.kind == .index }
    for filledIn in [false, true] {
      for index in divisions.indices where isFilledIn[index] == filledIn {
        begin(index)
        writeDivision()
        handOver(end())
      }
    }
  }

  private mutating func begin(_ index: Int) {
    divisionIndex = index
    var builder = FingerprintBuilder()
    builder.combine(division.id)
    divisionHash = builder.finish().high
    cursor = ReadingCursor()
    counts = plan.folios.hasPlaces
    noteNumbers = [:]
    sectionCount = 0
    sectionCounts = []
    story.isFirst = true
    story.lastPropertiesEnd = nil
    story.pendingItem = nil
    story.spaceAboveNext = nil
    story.pendingLeadWords = 0
    if plan.listed.contains(division.id) || plan.uses.places.contains(division.id) {
      story.pendingAnchors = [division.id]
    }
    mark(division.id)
  }

  /// Closes the division with a paragraph that can say what its section looks like.
  private mutating func end() -> DivisionMarkup {
    if story.lastPropertiesEnd == nil {
      begin(.sectionEnd)
      endParagraph()
    }
    guard let end = story.lastPropertiesEnd else {
      preconditionFailure("a paragraph was ended")
    }
    let markup = DivisionMarkup(
      division: divisionIndex, bytes: story.xml.bytes, propertiesEnd: end)
    reportIllegal()
    story.xml = WordMarkup()
    return markup
  }

  private mutating func reportIllegal() {
    let found = story.xml.illegalCount + notes.xml.illegalCount - illegalCount
    illegalCount = notes.xml.illegalCount
    guard found > 0 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, "docx.illegal-character",
        "\(found) \(found == 1 ? "character" : "characters") that XML does not allow were left out of “\(name)”",
        at: division.span, hints: ["look for control characters in the manuscript"]))
  }

  private var name: String {
    let title = Inline.plainText(division.title)
    return title.isEmpty ? division.id : title
  }

  /// Remembers where the text has come to under a name.
  mutating func mark(_ anchor: String) {
    guard counts, plan.listed.contains(anchor) else { return }
    cursor.endWord()
    places[anchor] = (divisionIndex, cursor.place)
  }

  /// The `w:rPr` of a run.
  mutating func properties(of format: RunFormat) -> [UInt8] {
    if let known = runProperties[format] { return known }
    let made = format.properties()
    runProperties[format] = made
    return made
  }
}
