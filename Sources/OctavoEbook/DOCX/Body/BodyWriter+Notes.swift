import OctavoBase
import OctavoBook
import OctavoStyle

/// Footnotes and endnotes.
extension BodyWriter {
  /// Ids of notes begin after those of the separators, -1 and 0.
  private static let firstNote = 1

  /// The call of a note; the first one also writes the note.
  ///
  /// A word processor's notes call no notes: those a note refers to are called beside it, and stand
  /// in the note as cross references.
  mutating func call(_ index: Int) {
    guard division.notes.indices.contains(index) else { return }
    if noteNumbers[index] != nil { return refer(to: index) }
    let number = Self.firstNote + noteCount
    noteCount += 1
    noteNumbers[index] = number
    if plan.uses.noteCalls[divisionIndex][index] > 1 {
      bookmark(.note, "\(division.id)/\(index)") { $0.writeReference(number) }
    } else {
      writeReference(number)
    }
    write(division.notes[index], number)
    let others = notes.notesToCall
    notes.notesToCall = []
    for other in others where noteNumbers[other] == nil {
      writeCallComma()
      call(other)
    }
  }

  /// The call of a note within another.
  mutating func callFromNote(_ index: Int) {
    guard division.notes.indices.contains(index) else { return }
    story.notesToCall.append(index)
    refer(to: index)
  }

  /// A raised comma between two calls, whose numbers would read as one. A symbol, not a text: it is
  /// none of the book's words.
  private mutating func writeCallComma() {
    let style: CharacterStyle = plan.gathersNotes ? .endnoteReference : .footnoteReference
    closeRun()
    story.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"")
    story.xml.raw(text: style.rawValue)
    story.xml.raw("\"/></w:rPr><w:sym")
    story.xml.attribute("w:font", plan.looks[.bodyText].run.family)
    story.xml.raw(" w:char=\"002C\"/></w:r>")
  }

  private mutating func writeReference(_ number: Int) {
    closeRun()
    story.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"")
    story.xml.raw(
      plan.gathersNotes
        ? "EndnoteReference\"/></w:rPr><w:endnoteReference"
        : "FootnoteReference\"/></w:rPr><w:footnoteReference")
    story.xml.attribute("w:id", number)
    story.xml.raw("/></w:r>")
  }

  /// A further call prints the first one's number: a note stands once.
  private mutating func refer(to index: Int) {
    let name = bookmarks.name(.note, "\(division.id)/\(index)")
    let number = noteNumbers[index] ?? Self.firstNote + noteCount
    let mark = plan.gathersNotes ? "\(number)" : plan.sheet.notes.mark(index)
    let style: CharacterStyle = plan.gathersNotes ? .endnoteReference : .footnoteReference
    field("NOTEREF \(name) \\f \\h") { writer in
      writer.closeRun()
      writer.story.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"")
      writer.story.xml.raw(text: style.rawValue)
      writer.story.xml.raw("\"/></w:rPr><w:t>")
      writer.story.xml.text(mark)
      writer.story.xml.raw("</w:t></w:r>")
    }
  }

  private mutating func write(_ note: Note, _ number: Int) {
    let counted = counts
    counts = false
    swap(&story, &notes)
    story.xml.raw(plan.gathersNotes ? "<w:endnote" : "<w:footnote")
    story.xml.attribute("w:id", number)
    story.xml.raw(">")
    var context = BlockContext()
    context.style = plan.gathersNotes ? .endnoteText : .footnoteText
    context.calls = .otherNotes
    story.beginsNote = true
    write(note.blocks, context)
    if story.beginsNote {
      begin(context.style)
      writeNoteNumber()
      endParagraph()
    }
    if story.lastPropertiesEnd == nil { writeGenerated("", context.style) }
    story.xml.raw(plan.gathersNotes ? "</w:endnote>" : "</w:footnote>")
    swap(&story, &notes)
    counts = counted
  }

  /// The number before a note's text, in the first paragraph of it.
  mutating func writeNoteNumber() {
    guard story.beginsNote else { return }
    story.beginsNote = false
    story.xml.raw(
      plan.gathersNotes
        ? "<w:r><w:rPr><w:rStyle w:val=\"EndnoteReference\"/></w:rPr><w:endnoteRef/></w:r>"
        : "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>")
    put("\u{2002}", RunFormat())
  }
}
