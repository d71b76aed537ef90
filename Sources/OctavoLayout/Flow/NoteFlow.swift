import OctavoBase
import OctavoBook
import OctavoStyle

/// Notes as flow: every block a paragraph in the note style, the first with its number.
extension FlowBuilder {
  /// The called notes of a division below a heading, as blocks of this one.
  mutating func addEndnotes(of other: Division, heading: String) {
    let called = BookContent.calledNotes(of: other)
    guard !called.isEmpty else { return }
    var inner = FlowBuilder(
      division: other,
      notes: NoteCalls(of: other, place: notes.place, design: sheet.notes),
      sheet: sheet, numbers: numbers, images: images, labels: labels)
    let built = inner.buildNotes()
    merge(inner)
    var style = sheet[.noteHeading]
    style.keepWithNext = true
    var text = ParagraphText()
    text.append(heading.utf8, style: style.text)
    blocks.append(
      FlowBlock(
        .paragraphs([FlowParagraph(text: text, style: style, role: .noteHeading)]),
        role: .noteHeading, style: style))
    let links = NoteLinks(division: other.id)
    for index in called {
      for var block in built[index] {
        block.anchors = [links.note(index)]
        block.span = other.notes[index].span
        blocks.append(block)
      }
    }
  }

  mutating func buildNotes() -> [[FlowBlock]] {
    division.notes.enumerated().map { index, note in build(note, index: index) }
  }

  private mutating func build(_ note: Note, index: Int) -> [FlowBlock] {
    var inner = FlowBuilder(
      division: division, notes: notes, sheet: sheet, numbers: numbers, images: images,
      labels: labels)
    var context = outermost
    context.role = .note
    inner.add(note.blocks, context)
    merge(inner)
    var paragraphs: [FlowParagraph] = []
    for block in inner.blocks { paragraphs += self.paragraphs(block, in: note) }
    let style = sheet[.note]
    for position in paragraphs.indices {
      paragraphs[position].style.leading = style.leading
      paragraphs[position].isInNote = true
      if position > 0 { paragraphs[position].marker = nil }
    }
    if paragraphs.isEmpty {
      var empty = FlowParagraph(text: ParagraphText(), style: style, role: .note)
      empty.isInNote = true
      paragraphs = [empty]
    }
    paragraphs[0].text = numbered(paragraphs[0].text, index)
    return [FlowBlock(.paragraphs(paragraphs), role: .note, style: style)]
  }

  /// What a note can hold of a block: a table's rows become lines of text, a picture its
  /// description.
  private mutating func paragraphs(_ block: FlowBlock, in note: Note) -> [FlowParagraph] {
    switch block.content {
    case .paragraphs(let paragraphs): return paragraphs
    case .table(let table):
      warn(
        "layout.table-in-note",
        "a table in a footnote is set as lines of text, its cells side by side",
        at: block.span ?? note.span, hints: ["set the table in the text and refer to it"])
      return ((table.header.map { [$0] } ?? []) + table.rows).compactMap(line)
    case .picture(let picture):
      warn(
        "layout.picture-in-note",
        "a picture in a footnote is not set; its description stands in its place",
        at: block.span ?? note.span, hints: ["set the picture in the text and refer to it"])
      return [description(of: picture)] + picture.caption
    }
  }

  /// A picture in words.
  private func description(of picture: FlowPicture) -> FlowParagraph {
    let style = sheet[.note]
    var text = ParagraphText()
    text.append("[\(picture.alternative)]".utf8, style: style.text)
    var paragraph = FlowParagraph(text: text, style: style, role: .note)
    paragraph.describesPicture = true
    return paragraph
  }

  /// A table's row as a line.
  private func line(_ cells: [FlowParagraph]) -> FlowParagraph? {
    guard var line = cells.first else { return nil }
    let style = sheet[.note]
    line.text = ParagraphText()
    line.text.source = cells[0].text.source
    line.style = style
    line.role = .note
    for cell in cells where !cell.text.isEmpty {
      if !line.text.isEmpty { line.text.append("\u{2003}".utf8, style: style.text) }
      line.text.append(cell.text)
    }
    return line.text.isEmpty ? nil : line
  }

  /// The note's text after its number and a space.
  private func numbered(_ text: ParagraphText, _ index: Int) -> ParagraphText {
    let base = sheet[.note].text
    let style = sheet[.noteNumber].applied(to: base, bodySize: sheet[.body].text.size)
    var result = ParagraphText()
    result.source = text.source
    if let links = notes.links { result.links = [.anchor(links.call(index))] }
    result.append(notes.mark(index).utf8, style: style, link: notes.links == nil ? -1 : 0)
    let isRaised = style.rise > .zero
    result.append((isRaised ? "\u{2009}" : ".\u{2002}").utf8, style: isRaised ? base : style)
    result.append(text)
    return result
  }
}
