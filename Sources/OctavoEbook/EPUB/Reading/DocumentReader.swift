import OctavoBook

/// Reads the content documents of an e-book back as `BookContent`.
///
/// What the template generates is known by the class `label`, the calls of notes, back-links and
/// page markers by their roles.
struct DocumentReader {
  private(set) var pieces: [BookContent.Piece] = []
  /// The ids and links of the documents read.
  private(set) var links = LinkTable()
  /// Where the words of pictures in lines stand, which no marker can part.
  private(set) var pictures: [(piece: Int, words: Range<ReadingPlace>)] = []
  private var text = WordCollector()
  private var heading: WordCollector?
  private var note: WordCollector?
  private var noteNumber = 0
  private var notes: [(number: Int, text: String, alternatives: [String])] = []
  /// The piece the note belongs to, where it stands elsewhere.
  private var noteOwner: Int?
  private var noteAlternatives: [String] = []
  /// The document's path in the archive.
  private var file = ""
  private var open: [Element] = []
  /// How many open elements are passed over.
  private var skipped = 0

  private struct Element {
    let name: String
    let isSkipped: Bool
    let isFootnote: Bool
  }

  private static let inline: Set<String> = [
    "a", "span", "em", "strong", "del", "sup", "sub", "code", "img",
  ]
  private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

  /// Reads a document; false where it is not well-formed.
  ///
  /// - Parameter file: its path in the archive.
  mutating func read(_ bytes: [UInt8], at file: String) -> Bool {
    self.file = file
    var scanner = XMLScanner(bytes)
    open = []
    skipped = 0
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        start(name, attributes)
        if isEmpty { end(name) }
      case .end(let name): end(name)
      case .text(let words): add(words)
      case .instruction, .other: break
      }
    }
    endWords()
    return !scanner.isDamaged
  }

  /// The pieces read, the last one finished.
  mutating func finish() -> [BookContent.Piece] {
    close()
    for index in pieces.indices { pieces[index].references = links.references(of: index) }
    return pieces
  }

  // MARK: Elements

  private mutating func start(_ name: String, _ attributes: [XMLScanner.Attribute]) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    if name == "section" && open.count == 2 { begin(value("id"), value("class")) }
    let classes = value("class")?.split(separator: " ") ?? []
    let role = value("role")
    let isMade =
      name == "head" || classes.contains("label") || role == "doc-noteref"
      || role == "doc-backlink" || role == "doc-pagebreak" || role == "doc-cover"
    let isFootnote = role == "doc-footnote"
    if !Self.inline.contains(name) { endWords() }
    if isMade { skipped += 1 }
    open.append(Element(name: name, isSkipped: isMade, isFootnote: isFootnote))
    if isFootnote { beginNote(value("id")) }
    if let id = value("id") { define(id, role) }
    if name == "a", role != "doc-backlink", let address = value("href"), !pieces.isEmpty {
      links.link(address, in: file, at: place)
    }
    if Self.headings.contains(name) && note == nil { heading = WordCollector() }
    if name == "hr" { addObject() }
    if name == "img" && role != "doc-cover" { addPicture(value("alt") ?? "") }
    if classes.contains("missing") { addDescription(value("aria-label") ?? "", isMade) }
  }

  private mutating func end(_ name: String) {
    guard let element = open.popLast() else { return }
    if element.isSkipped { skipped -= 1 }
    if !Self.inline.contains(name) { endWords() }
    if element.isFootnote { endNote() }
    if Self.headings.contains(name), var words = heading, !pieces.isEmpty {
      let text = words.take()
      if !text.isEmpty { pieces[pieces.count - 1].headings.append(text) }
      heading = nil
    }
  }

  /// Where the text is.
  private var place: ContentReference.Place {
    // Notes gathered at the book's end are their divisions' own.
    let owner = note == nil ? nil : noteOwner
    return ContentReference.Place(
      piece: owner.flatMap { pieces.indices.contains($0) ? $0 : nil } ?? pieces.count - 1,
      note: note == nil ? nil : noteNumber - 1,
      word: note?.begun ?? text.begun)
  }

  private mutating func define(_ id: String, _ role: String?) {
    switch role {
    case "doc-footnote": links.defineNote(id, in: file, index: noteNumber - 1)
    case "doc-pagebreak":
      links.mark(id, in: file, at: MarkerPlace(piece: pieces.count - 1, place: text.place))
    default: links.define(id, in: file, at: place)
    }
  }

  private mutating func add(_ words: String) {
    guard skipped == 0 else { return }
    if note != nil { note?.append(words) } else { text.append(words) }
    heading?.append(words)
  }

  private mutating func endWords() {
    text.endWord()
    note?.endWord()
    heading?.endWord()
  }

  private mutating func addObject() {
    if note != nil { note?.appendObject() } else { text.appendObject() }
  }

  private mutating func addPicture(_ alternative: String) {
    keep(alternative)
    guard !open.contains(where: { $0.name == "figure" }) else { return addObject() }
    let start = text.place
    add(alternative)
    if text.place > start { pictures.append((pieces.count - 1, start..<text.place)) }
  }

  private mutating func addDescription(_ alternative: String, _ isFigure: Bool) {
    if isFigure { addObject() }
    keep(alternative)
  }

  private mutating func keep(_ alternative: String) {
    if note != nil {
      noteAlternatives.append(alternative)
    } else if !pieces.isEmpty {
      pieces[pieces.count - 1].alternatives.append(alternative)
    }
  }

  // MARK: Pieces

  /// A section with an id begins a division; one without goes on with the last.
  private mutating func begin(_ id: String?, _ style: String?) {
    guard let id, style != "cover" else { return }
    close()
    pieces.append(BookContent.Piece(name: id))
  }

  private mutating func close() {
    guard !pieces.isEmpty else { return }
    text.endWord()
    let last = pieces.count - 1
    pieces[last].words = text.words
    notes.sort { $0.number < $1.number }
    pieces[last].notes += notes.map(\.text)
    pieces[last].alternatives += notes.flatMap(\.alternatives)
    text = WordCollector()
    notes = []
  }

  private mutating func beginNote(_ id: String?) {
    note = WordCollector()
    noteAlternatives = []
    let numbers = id?.split(separator: "-").compactMap { Int($0) } ?? []
    noteNumber = numbers.last ?? 0
    noteOwner = numbers.count > 1 ? numbers[0] - 1 : nil
  }

  private mutating func endNote() {
    guard var words = note else { return }
    note = nil
    guard let owner = noteOwner, pieces.indices.contains(owner) else {
      return notes.append((noteNumber, words.take(), noteAlternatives))
    }
    pieces[owner].notes.append(words.take())
    pieces[owner].alternatives += noteAlternatives
  }
}
