import OctavoBase
import OctavoBook
import OctavoStyle

/// The table of contents and the index: fields filled in with the printed page numbers.
extension BodyWriter {
  mutating func writeContents() {
    let entries = plan.contents.entries
    counts = false
    let folios = entries.map(folio)
    for (index, entry) in entries.enumerated() {
      let style = style(of: entry)
      var options = ParagraphOptions()
      if entry.numeral != nil { options.firstLine = -plan.looks.numeralWidth.twips }
      begin(style, options)
      if index == 0 { beginField(contentsInstruction(hasFolios: folios.contains { $0 != nil })) }
      write(entry, style, folio: folios[index])
      if index == entries.count - 1 { endField() }
      endParagraph()
    }
  }

  /// Headings by their level in the outline; what the style sheet lists and no deeper.
  private func contentsInstruction(hasFolios: Bool) -> String {
    let depth = min(max(plan.sheet.contents.depth, 0) + 1, 6)
    return "TOC \\o \"1-\(depth)\" \(hasFolios ? "" : "\\n ")\\h \\z \\u"
  }

  private func folio(of entry: ContentsList.Entry) -> String? {
    plan.folios.folio(of: entry.anchor)
      ?? places[entry.anchor].flatMap { plan.folios.folio(division: $0.division, at: $0.place) }
  }

  private func style(of entry: ContentsList.Entry) -> WordStyle {
    switch entry.role {
    case .contentsPart: .tocPart
    case .contentsFront: .tocFront
    case .contentsSection: WordStyle.contents[min(max(entry.level, 0), 5)]
    default: .toc1
    }
  }

  private mutating func write(
    _ entry: ContentsList.Entry, _ style: WordStyle, folio: String?
  ) {
    let name = bookmarks.name(.contents, entry.anchor)
    var context = BlockContext()
    context.calls = .nothing
    var format = RunFormat()
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    if plan.looks[style].paragraph.tabs.first?.kind == "center" {
      writeElement("<w:tab/>", format)
    }
    link(toBookmark: name) { writer in
      if let numeral = entry.numeral {
        writer.writeElement("<w:tab/>", format)
        writer.put(numeral, format)
        writer.writeElement("<w:tab/>", format)
      }
      // The whole entry is one link: those inside it lead nowhere else.
      writer.isInLink = true
      writer.write(entry.title, format, context)
      writer.isInLink = false
      guard let folio else { return }
      writer.writeElement("<w:tab/>", format)
      writer.field("PAGEREF \(name) \\h", format) { $0.put(folio, format) }
    }
  }

  // MARK: Index

  mutating func writeIndex() {
    counts = false
    let lines = IndexEntry.lines(of: indexMarks) { [plan] mark in
      mark.place.flatMap { plan.folios.folio(division: mark.division, at: $0) }
    }
    for (index, line) in lines.enumerated() {
      begin(WordStyle.index[min(line.level, 2)])
      if index == 0 { beginField("INDEX \\e \", \" \\c \"1\"") }
      put(([line.term] + line.folios).joined(separator: ", "), RunFormat())
      if index == lines.count - 1 { endField() }
      endParagraph()
    }
  }
}

/// A line of the index.
struct IndexEntry {
  /// A mark in the text.
  struct Mark {
    /// From main entry to sub-entries.
    let terms: [String]
    let division: Int
    /// Nil where pages are not known.
    let place: ReadingPlace?
  }

  /// 0 for a main entry.
  let level: Int
  let term: String
  /// In the text's order, each once.
  var folios: [String]

  /// The terms as an `XE` field writes them.
  static func instruction(_ terms: [String]) -> String {
    terms.map { term in
      term.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing(":", with: "\\:")
    }.joined(separator: ":")
  }

  /// All lines in the alphabet's order, small letters and capitals alike.
  static func lines(of marks: [Mark], folio: (Mark) -> String?) -> [IndexEntry] {
    let keys = marks.map { $0.terms.map { $0.lowercased() } }
    let order = marks.indices.sorted { a, b in
      if keys[a] != keys[b] { return keys[a].lexicographicallyPrecedes(keys[b]) }
      if marks[a].terms != marks[b].terms {
        return marks[a].terms.lexicographicallyPrecedes(marks[b].terms)
      }
      return a < b
    }
    var lines: [IndexEntry] = []
    var path: [String] = []
    for index in order {
      let terms = marks[index].terms
      let shared = zip(path, terms).prefix { $0 == $1 }.count
      if shared < terms.count || path.count > terms.count {
        for level in min(shared, terms.count - 1)..<terms.count where level >= shared {
          lines.append(IndexEntry(level: level, term: terms[level], folios: []))
        }
        path = terms
      }
      guard let folio = folio(marks[index]), !lines.isEmpty else { continue }
      if lines[lines.count - 1].folios.last != folio {
        lines[lines.count - 1].folios.append(folio)
      }
    }
    return lines
  }
}
