import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Divisions")
struct DivisionTests {
  @Test(arguments: [
    ("I. Loomings", "I", "Loomings"), ("XIV. Title", "XIV", "Title"), ("12. Title", "12", "Title"),
    ("Chapter 3: The Inn", "3", "The Inn"), ("Chapter IX", "IX", ""), ("Chapter 4", "4", ""),
    ("Kapitel 2 – Ende", "2", "Ende"), ("XIV", "XIV", ""), ("I", "I", ""), ("7", "7", ""),
  ])
  func clearNumeralsAreKeptApart(heading: String, numeral: String, title: String) {
    let division = Markdown.book("# " + heading).value.divisions[0]
    #expect(division.numeral == numeral)
    #expect(Inline.plainText(division.title) == title)
  }

  @Test(arguments: [
    "I am", "Mild weather", "1984", "MIX and match", "IIII. X", "Civil", "A. B", "3D printing",
    "3.14", "Chapters", "Chapter One", "C", "I.Loomings",
  ])
  func otherHeadingsStayWhole(heading: String) {
    let division = Markdown.book("# " + heading).value.divisions[0]
    #expect(division.numeral == nil)
    #expect(Inline.plainText(division.title) == heading)
  }

  @Test(arguments: [
    (["I", "II", "III"], ["I", "II", "III"]), (["XLIX", "L", "LI"], ["XLIX", "L", "LI"]),
    (["Me", "I", "You"], [nil, nil, nil]), (["V", "Pynchon", "MIX"], [nil, nil, nil]),
    (["I", "II", "I", "II"], ["I", "II", "I", "II"]), (["I", "II", "I"], ["I", "II", "I"]),
    (["XCIX. Last", "C"], ["XCIX", "C"]), (["A", "X", "XI"], [nil, "X", "XI"]),
    (["Preface", "I", "II", "C"], [nil, "I", "II", nil]),
  ])
  func lettersAloneAreNumeralsWhereTheyCount(headings: [String], numerals: [String?]) {
    let source = headings.map { "# \($0)\n\nText.\n" }.joined(separator: "\n")
    let divisions = Markdown.book(source).value.divisions
    #expect(divisions.map(\.numeral) == numerals)
    for (heading, division) in zip(headings, divisions) where division.numeral == nil {
      #expect(Inline.plainText(division.title) == heading)
    }
  }

  @Test func romanNumerals() {
    for number in 1..<4000 { #expect(ChapterNumeral.isRoman(ChapterNumeral.roman(number))) }
    for text in ["", "IIX", "VV", "IC", "MMMM", "abc", "i"] {
      #expect(!ChapterNumeral.isRoman(text))
    }
  }

  @Test func idsShortTitlesAndSubtitles() {
    let source = """
      # It's *Odd*, Ahab! {short="Odd \\"one\\""}

      ## Second line {.subtitle}

      ## Part

      # Given {#own}

      ## Part

      # It's odd, Ahab

      # 漢字

      # !
      """
    let divisions = Markdown.book(source).value.divisions
    #expect(divisions.map(\.id) == ["its-odd-ahab", "own", "its-odd-ahab-2", "漢字", "chapter-5"])
    #expect(Inline.plainText(divisions[0].subtitle) == "Second line")
    #expect(divisions[1].blocks[0].attributes.id == "part-2")
    #expect(divisions[0].blocks[0].attributes.id == "part")
  }

  @Test func shortTitles() {
    #expect(Markdown.book("# Long {short='It is'}").value.divisions[0].shortTitle == "It is")
  }

  @Test func titlesOfTheBookAreTypographic() throws {
    let folder = Folder([
      "book.yaml": "title: The Whale's \"Way\"\nbody:\n - {part: I. A *b*, chapters: [a.md]}\n",
      "a.md": "Text.",
    ])
    let manuscript = try folder.read().value
    #expect(manuscript.metadata.title == "The Whale's \"Way\"")
    let book = BookBuilder.build(manuscript).value
    #expect(book.metadata.title == "The Whale’s “Way”")
    let part = try #require(book.divisions.first { $0.kind == .part })
    #expect(part.numeral == "I")
    #expect(Inline.plainText(part.title) == "A b")
  }
}
