import OctavoBase
import OctavoBook
import OctavoStyle

/// Footnotes as flow: every block a paragraph in the note style, the first with its number.
extension FlowBuilder {
  mutating func buildNotes() -> [[FlowBlock]] {
    division.notes.enumerated().map { index, note in build(note, index: index) }
  }

  private mutating func build(_ note: Note, index: Int) -> [FlowBlock] {
    var inner = FlowBuilder(
      division: division, sheet: sheet, numbers: numbers, images: images, labels: labels)
    var context = Context()
    context.role = .note
    inner.add(note.blocks, context)
    merge(inner)
    var paragraphs = inner.blocks.flatMap(Self.paragraphs)
    let style = sheet[.note]
    for position in paragraphs.indices {
      paragraphs[position].style.leading = style.leading
      if position > 0 { paragraphs[position].marker = nil }
    }
    if paragraphs.isEmpty {
      paragraphs = [FlowParagraph(text: ParagraphText(), style: style, role: .note)]
    }
    paragraphs[0].text = numbered(paragraphs[0].text, index)
    return [FlowBlock(.paragraphs(paragraphs), role: .note, style: style)]
  }

  private static func paragraphs(_ block: FlowBlock) -> [FlowParagraph] {
    switch block.content {
    case .paragraphs(let paragraphs): paragraphs
    case .table(let table): ((table.header.map { [$0] } ?? []) + table.rows).flatMap { $0 }
    case .picture(let picture): picture.caption
    }
  }

  /// The note's text after its number and a space.
  private func numbered(_ text: ParagraphText, _ index: Int) -> ParagraphText {
    let base = sheet[.note].text
    let style = sheet[.noteNumber].applied(to: base, bodySize: sheet[.body].text.size)
    var result = ParagraphText()
    result.links = text.links
    result.source = text.source
    result.append(noteMark(index).utf8, style: style)
    let isRaised = style.rise > .zero
    result.append((isRaised ? "\u{2009}" : ".\u{2002}").utf8, style: isRaised ? base : style)
    let offset = result.bytes.count
    result.marks = text.marks.map {
      ParagraphText.Mark(offset: $0.offset + offset, kind: $0.kind)
    }
    var start = 0
    for span in text.spans {
      result.append(
        text.bytes[start..<span.end], style: text.styles[span.style], link: span.link,
        isVerbatim: span.isVerbatim)
      start = span.end
    }
    return result
  }
}
