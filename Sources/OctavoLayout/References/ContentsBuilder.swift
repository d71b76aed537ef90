import OctavoBase
import OctavoBook
import OctavoStyle

/// Makes the table of contents' entries from the divisions and the folios they begin on.
struct ContentsBuilder {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers

  /// What a line of the contents says.
  struct Entry {
    var role: StyleRole
    var numeral: String?
    var title: [Inline]
    var folio: String
    var anchor: String
    /// Indent in levels.
    var level: Int
  }

  /// - Parameters:
  ///   - sections: the section headings of each division, by its index.
  ///   - folio: the folio an anchor stands on, so far as known.
  ///   - width: how wide a text is on one line.
  func blocks(
    sections: [[SectionEntry]], folio: (String) -> String?, width: (ParagraphText) -> Length
  ) -> [FlowBlock] {
    let entries = entries(sections: sections, folio: folio)
    let column = numeralColumn(entries, width)
    return entries.map { block($0, numeralColumn: column) }
  }

  /// The width of the column of numerals, as designed or as wide as the widest needs.
  private func numeralColumn(_ entries: [Entry], _ width: (ParagraphText) -> Length) -> Length {
    entries.reduce(sheet.contents.numeralWidth) { column, entry in
      guard let numeral = entry.numeral else { return column }
      let style = sheet[entry.role].text
      return max(column, width(line(numeral, style, entry.anchor)) + Self.gap(style))
    }
  }

  /// The white space after a numeral.
  private static func gap(_ style: TextStyle) -> Length { style.size.scaled(3, 5) }

  private func entries(
    sections: [[SectionEntry]], folio: (String) -> String?
  ) -> [Entry] {
    var entries: [Entry] = []
    let contents = book.divisions.firstIndex { $0.kind == .contents } ?? -1
    let hasParts = book.divisions.contains { $0.kind == .part }
    for (index, division) in book.divisions.enumerated() where index > contents {
      let title = title(of: division)
      guard let role = Self.role(of: division), !title.isEmpty else { continue }
      entries.append(
        Entry(
          role: role, numeral: division.title.isEmpty ? nil : numbers.numeral(of: division),
          title: title,
          folio: folio(division.id) ?? "", anchor: division.id,
          level: hasParts && division.kind == .chapter ? 1 : 0))
      for section in sections[index] where section.level <= sheet.contents.depth {
        entries.append(
          Entry(
            role: .contentsSection, numeral: nil, title: [.text(section.title)],
            folio: folio(section.anchor) ?? "", anchor: section.anchor, level: section.level))
      }
    }
    return entries
  }

  /// What the contents call a division: its title, or its number's line where it has no title.
  private func title(of division: Division) -> [Inline] {
    if division.title.isEmpty { return numbers.label(of: division).map { [.text($0)] } ?? [] }
    guard division.kind == .part, let label = numbers.label(of: division) else {
      return division.title
    }
    return [.text(label + ". ")] + division.title
  }

  private static func role(of division: Division) -> StyleRole? {
    switch division.kind {
    case .part: .contentsPart
    case .chapter: .contentsChapter
    case .section, .notes, .index:
      division.matter == .front ? .contentsFront : .contentsChapter
    case .halfTitle, .title, .copyright, .contents, .dedication, .epigraph: nil
    }
  }

  private func block(_ entry: Entry, numeralColumn: Length) -> FlowBlock {
    let design = sheet.contents
    var style = sheet[entry.role]
    // What is centred has its middle where the heading has it.
    style.insetLeft += style.alignment == .center ? design.numberWidth : numeralColumn
    style.insetRight += design.numberWidth
    if style.alignment == .justify { style.alignment = .left }
    var flattener = InlineFlattener(
      surroundings: InlineFlattener.Surroundings(
        sheet: sheet, resolve: { _ in nil }, noteMark: { _ in "" }, callsNotes: false))
    flattener.append(entry.title, style: style.text)
    var paragraph = FlowParagraph(
      text: linked(flattener.text, to: entry.anchor), style: style, role: entry.role)
    if let numeral = entry.numeral {
      let gap = Self.gap(style.text)
      paragraph.marker = FlowMarker(
        text: line(numeral, style.text, entry.anchor), left: sheet[entry.role].insetLeft,
        width: max(numeralColumn - gap, gap), isFlushLeft: false)
    }
    paragraph.trailer = FlowTrailer(
      text: line(entry.folio, style.text, entry.anchor), leader: design.leader)
    var block = FlowBlock(.paragraphs([paragraph]), role: entry.role, style: style)
    if entry.role == .contentsPart { block.style.keepWithNext = true }
    return block
  }

  private func line(_ text: String, _ style: TextStyle, _ anchor: String) -> ParagraphText {
    var content = ParagraphText()
    content.append(text.utf8, style: style)
    return linked(content, to: anchor)
  }

  /// The whole text as a link.
  private func linked(_ text: ParagraphText, to anchor: String) -> ParagraphText {
    var text = text
    text.links.append(.anchor(anchor))
    for index in text.spans.indices { text.spans[index].link = text.links.count - 1 }
    return text
  }
}
