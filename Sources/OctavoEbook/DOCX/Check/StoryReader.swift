import OctavoBase
import OctavoBook

/// Reads the paragraphs of one part of a document.
struct StoryReader {
  /// What is read of a note, or of a section without the notes it calls.
  struct Passage {
    var words = WordCollector()
    var headings: [String] = []
    var alternatives: [String] = []
    /// Each with how many words begin before it.
    var references: [(word: Int?, reference: StoryReference)] = []
    /// Bookmarks with how many words begin before them.
    var bookmarks: [(name: String, word: Int)] = []
    /// The page numbers that the contents print.
    var folios: [String] = []
    /// The lines of the index.
    var indexLines: [String] = []
  }

  private(set) var sections: [Passage] = []
  private(set) var notes: [String: Passage] = [:]
  /// The note called within each bookmark.
  private(set) var markedCalls: [String: String] = [:]
  /// Whether each division has a title of its own.
  let titles: [Bool]
  /// Whether the sections of each division bear numbers.
  let hasSectionNumbers: [Bool]
  private var section = Passage()
  private var note: String?
  private var paragraph: DocumentParagraph?
  /// The fields open, outermost first: the first word of each instruction, and whether its result
  /// has begun.
  private var fields: [(name: String, hasResult: Bool)] = []
  private var element = ""
  private var lastBookmark: String?
  /// Whether the template made the words of the run being read.
  private var isGenerated = false

  init(titles: [Bool], hasSectionNumbers: [Bool]) {
    self.titles = titles
    self.hasSectionNumbers = hasSectionNumbers
  }

  mutating func read(_ bytes: [UInt8], _ part: String) throws(OctavoError) {
    var scanner = XMLScanner(bytes)
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        start(name, attributes)
        if isEmpty { end(name) }
      case .end(let name): end(name)
      case .text(let text): add(text)
      case .instruction, .other: break
      }
    }
    guard !scanner.isDamaged else {
      throw OctavoError(.badInput, "docx.damaged", "“\(part)” is not well-formed")
    }
  }

  // MARK: Elements

  private mutating func start(_ name: String, _ attributes: [XMLScanner.Attribute]) {
    func value(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
    element = name
    switch name {
    case "w:p": paragraph = DocumentParagraph()
    case "w:pStyle": paragraph?.style = WordStyle(rawValue: value("w:val"))
    case "w:r": isGenerated = false
    case "w:rStyle": isGenerated = CharacterStyle(rawValue: value("w:val"))?.isGenerated == true
    case "w:br": paragraph?.append("\n")
    case "w:tab" where value("w:pos").isEmpty: paragraph?.tabulate()
    case "w:footnoteReference", "w:endnoteReference":
      paragraph?.mark(.reference(.note(value("w:id"))))
      if let lastBookmark { markedCalls[lastBookmark] = value("w:id") }
    case "w:bookmarkStart":
      lastBookmark = value("w:name")
      paragraph?.mark(.bookmark(value("w:name")))
    case "w:bookmarkEnd": lastBookmark = nil
    case "w:hyperlink":
      let anchor = value("w:anchor")
      paragraph?.mark(
        .reference(anchor.isEmpty ? .relation(value("r:id")) : .bookmark(anchor)))
    case "wp:docPr":
      // Within a line a picture stands for the words that describe it.
      if paragraph?.style == .figure {
        paragraph?.pictures.append(value("descr"))
      } else {
        paragraph?.append(value("descr"))
      }
    case "w:fldChar": change(field: value("w:fldCharType"))
    case "w:sectPr": paragraph?.endsSection = true
    case "w:footnote", "w:endnote":
      note = value("w:id")
      notes[value("w:id")] = Passage()
    default: break
    }
  }

  private mutating func end(_ name: String) {
    element = ""
    switch name {
    case "w:p": endParagraph()
    case "w:footnote", "w:endnote": note = nil
    case "w:body": endSection()
    default: break
    }
  }

  private mutating func add(_ text: String) {
    if element == "w:instrText" {
      begin(field: text)
    } else if element == "w:t", !isGenerated {
      if fields.contains(where: { isFolio($0.name) }) { paragraph?.folio += text }
      guard !fields.contains(where: { $0.name == "NOTEREF" || isFolio($0.name) }) else { return }
      paragraph?.append(text)
    }
  }

  /// Takes a field's instruction; of those that refer to a bookmark, also where they lead.
  private mutating func begin(field instruction: String) {
    guard !fields.isEmpty, fields[fields.count - 1].name.isEmpty else { return }
    let parts = instruction.split(separator: " ").map(String.init)
    let name = parts.first ?? ""
    fields[fields.count - 1].name = name
    guard parts.count > 1, !isFolio(name) else { return }
    switch name {
    case "REF": paragraph?.mark(.reference(.field(parts[1])))
    case "PAGEREF": paragraph?.mark(.reference(.bookmark(parts[1])))
    case "NOTEREF": paragraph?.mark(.reference(.markedCall(parts[1])))
    default: break
    }
  }

  /// Whether a field is a page number of the contents, not a reference of the text.
  private func isFolio(_ name: String) -> Bool {
    name == "PAGEREF" && paragraph?.style?.isContents == true
  }

  private mutating func change(field kind: String) {
    switch kind {
    case "begin": fields.append(("", false))
    case "separate":
      if !fields.isEmpty { fields[fields.count - 1].hasResult = true }
    default:
      guard let field = fields.popLast(), field.name == "SEQ" else { return }
      let end = paragraph?.whole.endIndex
      paragraph?.countEnd = end
    }
  }

  // MARK: Paragraphs

  private mutating func endParagraph() {
    guard let read = paragraph else { return }
    paragraph = nil
    if let note {
      let text = read.text(hasTitle: true, hasSectionNumbers: false)
      notes[note]?.add(read, text)
      return
    }
    let index = sections.count
    let hasTitle = index < titles.count && titles[index]
    let text = read.text(
      hasTitle: hasTitle,
      hasSectionNumbers: index < hasSectionNumbers.count && hasSectionNumbers[index])
    section.add(read, text)
    if read.isHeading(hasTitle: hasTitle) {
      var words = WordCollector()
      words.append(text)
      let heading = words.take()
      if !heading.isEmpty { section.headings.append(heading) }
    }
    if read.endsSection { endSection() }
  }

  private mutating func endSection() {
    sections.append(section)
    section = Passage()
  }
}

extension StoryReader.Passage {
  /// Takes a paragraph.
  ///
  /// - Parameter text: the words of the book in it.
  fileprivate mutating func add(_ paragraph: DocumentParagraph, _ text: String) {
    var taken = 0
    for mark in paragraph.marks {
      let offset = paragraph.offset(of: mark, in: text)
      if offset > taken {
        words.append(Self.piece(of: text, taken..<offset))
        taken = offset
      }
      switch mark.kind {
      case .bookmark(let name):
        // The number of a figure stands in its caption, and leads to the picture above.
        let isOfFigure =
          paragraph.style == .caption && offset == 0
          && words.words.last == String(ReadingText.object)
        bookmarks.append((name, isOfFigure ? words.begun - 1 : words.begun))
      case .reference(.field(let name)): references.append((nil, .field(name)))
      case .reference(let reference): references.append((words.begun, reference))
      }
    }
    words.append(taken == 0 ? text : Self.piece(of: text, taken..<text.utf8.count))
    words.endWord()
    alternatives += paragraph.alternatives
    if !paragraph.folio.isEmpty { folios.append(paragraph.folio) }
    if paragraph.isOfIndex { indexLines.append(paragraph.whole) }
  }

  private static func piece(of text: String, _ range: Range<Int>) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(text[start..<bytes.index(start, offsetBy: range.count)])
  }
}

/// What a document refers to, as its markup names it.
enum StoryReference {
  /// A note, by its id.
  case note(String)
  /// The note that a bookmark's call leads to.
  case markedCall(String)
  case bookmark(String)
  /// A bookmark whose number or title is repeated; words that are no part of it may stand before.
  case field(String)
  /// A relation of the part, by its id.
  case relation(String)
}
