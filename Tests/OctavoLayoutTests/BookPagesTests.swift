import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// What stands on the pages around the text: heads, folios, contents, notes, blanks.
@Suite("Book pages")
struct BookPagesTests {
  private static let sentence = "He walked on along the quiet shore until the evening came. "
  private static let long = String(repeating: sentence, count: 60)

  @Test("a footnote stands at the foot of the page that calls it")
  func footnote() throws {
    let book = try SmallBook.set(
      "# One\n\n\(Self.long)\n\nHere it is.[^a]\n\n\(Self.long)\n\n[^a]: The note's own words.\n")
    let call = try #require(book.pages.lines.first { $0.text.contains("Here it is.") })
    let note = try #require(book.pages.lines.first { $0.text.contains("own words") })
    #expect(note.page == call.page)
    #expect(note.role == .note)
    let body = book.pages.lines.filter { $0.page == call.page && $0.role != .note }
    #expect(body.allSatisfy { $0.y < note.y })
    #expect(note.size < call.size)
  }

  @Test("heads show the book on the left, the chapter on the right, folios outside")
  func runningHeads() throws {
    let book = try SmallBook.set("# The Chapter\n\n\(Self.long)\n\n\(Self.long)\n\n\(Self.long)\n")
    #expect(book.pageCount >= 3)
    let verso = book.pages.furniture(page: 2).map(\.text)
    let recto = book.pages.furniture(page: 3).map(\.text)
    #expect(verso.contains { $0.lowercased() == "a small book" })
    #expect(verso.contains("2"))
    #expect(recto.contains { $0.lowercased() == "the chapter" })
    #expect(recto.contains("3"))
    #expect(!book.pages.furniture(page: 1).contains { $0.text.lowercased() == "the chapter" })
  }

  @Test("a head too long for its line is cut, with an ellipsis, and meets no folio")
  func longHead() throws {
    let title = Array(repeating: "interminable", count: 20).joined(separator: " ")
    let book = try SmallBook.set("# \(title)\n\n\(Self.long)\n\n\(Self.long)\n\n\(Self.long)\n")
    let lines = book.pages.furniture(page: 3)
    let head = try #require(
      lines.first { $0.text.contains("nterminable") || $0.text.contains("NTERMINABLE") })
    #expect(head.text.hasSuffix("…"))
    let folio = try #require(lines.first { $0.text == "3" })
    #expect(head.right < folio.x)
  }

  @Test("front matter counts in roman numerals, the text in arabic ones from a right-hand page")
  func folios() throws {
    let book = try SmallBook.set(
      "# One\n\nText.\n", header: "trim: 5x8in\nfront: [half-title, title, copyright, toc]\n")
    #expect(book.pages.labels.prefix(5) == ["i", "ii", "iii", "iv", "v"])
    let chapter = try #require(book.pages.page(of: "one"))
    #expect(chapter % 2 == 1)
    #expect(book.pages.labels[chapter - 1] == "1")
    #expect(book.pages.labels.count == chapter)
  }

  @Test("the back of a part's title is blank, whatever side chapters open on")
  func partBack() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "title: T\nfront: []\nbody:\n  - part: First\n    chapters: [a.md, b.md]\n", to: "book.yaml")
    try folder.write("# A\n\nText.\n", to: "a.md")
    try folder.write("# B\n\nText.\n", to: "b.md")
    let book = try SmallBook.set(path: folder.path)
    #expect(book.pages.page(of: "first") == 1)
    #expect(book.pages.page(of: "a") == 3)
    #expect(book.pages.page(of: "b") == 4)
  }

  @Test("the contents' column of numerals is as wide as the widest of them")
  func wideNumerals() throws {
    let book = try SmallBook.set(
      "# CXXXVIII. One\n\nText.\n\n# Two\n\nText.\n", header: "trim: 5x8in\nfront: [toc]\n")
    let lines = book.pages.lines(.contentsChapter)
    let numeral = try #require(lines.first { $0.text == "CXXXVIII" })
    let titles = lines.filter { ["One", "Two"].contains($0.text.prefix(3)) }
    let left = book.sheet.page.outerMargin
    #expect(numeral.x >= min(left, book.sheet.page.innerMargin) - Length(points: 1))
    #expect(titles.allSatisfy { $0.x > numeral.right })
  }

  @Test("the rights' page names series, volume and date")
  func rights() throws {
    let book = try SmallBook.set(
      "# One\n\nText.\n",
      header:
        "front: [copyright]\npublisher: House\ndate: 2026-05-01\nlanguage: en-GB\nseries: {name: Lamps, number: 2}\n"
    )
    let lines = book.pages.lines(.copyright).map(\.text)
    #expect(lines == ["A Small Book", "Lamps, volume 2", "House, 1 May 2026"])
  }

  @Test("a page that nothing could fill is a warning; where a figure did not fit it, a note")
  func shortPages() throws {
    let threeLines = String(repeating: "One\\\ntwo\\\nthree.\n\n", count: 30)
    let text = try SmallBook.set("# A\n\n\(threeLines)", header: "trim: 5x7.6in\nfront: []\n")
    try #require(text.diagnostics.map(\.code) == ["layout.short-page"])
    #expect(text.diagnostics.allSatisfy { $0.severity == .warning && $0.span != nil })
    #expect(text.diagnostics[0].message.hasPrefix("page 1 of this chapter"))

    let folder = try TemporaryFolder()
    let figure = folder.path + "/spread.png"
    try FileManager.default.copyItem(
      atPath: Repository.path("Fixtures/handbook/figures/spread.png"), toPath: figure)
    let path = try folder.write(
      "---\ntitle: T\nfront: []\n---\n\n# A\n\n\(Self.long)\n\n![S](spread.png){width=100%}\n\nEnd.\n",
      to: "b.md")
    let book = try SmallBook.set(path: path)
    let findings = book.diagnostics.filter { $0.code == "layout.short-page" }
    #expect(findings.last?.severity == .note)
    #expect(findings.last?.message.contains("does not fit") == true)
  }

  @Test("a part begins on a right-hand page, a blank one before it where needed")
  func rectoOpening() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "title: T\nfront: [title, dedication.md, copyright]\nbody:\n  - part: First\n    chapters: [a.md]\n  - part: Second\n    chapters: [b.md]\n",
      to: "book.yaml")
    try folder.write("For you.\n", to: "dedication.md")
    try folder.write("# A\n\nText.\n", to: "a.md")
    try folder.write("# B\n\nText.\n", to: "b.md")
    let book = try SmallBook.set(path: folder.path)
    let parts = book.pages.divisions.filter { $0.kind == .part }
    #expect(parts.count == 2)
    #expect(parts.allSatisfy { $0.firstPage % 2 == 0 })
    let held = book.pages.divisions.reduce(0) { $0 + $1.pages.count }
    #expect(held < book.pageCount)
  }

  @Test("the contents name each chapter's page")
  func contents() throws {
    let chapters = (1...6).map { "# Chapter called \($0)\n\n\(Self.long)\n\n\(Self.long)\n" }
    let book = try SmallBook.set(
      chapters.joined(separator: "\n"), header: "trim: 5x8in\nfront: [toc]\n")
    #expect(!book.diagnostics.contains { $0.code == "layout.unsettled" })
    let entries = book.pages.lines(.contentsChapter)
    for number in 1...6 {
      let page = try #require(book.pages.page(of: "chapter-called-\(number)"))
      let line = try #require(entries.first { $0.text.contains("called \(number)") })
      let folio = book.pages.labels[page - 1]
      #expect(
        entries.contains { $0.page == line.page && $0.y == line.y && $0.text.hasSuffix(folio) },
        "chapter \(number) is on \(folio)")
      #expect(line.links.contains(.anchor("chapter-called-\(number)")))
    }
  }

  @Test("a reference to a page names the page, whichever way it leads")
  func pageReference() throws {
    let markdown = """
      # One

      See page [@two]{.page} and [@one]{.page}.

      \(Self.long)

      \(Self.long)

      # Two {#two}

      Back to page [@one]{.page}.
      """
    let book = try SmallBook.set(markdown)
    let two = book.pages.labels[try #require(book.pages.page(of: "two")) - 1]
    let text = book.pages.lines.runningText
    #expect(text.contains("See page \(two) and 1."))
    #expect(text.contains("Back to page 1."))
  }

  @Test("the outline lists chapters and sections and leads to places in the book")
  func outline() throws {
    let book = try SmallBook.set("# One\n\nA.\n\n## Part of it\n\nB.\n\n# Two\n\nC.\n")
    let entries = book.pages.outline.filter { !$0.title.contains("Small Book") }
    #expect(entries.count == 3)
    #expect(entries.map(\.level) == [0, 1, 0])
    #expect(entries.allSatisfy { book.pages.page(of: $0.anchor) != nil })
  }
}
