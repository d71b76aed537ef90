import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// Notes called in what is set as a piece, and pieces taller than a page.
@Suite("Notes and rows of grouped blocks")
struct GroupedNotesTests {
  private static let sentence = "He walked on along the quiet shore until the evening came. "

  private static func words(_ count: Int) -> String {
    (0..<count).map { _ in "shore" }.joined(separator: " ")
  }

  private static func picture(in folder: borrowing TemporaryFolder) throws {
    let path = Repository.path("Fixtures/Golden/figure/leaf.png")
    try folder.write(Data(contentsOf: URL(filePath: path)), to: "f.png")
  }

  @Test("a note stands on the page of its call, wherever the call is")
  func everywhere() throws {
    let calls = [
      "# One callT[^nT]", "Text callB[^nB]. " + Self.words(180),
      "| callH[^nH] | b |\n|---|---|\n| c | callC[^nC] " + Self.words(40)
        + " |\n| d | callD[^nD] |",
      ": Caption callK[^nK]", Self.words(150), "## Section callS[^nS]",
      "- item callI[^nI] " + Self.words(50) + "\n- other callJ[^nJ]",
      "> quote callQ[^nQ] " + Self.words(90), "::: verse\nline\nline callV[^nV]\n:::",
      "::: note\ncallout callO[^nO] " + Self.words(120) + "\n:::",
      "![x](f.png){caption=\"Figure callF[^nF]\"}", "Term\n: described callE[^nE]",
    ]
    let names = "TBKHCDSIJQVOFE"
    let notes = names.map { "[^n\($0)]: The note\($0) " + Self.words(12) }
    let folder = try TemporaryFolder()
    try folder.write("title: T\ntrim: 5x8in\nfront: []\nbody: [a.md]\n", to: "book.yaml")
    try folder.write((calls + notes).joined(separator: "\n\n") + "\n", to: "a.md")
    try Self.picture(in: folder)
    let book = try SmallBook.set(path: folder.path)
    #expect(book.diagnostics.isEmpty)
    let lines = book.pages.lines
    let set = lines.filter { $0.role == .note && $0.text.contains("The note") }
    #expect(set.map(\.text).map { String($0.prefix { $0 != "." }) } == (1...14).map { "\($0)" })
    for name in names {
      let call = try #require(
        lines.first {
          $0.role != .note && $0.text.lowercased().contains("call\(name)".lowercased())
        },
        "call \(name)")
      let note = try #require(set.first { $0.text.contains("The note\(name) ") }, "note \(name)")
      #expect(note.page == call.page, "note \(name)")
    }
  }

  @Test("a row taller than a page goes on overleaf below the table's head")
  func tallRow() throws {
    let long = (1...700).map { "w\($0)" }.joined(separator: " ")
    let book = try SmallBook.set(
      "# One\n\nText.\n\n| Head | Other |\n|---|---|\n| \(long) | x |\n| last | y[^1] |\n\nAfter.\n\n[^1]: N.\n"
    )
    #expect(book.diagnostics.isEmpty)
    let cells = book.pages.lines(.tableBody)
    let found = Set(cells.flatMap { $0.text.split(separator: " ").map(String.init) })
    #expect((1...700).allSatisfy { found.contains("w\($0)") })
    let pages = Set(cells.map(\.page))
    #expect(pages.count >= 2)
    let heads = book.pages.lines(.tableHead).filter { $0.text.lowercased() == "head" }
    #expect(Set(heads.map(\.page)) == pages)
    let foot = Length(points: 8 * 72)
    #expect(cells.allSatisfy { $0.y < foot })
    let first = try #require(cells.first).page
    let last = try #require(cells.last).page
    for page in first...last {
      let count = cells.filter { $0.page == page && $0.text != "x" && !$0.text.isEmpty }.count
      #expect(count >= 2)
    }
  }

  @Test("a caption too long for its picture's page goes on overleaf with its note")
  func longCaption() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: T\ntrim: 5x8in\nfront: []\nbody: [a.md]\n", to: "book.yaml")
    try Self.picture(in: folder)
    let caption = (1...500).map { "w\($0)" }.joined(separator: " ")
    try folder.write(
      "# One\n\n![x](f.png){width=100% caption=\"\(caption)[^1]\"}\n\n[^1]: The note.\n", to: "a.md"
    )
    let book = try SmallBook.set(path: folder.path)
    // The first page may give lines to the last, so that it has not too few.
    #expect(book.diagnostics.allSatisfy { $0.code == "layout.short-page" })
    let captions = book.pages.lines(.caption)
    #expect(captions.runningText.hasSuffix("w5001"))
    #expect(Set(captions.map(\.page)).count >= 2)
    #expect(book.pages.lines(.note).first?.page == captions.last?.page)
  }

  @Test("what fits no page is reported with its excess")
  func overfullPage() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "extends: standard\nnumbering: {chapters: none}\nopenings:\n  chapter: {sink: 33gr, text-sink: 0gr}\n",
      to: "sunk/template.yaml")
    try folder.write(
      "title: T\ntemplate: sunk\ntrim: 5x8in\nfront: []\nbody: [a.md]\n", to: "book.yaml")
    try folder.write("# One\n\nText.\n", to: "a.md")
    let book = try SmallBook.set(path: folder.path)
    let found = book.diagnostics.filter { $0.code == "layout.overfull-page" }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.span != nil && $0.message.contains("pt below the page's foot") })
  }

  @Test("a table in a footnote is set as lines, and said to be")
  func tableInNote() throws {
    let book = try SmallBook.set(
      "# One\n\nText.[^1]\n\n[^1]: See:\n\n    | a | b |\n    |---|---|\n    | c | d |\n")
    #expect(book.diagnostics.map(\.code) == ["layout.table-in-note"])
    #expect(book.pages.lines(.note).dropFirst().map(\.text) == ["a\u{2003}b", "c\u{2003}d"])
  }

  @Test("however deep the nesting, lines keep eight ems")
  func deepNesting() throws {
    var source = "# One\n\n"
    for depth in 0..<20 {
      source += String(repeating: "  ", count: depth) + "- \(Self.words(12)) w\(depth)\n"
    }
    let book = try SmallBook.set(source)
    let items = book.pages.lines(.list).filter { $0.text.contains("shore") }
    let left = try #require(items.map(\.x).max())
    let right = try #require(items.map(\.right).max())
    #expect(right - left >= Length(points: 8 * 11 - 12))
    #expect(items.allSatisfy { $0.text.contains(" ") })
  }

  @Test("a table draws its columns closer before it cuts words")
  func closeColumns() throws {
    let cells = (0..<8).map { _ in "tide" }.joined(separator: " | ")
    let rule = (0..<8).map { _ in "---" }.joined(separator: "|")
    let book = try SmallBook.set("# One\n\n| \(cells) |\n|\(rule)|\n| \(cells) |\n")
    #expect(book.diagnostics.isEmpty)
    let row = book.pages.lines(.tableBody)
    #expect(row.count == 8)
    #expect(Set(row.map(\.y)).count == 1)
  }
}
