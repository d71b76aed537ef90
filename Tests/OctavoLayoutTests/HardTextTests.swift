import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoStyle
import OctavoTestSupport
import Testing

@testable import OctavoLayout

/// Text that no template was made for: scripts without font, words without end, lines from the right.
@Suite("Hard text")
struct HardTextTests {
  private func findings(_ book: TypesetResult, _ code: String) -> [Diagnostic] {
    book.diagnostics.filter { $0.code == code }
  }

  // MARK: Missing characters

  @Test("a novel in a script without font is one finding, with its first place and a count")
  func novelWithoutFont() throws {
    let chapters = (0..<4).map { chapter in
      "# One\n\n" + (0..<40).map { String(Unicode.Scalar(UInt32(0x4E00 + $0 + chapter))!) }.joined()
    }
    let book = try SmallBook.set(chapters.joined(separator: "\n\n"))
    let missing = findings(book, "text.missing-glyph")
    #expect(missing.count == 1)
    #expect(
      missing.first?.message
        == "no font of the template has 43 of the book's Chinese characters, such as “一”, “丁”, “丂”, “七”, “丄”; boxes stand for them, 160 times"
    )
    let span = try #require(missing.first?.span)
    let place = book.sources[span.file].position(of: Int(span.start))
    #expect(place.line == 9 && place.column == 1)
    #expect(missing.first?.hints.count == 1)
  }

  @Test("a few characters without font are named one by one")
  func fewWithoutFont() throws {
    let book = try SmallBook.set("# One\n\nA 漢 and a 字, and 漢 again.\n\n# Two\n\nThe 漢.\n")
    #expect(
      findings(book, "text.missing-glyph").map(\.message) == [
        "no font of the template has the character “漢” (U+6F22); boxes stand for it, 3 times",
        "no font of the template has the character “字” (U+5B57); a box stands for it",
      ])
  }

  // MARK: Words without end

  @Test(
    "a word wider than the line is cut in every script",
    arguments: ["ש", "ب", "aא", "ক", "e\u{301}\u{302}", "字\u{2060}", "a\u{A0}"])
  func endlessWord(piece: String) throws {
    let word = String(repeating: piece, count: 800)
    let book = try SmallBook.set("# One\n\nA.\n\n\(word)\n")
    #expect(findings(book, "layout.overfull-line").isEmpty)
    #expect(book.pages.lines.count > 6)
    let right = book.sheet.page.left(isRecto: true) + book.sheet.page.measure
    #expect(book.pages.lines.allSatisfy { $0.right <= right + Length(points: 8) })
    let isTied = piece.contains("\u{A0}")
    #expect(findings(book, "layout.cut-word").count == (isTied ? 0 : 1))
  }

  // MARK: From the right

  @Test("a Hebrew paragraph in an English book ends at the right and is indented there")
  func fromTheRight() throws {
    let hebrew = Array(repeating: "שלום עולם זה טקסט ארוך", count: 9).joined(separator: " ")
    let book = try SmallBook.set("# One\n\nPlain text.\n\n\(hebrew)\n\nשלום עולם\n\nEnglish.\n")
    let lines = book.pages.lines(.body).filter { $0.page == 1 }
    let edge = book.sheet.page.left(isRecto: true)
    let right = edge + book.sheet.page.measure
    let slack = Length(points: 3)
    let indent = book.sheet[.body].indent
    let own = lines.filter { !$0.text.contains("n") && !$0.text.contains("E") }
    #expect(own.count >= 4)
    // The first line's indent and the one-line paragraph's stand at the right.
    #expect(abs(own[0].right + indent - right) < slack)
    #expect(abs(own[own.count - 1].right + indent - right) < slack)
    // The last line of the long one ends flush right, not left.
    let last = own[own.count - 2]
    #expect(abs(last.right - right) < slack && last.x > edge + slack)
    let english = try #require(lines.last)
    #expect(abs(english.x - edge - indent) < slack)
  }

  private func abs(_ length: Length) -> Length { max(length, .zero - length) }

  @Test("a ragged paragraph without end takes time in proportion to its length")
  func endlessRagged() throws {
    let growth = try Growth.overFourfold(200) { count in
      let text = String(repeating: "The ferry went on along the quiet shore. ", count: count)
      _ = try SmallBook.set(
        "# One\n\n\(text)\n", header: "trim: 5x8in\ntemplate: modern\nfront: []\n")
    }
    #expect(growth < 9, "\(growth)")
  }

  // MARK: Heads and tables

  @Test("a running head as long as a chapter is cut in a few trials, at a word")
  func longHead() {
    let text = String(repeating: "walls of grey stone, ", count: 4_000)
    var trials = 0
    let head = ShortenedHead(words: text.split(separator: " ")).longest {
      trials += 1
      return $0.count <= 40
    }
    #expect(head == "walls of grey stone, walls of grey…")
    #expect(trials < 20)
  }

  @Test("a running head of one endless word is cut within it")
  func endlessHead() {
    let head = ShortenedHead(words: [Substring(String(repeating: "a", count: 10_000))])
    #expect(head.longest { $0.count <= 5 } == "aaaa…")
    #expect(head.longest { _ in false } == nil)
  }

  @Test("a table wider than the paper says how many columns are lost, once")
  func tableBeyondPaper() throws {
    func row(_ cell: String) -> String {
      "|" + (0..<200).map { "\(cell)\($0)|" }.joined() + "\n"
    }
    let rule = "|" + String(repeating: "-|", count: 200) + "\n"
    let book = try SmallBook.set("# One\n\n" + row("c") + rule + row("v"))
    let found = findings(book, "layout.table-too-wide")
    #expect(found.count == 1)
    #expect(
      found.first?.message.contains(/^the last \d+ of the table's 200 columns fall off the page$/)
        == true)
    #expect(found.first?.span != nil)
    #expect(findings(book, "layout.overfull-line").isEmpty)
  }
}
