import OctavoBook
import OctavoStyle

/// Notes and their calls, which lead to each other.
extension DivisionWriter {
  /// The notes of all divisions, each below its division's heading.
  mutating func addGatheredNotes() {
    let (own, ownIndex) = (division, index)
    for (number, source) in edition.book.divisions.enumerated() {
      let called = BookContent.calledNotes(of: source)
      guard !called.isEmpty else { continue }
      beginUncounted()
      let element = headingElement(2)
      markup.raw("<section class=\"footnotes\" epub:type=\"footnotes\">\n")
      markup.raw("<\(element) class=\"label note-heading\">")
      markup.text(
        edition.numbers.outlineTitle(
          of: source, in: edition.book, edition.sheet.contents) ?? source.id)
      markup.raw("</\(element)>\n")
      enter(source, number)
      gathering = GatheredNotes(division: number, source)
      for note in called { add(note: note) }
      markup.raw("</section>\n")
      gathering = nil
      enter(own, ownIndex)
      endUncounted()
    }
  }

  /// The id of a note, which is unique where all stand together too.
  private func noteID(_ number: Int) -> String {
    edition.gathersNotes ? "note-\(index + 1)-\(number + 1)" : "note-\(number + 1)"
  }

  /// One note.
  mutating func add(note number: Int) {
    let note = division.notes[number]
    let id = noteID(number)
    markup.raw(
      "<aside class=\"footnote\" id=\"\(id)\" epub:type=\"footnote\" role=\"doc-footnote\">")
    markup.define(noteTarget(id))
    markup.endLine()
    var context = Context()
    context.role = .note
    let opensWithText = note.blocks.first.map(Self.isParagraph) ?? false
    var opening: [Inline] = []
    if opensWithText, case .paragraph(let inlines) = note.blocks[0].content { opening = inlines }
    markup.raw("<p")
    addDirection(of: opening)
    markup.raw(">")
    addBacklink(number)
    add(opening)
    markup.raw("</p>\n")
    for block in note.blocks.dropFirst(opensWithText ? 1 : 0) { add(block, context) }
    markup.raw("</aside>\n")
  }

  private static func isParagraph(_ block: Block) -> Bool {
    guard case .paragraph = block.content else { return false }
    return block.attributes.isEmpty
  }

  private mutating func addBacklink(_ number: Int) {
    let id = gathering.map { $0.backlink(number) } ?? "ref-\(number + 1)"
    markup.raw("<a class=\"note-number\" epub:type=\"backlink\" role=\"doc-backlink\"")
    markup.link(to: noteTarget(id), id: id)
    markup.raw(">")
    markup.text(edition.sheet.notes.mark(number))
    markup.raw("</a> ")
  }

  /// Writes the call of a note; its text follows at the file's end.
  mutating func addCall(_ number: Int) {
    guard division.notes.indices.contains(number) else { return }
    let count = (calls[number] ?? 0) + 1
    calls[number] = count
    if count == 1 { pendingNotes.append(number) }
    let own = gathering.map { $0.reference(number) } ?? "ref-\(number + 1)"
    let id = count == 1 ? own : "\(own)-\(count)"
    markup.raw(
      "<sup class=\"note-call\"><a id=\"\(id)\" epub:type=\"noteref\" role=\"doc-noteref\"")
    markup.define(noteTarget(id))
    let note = noteID(number)
    markup.link(to: noteTarget(note), id: note)
    markup.raw(">")
    markup.text(edition.sheet.notes.mark(number))
    markup.raw("</a></sup>")
  }

  /// Ids of notes are unique in their division only.
  private func noteTarget(_ id: String) -> String { "\(index)#\(id)" }
}

/// The names of references between notes of one division that stand at the book's end.
struct GatheredNotes {
  private let division: Int
  /// Notes that the text itself calls.
  private var called: Set<Int> = []

  init(division index: Int, _ division: Division) {
    self.division = index
    var found: Set<Int> = []
    func visit(_ inlines: [Inline]) {
      TreeWalk.visit(inlines) { if case .noteCall(let note) = $0 { found.insert(note) } }
    }
    visit(division.title)
    visit(division.subtitle)
    TreeWalk.visit(division.blocks, block: { _ in }, text: visit)
    called = found
  }

  /// The id of a note's first call within the notes.
  func reference(_ note: Int) -> String { "ref-\(division + 1)-\(note + 1)" }

  /// The id of the call that a note leads back to.
  func backlink(_ note: Int) -> String {
    called.contains(note) ? "ref-\(note + 1)" : reference(note)
  }
}
