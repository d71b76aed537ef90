import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// How running text looks once it is set with the standard template.
@Suite("Paragraphs")
struct ParagraphSettingTests {
  static let prose = """
    The extraordinary multiplication of typographical considerations notwithstanding, an \
    experienced compositor distinguishes immediately between satisfactory and unsatisfactory \
    arrangements; characteristically, responsibility for incomprehensible hyphenation is \
    attributed to circumstances.
    """

  @Test("a drop capital and its word read as one")
  func dropCapital() throws {
    let book = try SmallBook.set("# One\n\nCall me Ishmael. \(Self.prose)\n\n\(Self.prose)\n")
    #expect(text(book.pages).contains("One Call me Ishmael. The"))
    let sizes = book.pages.lines.filter { $0.page == 1 }.map(\.size)
    #expect(sizes.contains { $0 > Length(points: 25) })
  }

  @Test("the mark of a proof ends at the right edge, as full lines do")
  func proofMark() throws {
    let book = try SmallBook.set("# One\n\n::: proof\n\(Self.prose)\n:::\n\n\(Self.prose)\n")
    let lines = book.pages.lines.filter { $0.page == 1 }
    let marked = try #require(lines.first { $0.text.contains("□") })
    let edge = try #require(lines.map(\.right).max())
    #expect((edge - marked.right).points < 3, "\(marked.right), not \(edge)")
  }

  @Test("an address does not run words before it into each other")
  func addressInNeed() throws {
    let address = "https://archive.example.org/collections/harbour-records/1896/letters"
    let book = try SmallBook.set(
      "# One\n\nText.\n\nThe address <\(address)/keeper/folio/117/recto/verso> it is.\n")
    #expect(!book.diagnostics.contains { $0.code == "layout.overfull-line" })
    #expect(text(book.pages).contains("The address https:"))
  }

  @Test(
    "an address falls short of the measure rather than stick out",
    arguments: ["standard", "academic", "modern"])
  func addressFallsShort(template: String) throws {
    let start = "https://archive.example.org/collections/harbour-records/1896/letters/keeper"
    let middle = "/folio-117/recto/transcription/annotated/second-series/appendix?key0=value000"
    let keys = (1..<11).map { "&key\($0)=value\(String($0 + 1_000).dropFirst())" }.joined()
    let book = try SmallBook.set(
      "# One\n\nThe address <\(start)\(middle)\(keys)&key11=> has three hundred characters.\n",
      header: "trim: 6x9in\nfront: []\ntemplate: \(template)\n")
    #expect(!book.diagnostics.contains { $0.code == "layout.overfull-line" })
    let first = try #require(book.pages.lines.first { $0.text.contains("https:") })
    #expect(first.text.contains("/collections/har"), "\(first.text)")
    #expect(first.space < Length(points: 18))
  }

  @Test("a line of two words before a long number ends short, and a warning says by how much")
  func shortLine() throws {
    let number = String(repeating: "1234567890", count: 5) + "12"
    let book = try SmallBook.set(
      "# One\n\nFirst.\n\nSomething was \(number) and there.\n", header: "trim: 6x9in\nfront: []\n")
    let line = try #require(book.pages.lines.first { $0.text.hasPrefix("Something") })
    #expect(line.text == "Something was")
    #expect(line.space < Length(points: 5))
    let found = try #require(book.diagnostics.first)
    #expect(found.code == "layout.loose-line" && book.diagnostics.count == 1)
    #expect(found.message.contains("falls short of its measure by"), "\(found.message)")
  }

  @Test("what is said of a loose line is what one sees", arguments: 40...60)
  func looseLine(digits: Int) throws {
    let number = String(repeating: "1234567890", count: 7).prefix(digits)
    let book = try SmallBook.set(
      "# One\n\nFirst.\n\nThere was \(number) and all of that.\n\n\(Self.prose)\n",
      header: "trim: 6x9in\nfront: []\n")
    let lines = book.pages.lines
    let line = try #require(lines.first { $0.text.hasPrefix("There was") })
    let prose = try #require(lines.first { $0.text.hasPrefix("The extraordinary") })
    let messages = book.diagnostics.filter { $0.code == "layout.loose-line" }.map(\.message)
    let gap = (prose.right - line.right).points
    guard gap > 12 else {
      #expect(!messages.contains { $0.contains("falls short") }, "\(messages)")
      return
    }
    let message = try #require(messages.first, "a gap of \(gap) pt")
    let shown = try #require(
      message.split(separator: " ").last.flatMap { Double($0.dropLast(2)) }, "\(message)")
    // Points and stops hang into the margin.
    #expect(message.contains("falls short") && abs(shown - gap) < 3, "\(message), not \(gap)")
    #expect(line.space < Length(points: 5))
  }

  @Test("the tail of an initial ends above the letters of the line below", arguments: ["Q", "J"])
  func initialWithTail(letter: String) throws {
    func initial(_ letter: String) throws -> SetLine {
      let book = try SmallBook.set("# One\n\n\(letter)all me Ishmael. \(Self.prose)\n")
      return try #require(book.pages.lines.first { $0.page == 1 && $0.size > Length(points: 25) })
    }
    let plain = try initial("C")
    let tailed = try initial(letter)
    #expect(tailed.size < plain.size.scaled(9, 10))
    #expect(tailed.size > plain.size.scaled(7, 10))
    // Its tops stay level with the first line's, so that its baseline is higher.
    #expect(tailed.y < plain.y)
  }

  @Test(
    "code, small letters, marks and Hebrew make no initials; emphasis makes an upright one",
    arguments: [
      ("`Call`", false), ("call", false), ("1851", false), ("שלום", false), ("*Call*", true),
    ])
  func initialFrom(start: String, isTaken: Bool) throws {
    let book = try SmallBook.set("# One\n\n\(start) me Ishmael. \(Self.prose)\n")
    let sizes = book.pages.lines.filter { $0.page == 1 }.map(\.size)
    #expect(sizes.contains { $0 > Length(points: 25) } == isTaken)
  }

  @Test("a word cut at a line's end keeps its letters")
  func hyphenation() throws {
    let long = Array(repeating: Self.prose, count: 5).joined(separator: " ")
    let book = try SmallBook.set("# One\n\nFirst.\n\n\(long)\n")
    let body = book.pages.lines(.body)
    #expect(body.contains { $0.endsInHyphen })
    #expect(body.filter(\.endsInHyphen).allSatisfy { $0.text.hasSuffix("-") })
    #expect(body.runningText == long)
  }

  @Test("justified lines end at one edge")
  func justified() throws {
    let long = Array(repeating: Self.prose, count: 5).joined(separator: " ")
    let book = try SmallBook.set("# One\n\nFirst.\n\n\(long)\n")
    let rights = book.pages.lines(.body).filter { $0.page == 1 }.dropLast().map(\.right)
    let widest = try #require(rights.max())
    // Hanging punctuation may stand a little outside.
    #expect(rights.allSatisfy { widest - $0 < Length(points: 8) })
  }

  @Test("holes between words are reported with their size and place")
  func holes() throws {
    let word = String(repeating: "1234567890", count: 4)
    let book = try SmallBook.set(
      "# One\n\nFirst.\n\nIt is here and there and everywhere that we see \(word)56789.\n")
    let codes = book.diagnostics.map(\.code)
    #expect(codes == ["layout.loose-line"], "\(codes)")
    #expect(book.diagnostics[0].message.contains("times as wide as they should be"))
    #expect(book.diagnostics[0].span != nil)
  }

  @Test("the first paragraph is set flush, those after it are indented")
  func indent() throws {
    let book = try SmallBook.set("# One\n\nA b.\n\nSecond one.\n\nThird one.\n\n***\n\nAfter it.\n")
    let second = try line(book.pages, "Second")
    let third = try line(book.pages, "Third")
    let after = try line(book.pages, "After")
    // Letters may hang a little over the edge.
    #expect(max(second.x - third.x, third.x - second.x) < Length(points: 1))
    #expect(after.x < second.x)
  }

  @Test("text keeps to the baseline grid below a quotation and a listing")
  func grid() throws {
    let markdown = """
      # One

      Opening words.

      > A quotation of a line.

      Between them.

      ```
      let code = 1
      more code
      ```

      ## Section

      Last words.
      """
    let book = try SmallBook.set(markdown)
    let grid = book.sheet.page.grid.scaledPoints
    for text in ["Between", "Last"] {
      let place =
        try line(book.pages, text).y - book.sheet.page.topMargin
        - book.sheet.page.firstBaseline
      #expect(place.scaledPoints % grid == 0, "\(text) is off the grid by \(place)")
    }
  }

  @Test("a listing keeps its spaces and its lines")
  func code() throws {
    let book = try SmallBook.set("# One\n\nA.\n\n```\nif x {\n    go   on\n\n}\n```\n")
    #expect(book.pages.lines(.code).map(\.text).contains("    go   on"))
    let lines = book.pages.lines(.code)
    let first = try #require(lines.first)
    let last = try #require(lines.last)
    #expect(last.y - first.y == book.sheet[.code].leading * 3)
  }

  @Test("a line of verse too long for the page turns over, set in further")
  func verse() throws {
    let long =
      "Of man’s first disobedience and the fruit of that forbidden tree whose mortal "
      + "taste brought death into the world and all our woe with loss of Eden"
    let book = try SmallBook.set("# One\n\nA.\n\n::: verse\nShort line\n\(long)\nLast line\n:::\n")
    let lines = book.pages.lines(.verse)
    #expect(lines.count >= 4)
    let short = try #require(lines.first)
    #expect(lines.dropFirst(2).dropLast().allSatisfy { $0.x > short.x })
    #expect(lines.runningText == "Short line \(long) Last line")
  }

  @Test("every list item has its marker on its first line")
  func listMarkers() throws {
    let book = try SmallBook.set("# One\n\nA.\n\n3. third\n4. fourth\n\n- dot\n  - dash\n")
    let lines = book.pages.lines
    for (marker, item) in [("3.", "third"), ("4.", "fourth"), ("•", "dot"), ("–", "dash")] {
      let text = try line(book.pages, item)
      let beside = lines.filter { $0.y == text.y && $0.page == text.page && $0.text == marker }
      #expect(beside.count == 1, "\(item) has no \(marker)")
      #expect(beside.allSatisfy { $0.right < text.x })
    }
  }

  @Test("the cells of a row stand side by side, columns below each other")
  func table() throws {
    let markdown = "# One\n\nA.\n\n| aa | bb |\n|----|---:|\n| cc | dd |\n| ee | ff |\n"
    let book = try SmallBook.set(markdown)
    let cells = try ["aa", "bb", "cc", "dd", "ee", "ff"].map { try line(book.pages, $0) }
    #expect(cells[2].y == cells[3].y && cells[4].y == cells[5].y)
    #expect(cells[0].y < cells[2].y && cells[2].y < cells[4].y)
    #expect(cells[2].x == cells[4].x && cells[3].x > cells[2].right)
    #expect(cells[3].right == cells[5].right)
  }

  @Test("a character without a font is reported where it stands")
  func missingGlyph() throws {
    let book = try SmallBook.set("# One\n\nFine.\n\nNot \u{1E2C0} here.\n")
    let finding = try #require(book.diagnostics.first { $0.code == "text.missing-glyph" })
    let span = try #require(finding.span)
    let place = book.sources[span.file].position(of: Int(span.start))
    #expect(place.line == 11)
    #expect(place.column == 5)
  }

  private func text(_ pages: PagedBook) -> String { pages.lines.runningText }

  private func line(_ pages: PagedBook, _ start: String) throws -> SetLine {
    try #require(pages.lines.first { $0.text.hasPrefix(start) }, "no line begins with \(start)")
  }
}
