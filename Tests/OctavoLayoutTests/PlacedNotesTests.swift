import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// Notes stand where the template has them: beside their calls, or at the end of the chapter.
@Suite("Placed notes")
struct PlacedNotesTests {
  private func set(
    _ markdown: String, notes: String, margins: String = ""
  ) throws -> TypesetResult {
    let folder = try TemporaryFolder()
    let template = "extends: standard\n\(margins)notes:\n\(notes)"
    try folder.write(template, to: "own/template.yaml")
    let path = try folder.write(
      "---\ntitle: T\ntemplate: own\nfront: []\n---\n\n\(markdown)", to: "book.md")
    return try withExtendedLifetime(folder) { try SmallBook.set(path: path) }
  }

  private static let wide = "page:\n  margins: {outer: 130pt, inner: 50pt}\n"
  private static let side = "  place: side\n  side: {width: 90pt, gap: 12pt}\n"

  @Test("a note in the margin stands beside its call, outside of the text block, and below others")
  func beside() throws {
    let result = try set(
      "# One\n\nA call[^a] and another.[^b]\n\n[^a]: The first *note* of some length.\n[^b]: The second.\n",
      notes: Self.side, margins: Self.wide)
    let notes = result.pages.lines(.note)
    let call = try #require(result.pages.lines(.bodyFirst).first)
    let first = try #require(notes.first)
    #expect(notes.map(\.text).joined(separator: " ").hasSuffix("The second."))
    // Baselines agree within a point: the note's leading is smaller.
    #expect(abs((first.y - call.y).points) < 1)
    for note in notes {
      #expect(note.x >= call.x + result.sheet.page.measure)
      #expect(note.right <= result.sheet.page.trim.width)
    }
    for (above, below) in zip(notes, notes.dropFirst()) { #expect(above.y < below.y) }
  }

  @Test("on a left-hand page the margin is on the left; no page loses a note")
  func verso() throws {
    let paragraph = String(repeating: "Words that fill a line and go on. ", count: 12)
    let text = (1...40).map { "\(paragraph)[^\($0)]\n\n[^\($0)]: Note number \($0).\n" }
    let result = try set(
      "# One\n\n" + text.joined(separator: "\n"), notes: Self.side, margins: Self.wide)
    let notes = result.pages.lines(.note)
    #expect(notes.count == 40)
    let left = notes.filter { $0.page.isMultiple(of: 2) }
    #expect(!left.isEmpty)
    for note in left { #expect(note.right <= result.sheet.page.outerMargin) }
  }

  @Test("notes taller than their page are told of once, where they are called")
  func crowded() throws {
    let long = String(repeating: "Words that fill a line and go on. ", count: 40)
    let result = try set(
      "# One\n\nA call.[^a]\n\n# Two\n\nAnother.[^b]\n\n[^a]: \(long)\n[^b]: Short.\n",
      notes: Self.side, margins: Self.wide)
    let found = result.diagnostics.filter { $0.code == "layout.crowded-margin" }
    #expect(found.count == 1)
    let start = try #require(found.first?.span?.start)
    #expect(result.sources.files[0].text[Int(start)...].starts(with: "A call.".utf8))
  }

  @Test("notes at a chapter's end stand below its text, in order, and lead back")
  func chapterEnd() throws {
    let result = try set(
      "# One\n\nA call[^a] and another.[^b]\n\nThe end.\n\n[^a]: First.\n[^b]: Second.\n\n# Two\n\nNone.\n",
      notes: "  place: chapter\n")
    let lines = result.pages.divisions[0].setLines
    let words = lines.map(\.text)
    let end = try #require(words.firstIndex { $0.contains("The end.") })
    #expect(words[(end + 1)...].map { $0 }.joined(separator: " ").contains("Notes"))
    let notes = lines.filter { $0.role == .note }
    #expect(notes.map(\.ownText).count == 2)
    #expect(notes[0].links == [.anchor("note-call:one:1")])
    #expect(result.pages.page(of: "note-call:one:1") == 1)
    #expect(result.pages.page(of: "note:one:2") == 1)
  }

  @Test("notes for the book's end need a place there; without one they end their chapters")
  func noPlace() throws {
    let result = try set("# One\n\nA call.[^a]\n\n[^a]: First.\n", notes: "  place: book\n")
    #expect(result.diagnostics.map(\.code) == ["layout.no-place-for-notes"])
    #expect(result.pages.lines(.note).count == 1)
  }
}
