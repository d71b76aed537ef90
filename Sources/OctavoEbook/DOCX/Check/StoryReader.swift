import OctavoBase
import OctavoBook

/// Reads the paragraphs of one part of a document.
struct StoryReader {
  /// What is read of a note.
  struct Note {
    var text = WordCollector()
    var alternatives: [String] = []
  }

  /// What is read of a section.
  struct Section {
    var words = WordCollector()
    var headings: [String] = []
    var noteCalls: [String] = []
    var alternatives: [String] = []

    /// The section with the notes it calls.
    func content(_ notes: [String: Note]) -> BookContent.Piece {
      var piece = BookContent.Piece(name: headings.first ?? "")
      piece.words = words.words
      piece.headings = headings
      let called = noteCalls.compactMap { notes[$0] }
      piece.notes = called.map { note in
        var text = note.text
        return text.take()
      }
      piece.alternatives = alternatives + called.flatMap(\.alternatives)
      return piece
    }
  }

  private(set) var pieces: [Section] = []
  private(set) var notes: [String: Note] = [:]
  /// Whether each division has a title of its own.
  let titles: [Bool]
  /// Whether the sections of each division bear numbers.
  let hasSectionNumbers: [Bool]
  private var section = Section()
  private var note: String?
  private var paragraph: DocumentParagraph?
  /// The fields open, outermost first: the first word of each instruction, and whether its result
  /// has begun.
  private var fields: [(name: String, hasResult: Bool)] = []
  private var element = ""

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
      case .other: break
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
    case "w:br": paragraph?.append("\n")
    case "w:tab" where value("w:pos").isEmpty: paragraph?.stretches.append("")
    case "w:footnoteReference", "w:endnoteReference":
      paragraph?.noteCalls.append(value("w:id"))
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
      notes[value("w:id")] = Note()
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
      guard !fields.isEmpty, fields[fields.count - 1].name.isEmpty else { return }
      let name = text.split(separator: " ").first.map(String.init) ?? ""
      fields[fields.count - 1].name = name
    } else if element == "w:t" {
      guard !fields.contains(where: { $0.name == "NOTEREF" || isFolio($0.name) }) else { return }
      paragraph?.append(text)
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
    if let note { return add(read, toNote: note) }
    let index = pieces.count
    let hasTitle = index < titles.count && titles[index]
    let text = read.text(
      hasTitle: hasTitle,
      hasSectionNumbers: index < hasSectionNumbers.count && hasSectionNumbers[index])
    section.words.append(text)
    section.words.endWord()
    if read.isHeading(hasTitle: hasTitle) {
      var words = WordCollector()
      words.append(text)
      let heading = words.take()
      if !heading.isEmpty { section.headings.append(heading) }
    }
    section.noteCalls += read.noteCalls
    section.alternatives += read.alternatives
    if read.endsSection { endSection() }
  }

  private mutating func add(_ read: DocumentParagraph, toNote id: String) {
    notes[id]?.text.append(read.text(hasTitle: true, hasSectionNumbers: false))
    notes[id]?.text.endWord()
    notes[id]?.alternatives += read.alternatives
  }

  private mutating func endSection() {
    pieces.append(section)
    section = Section()
  }
}
