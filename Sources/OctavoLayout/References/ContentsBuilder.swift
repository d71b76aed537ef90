import OctavoBase
import OctavoBook
import OctavoStyle

/// Makes the lines of the contents, or of another list of places, from the folios these stand on.
struct ContentsBuilder {
  let sheet: StyleSheet
  let entries: [ContentsList.Entry]

  /// - Parameters:
  ///   - folio: the folio an anchor stands on, so far as known.
  ///   - width: how wide a text is on one line.
  func blocks(folio: (String) -> String?, width: (ParagraphText) -> Length) -> [FlowBlock] {
    let column = numeralColumn(entries, width)
    return entries.map { block($0, folio: folio($0.anchor) ?? "", numeralColumn: column) }
  }

  /// The width of the column of numerals, as designed or as wide as the widest needs.
  private func numeralColumn(
    _ entries: [ContentsList.Entry], _ width: (ParagraphText) -> Length
  ) -> Length {
    entries.reduce(sheet.contents.numeralWidth) { column, entry in
      guard let numeral = entry.numeral else { return column }
      let style = sheet[entry.role].text
      return max(column, width(line(numeral, style, entry.anchor)) + Self.gap(style))
    }
  }

  /// The white space after a numeral.
  private static func gap(_ style: TextStyle) -> Length { style.size.scaled(3, 5) }

  private func block(
    _ entry: ContentsList.Entry, folio: String, numeralColumn: Length
  ) -> FlowBlock {
    let design = sheet.contents
    var style = sheet[entry.role]
    // What is centred has its middle where the heading has it.
    style.insetLeft += style.alignment == .center ? design.numberWidth : numeralColumn
    style.insetRight += design.numberWidth
    if style.alignment == .justify { style.alignment = .left }
    var flattener = InlineFlattener(
      surroundings: InlineFlattener.Surroundings(
        sheet: sheet, resolve: { _ in nil }, notes: nil))
    flattener.append(entry.title, style: style.text)
    var paragraph = FlowParagraph(
      text: linked(flattener.text, to: entry.anchor), style: style, role: entry.role)
    if let numeral = entry.numeral {
      let gap = Self.gap(style.text)
      paragraph.marker = FlowMarker(
        text: line(numeral, style.text, entry.anchor), left: sheet[entry.role].insetLeft,
        width: max(numeralColumn - gap, gap), isFlushLeft: design.numerals == .left)
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
