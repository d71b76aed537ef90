import OctavoBase
import OctavoBook
import OctavoStyle

/// Everything the parts of one document are written from; settled before the first is begun.
struct DocumentPlan {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers
  /// What cross references print, with the folios of the printed pages where they are known.
  let labels: LabelTable
  let folios: PrintedFolios
  /// The manuscript's files, for diagnostics.
  let sources: SourceMap
  let uses: ReferenceUses
  let looks: WordLooks
  let contents: ContentsList
  /// The anchors the contents lead to.
  private(set) var listed: Set<String>
  /// Whether notes stand together at the end of each chapter, or of the book.
  var gathersNotes: Bool { notePlace.isGathered }
  /// Where notes stand.
  let notePlace: NoteDesign.Place
  let pictures: DOCXPictures
  /// The anchors that end ranges of the index, by those that begin them.
  let ranges: [String: String]
  /// Whether folios of print may stand in the document: a manuscript has other pages.
  let showsFolios: Bool
  private var divisionNumbers: [String: String] = [:]
  /// Divisions with a title.
  private var titled: Set<String> = []

  init(
    _ source: Edition, pictures: DOCXPictures, sheet: StyleSheet, folios: PrintedFolios?
  ) {
    book = source.book
    sources = source.sources
    self.sheet = sheet
    numbers = BookNumbers(book: source.book, numbering: sheet.numbering)
    labels = source.labels
    self.folios = folios ?? PrintedFolios()
    uses = ReferenceUses(source.book)
    contents = ContentsList(book: source.book, sheet: sheet, numbers: numbers)
    looks = WordLooks(sheet: sheet, numeralWidth: Self.numeralWidth(contents, sheet))
    listed =
      source.book.divisions.contains { $0.kind == .contents }
      ? Set(contents.entries.map(\.anchor)) : []
    for kind in [Division.Kind.figures, .tables]
    where source.book.divisions.contains(where: { $0.kind == kind }) {
      let captions = CaptionList(kind, book: source.book, numbers: numbers).entries
      listed.formUnion(captions.map(\.anchor))
    }
    notePlace = sheet.notes.place(in: source.book)
    self.pictures = pictures
    showsFolios = folios != nil
    ranges = Self.ranges(source.book)
    for division in source.book.divisions {
      divisionNumbers[division.id] = Self.number(of: division, numbers)
      if !division.title.isEmpty { titled.insert(division.id) }
    }
  }

  /// The index's ranges that a bookmark can mark: those from a place in the text to another.
  private static func ranges(_ book: Book) -> [String: String] {
    guard book.divisions.contains(where: { $0.kind == .index }) else { return [:] }
    var inNotes: Set<String> = []
    for note in book.divisions.flatMap(\.notes) {
      note.visitIndexMarks { inNotes.insert($0.anchor) }
    }
    return BookIndex(book.divisions, language: book.metadata.language).ranges.filter {
      !inNotes.contains($0.key) && !inNotes.contains($0.value)
    }
  }

  /// The template's column of numerals, or a wider one where the longest would touch its title:
  /// how wide they are is the reader's font's affair.
  private static func numeralWidth(_ contents: ContentsList, _ sheet: StyleSheet) -> Length {
    let longest = contents.entries.map { $0.numeral?.count ?? 0 }.max() ?? 0
    let size = sheet[.contentsChapter].text.size
    return max(sheet.contents.numeralWidth, size.scaled(longest * 6 + 6, 10))
  }

  /// The number alone that a reference to `id` prints, such as `3` of `figure 3`; nil for places
  /// where no number stands.
  func number(of id: String) -> String? {
    if uses.captioned.contains(id), let caption = numbers.caption(of: id) {
      return caption.split(separator: " ").last.map(String.init)
    }
    return divisionNumbers[id]
  }

  /// Whether a title stands at the place of an id.
  func hasTitle(_ id: String) -> Bool { titled.contains(id) || uses.headings.contains(id) }

  /// The number alone in the line above a division's title.
  private static func number(of division: Division, _ numbers: BookNumbers) -> String? {
    guard numbers.label(of: division) != nil else { return nil }
    if let numeral = division.numeral { return numeral }
    let style = division.kind == .part ? numbers.numbering.parts : numbers.numbering.chapters
    return division.number.map { Numerals.format($0, style) }
  }

  /// How a division begins.
  func opening(of division: Division) -> Openings.Opening {
    switch division.kind {
    case .part: return sheet.openings.part
    case .chapter: return sheet.openings.chapter
    case .halfTitle, .title, .dedication, .epigraph:
      return Openings.Opening(
        side: .recto, sink: 0, textSink: 0, showsHead: false, showsFolio: false, entry: .plain)
    case .copyright:
      return Openings.Opening(
        side: .any, sink: 0, textSink: 0, showsHead: false, showsFolio: false, entry: .plain)
    case .contents, .section, .notes, .index, .bibliography, .figures, .tables:
      return sheet.openings.section
    }
  }

  /// What running heads call a division.
  func runningTitle(of division: Division) -> String {
    let title = division.shortTitle ?? Inline.plainText(division.title)
    if !title.isEmpty { return title }
    if division.kind == .contents { return numbers.contentsHeading(sheet.contents) }
    return numbers.label(of: division) ?? ""
  }
}
