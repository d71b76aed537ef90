import OctavoBase
import Testing

@testable import OctavoBook

/// What blocks ask for in braces, and what is said of what cannot be had.
@Suite("Block attributes")
struct BlockAttributeTests {
  @Test(
    "widths are shares of the measure or lengths",
    arguments: [
      ("60%", PictureWidth.share(600)), ("12.5%", .share(125)),
      ("2in", .length(Length(points: 144))), ("36pt", .length(Length(points: 36))),
      ("25.4mm", .length(Length(points: 72))), ("2.54cm", .length(Length(points: 72))),
    ])
  func widths(written: String, width: PictureWidth) {
    #expect(PictureWidth(written) == width)
  }

  @Test(
    "what is no width is none",
    arguments: [
      "", "%", "0%", "101%", "40px", "40", "-3mm", "1e3pt", "nan%", "infpt", "0mm", "60 %",
      "1.2.3mm",
    ])
  func noWidths(written: String) { #expect(PictureWidth(written) == nil) }

  @Test("call-outs may have titles of their own, in smart quotes")
  func calloutTitles() throws {
    let block = try #require(
      Markdown.blocks("::: {.tip title='He said \"no\"'}\nText.\n:::\n").first)
    #expect(block.calloutTitle == "He said “no”")
    #expect(
      Markdown.findings("::: {.tip tilte=x}\nText.\n:::\n") == ["1:11 book.unknown-attribute"])
  }

  @Test("a div of lists numbers them and is gone; other numerals are told")
  func numerals() throws {
    let blocks = Markdown.blocks("::: {.list numbers=\"A i\" #x}\n1. a\n2. b\n:::\n")
    guard case .list(let list)? = blocks.first?.content else {
      Issue.record("no list")
      return
    }
    #expect(list.numerals == [.upperLetters, .lowerRoman])
    #expect(blocks.first?.attributes.id == "x")
    #expect(
      Markdown.findings("::: {.list numbers=b start=3}\n1. a\n:::\n") == [
        "1:1 book.bad-numbers", "1:1 book.unknown-attribute",
      ])
  }

  @Test("every so many lines of verse bear their number")
  func verse() {
    var numbering = VerseNumbering(Attributes(values: [.init(key: "numbers", value: "3")]))
    #expect((1...7).map { _ in numbering.next() } == [nil, nil, 3, nil, nil, 6, nil])
    var later = VerseNumbering(
      Attributes(values: [.init(key: "numbers", value: "5"), .init(key: "start", value: "99")]))
    #expect((0..<3).map { _ in later.next() } == [nil, 100, nil])
    let wrong = VerseNumbering(Attributes(values: [.init(key: "numbers", value: "many")]))
    #expect(wrong.problem != nil)
    #expect(!wrong.hasNumbers)
  }
}
