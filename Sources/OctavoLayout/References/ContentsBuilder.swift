import OctavoBase
import OctavoBook
import OctavoStyle

/// Makes the table of contents' entries from the divisions and the folios they begin on.
struct ContentsBuilder {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers

  /// - Parameter folio: the folio an anchor stands on, so far as known.
  func blocks(folio: (String) -> String?) -> [FlowBlock] {
    ContentsList(book: book, sheet: sheet, numbers: numbers).entries.map {
      block($0, folio: folio($0.anchor) ?? "")
    }
  }

  private func block(_ entry: ContentsList.Entry, folio: String) -> FlowBlock {
    let design = sheet.contents
    var style = sheet[entry.role]
    style.insetLeft += design.numeralWidth
    style.insetRight += design.numberWidth
    if style.alignment == .justify { style.alignment = .left }
    var flattener = InlineFlattener(
      surroundings: InlineFlattener.Surroundings(
        sheet: sheet, resolve: { _ in nil }, noteMark: { _ in "" }, callsNotes: false))
    flattener.append(entry.title, style: style.text)
    var paragraph = FlowParagraph(
      text: linked(flattener.text, to: entry.anchor), style: style, role: entry.role)
    if let numeral = entry.numeral {
      let gap = style.text.size.scaled(3, 5)
      paragraph.marker = FlowMarker(
        text: line(numeral, style.text, entry.anchor), left: sheet[entry.role].insetLeft,
        width: max(design.numeralWidth - gap, gap), isFlushLeft: false)
    }
    paragraph.trailer = FlowTrailer(
      text: line(folio, style.text, entry.anchor), leader: design.leader)
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
