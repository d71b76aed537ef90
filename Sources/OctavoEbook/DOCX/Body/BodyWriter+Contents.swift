import OctavoBase
import OctavoBook
import OctavoStyle

/// The table of contents: a field filled in with the printed page numbers.
extension BodyWriter {
  mutating func writeContents() {
    let depth = min(max(plan.sheet.contents.depth, 0) + 1, 6)
    // Headings by their level in the outline; what the style sheet lists and no deeper.
    write(plan.contents.entries) { hasFolios in
      "TOC \\o \"1-\(depth)\" \(hasFolios ? "" : "\\n ")\\h \\z \\u"
    }
  }

  /// The list of figures or of tables: what the captions of one counter say.
  mutating func writeCaptions(_ kind: Division.Kind, counter: String) {
    write(CaptionList(kind, book: plan.book, numbers: plan.numbers).entries) { hasFolios in
      "TOC \(hasFolios ? "" : "\\n ")\\h \\z \\c \"\(counter)\""
    }
  }

  /// The lines of one field.
  ///
  /// - Parameter instruction: the field's, by whether page numbers are known.
  private mutating func write(
    _ entries: [ContentsList.Entry], instruction: (Bool) -> String
  ) {
    counts = false
    let folios = entries.map(folio)
    for (index, entry) in entries.enumerated() {
      let style = style(of: entry)
      var options = ParagraphOptions()
      if entry.numeral != nil { options.firstLine = -plan.looks.numeralWidth.twips }
      begin(style, options)
      if index == 0 { beginField(instruction(folios.contains { $0 != nil })) }
      write(entry, style, folio: folios[index])
      if index == entries.count - 1 { endField() }
      endParagraph()
    }
  }

  private func folio(of entry: ContentsList.Entry) -> String? { folio(of: entry.anchor) }

  /// The folio an anchor stands on; nil where pages are not known.
  func folio(of anchor: String) -> String? {
    plan.folios.folio(of: anchor)
      ?? places[anchor].flatMap { plan.folios.folio(division: $0.division, at: $0.place) }
  }

  private func style(of entry: ContentsList.Entry) -> WordStyle {
    switch entry.role {
    case .contentsPart: .tocPart
    case .contentsFront: .tocFront
    case .contentsCaption: .tableOfFigures
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
}
