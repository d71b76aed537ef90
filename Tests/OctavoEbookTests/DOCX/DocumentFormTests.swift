import Foundation
import FoundationXML
import Octavo
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoTestSupport
import Testing

/// A document is built as editors expect: by styles, sections, fields and notes.
@Suite("DOCX form")
struct DocumentFormTests {
  @Test("every piece of a book has a style of its own, and Word's name where Word has one")
  func styles() throws {
    let document = try WordDocument.of(EqualityTests.everything)
    let styles = Set(try document.paragraphs().map(\.style))
    for style in [
      "ChapterNumber", "Heading1", "Heading2", "FirstParagraph", "ListBullet", "ListNumber3",
      "BlockText", "DefinitionTerm", "Definition", "Verse", "CalloutTitle", "CalloutWarning",
      "TableCaption", "TableHead", "TableText", "SourceCode", "SceneBreak",
    ] where style != "ListNumber3" {
      #expect(styles.contains(style), "\(style) is not used")
    }
    let part = try document.part("word/styles.xml")
    for name in [
      "heading 1", "Title", "Body Text", "caption", "footnote text", "List Bullet", "toc 1",
    ] {
      #expect(part.contains("<w:name w:val=\"\(name)\"/>"), "\(name) is not there")
    }
  }

  @Test("the contents are a field, filled in with the printed page numbers")
  func contents() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"))
    let document = try WordDocument.write(result)
    let root = try document.root("word/document.xml")
    #expect(try document.body.contains("> TOC \\o &quot;1-"))
    var folios: [String: String] = [:]
    for (division, pages) in zip(result.book.divisions, result.pages.divisions) {
      folios[division.id] = result.pages.labels[pages.firstPage]
    }
    let listed = root.descendants("w:p").filter { paragraph in
      paragraph.descendants("w:pStyle").first?.value("w:val")?.hasPrefix("TOC") == true
        && paragraph.child("w:hyperlink") != nil
    }
    #expect(listed.count > 20)
    let shown = listed.compactMap { $0.descendants("w:t").last?.stringValue }
    let wanted = result.book.divisions.compactMap { folios[$0.id] }
    #expect(shown.allSatisfy(wanted.contains))
    // No prompt on opening: the numbers are right as they are.
    #expect(!(try document.part("word/settings.xml").contains("updateFields")))
    #expect(!(try document.body.contains("w:dirty")))
  }

  @Test("front matter counts in roman figures, the body from 1, its parts on odd pages")
  func sections() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"))
    let sections = try WordDocument.write(result).sections()
    let divisions = result.book.divisions
    try #require(sections.count == divisions.count)
    var startsBody = true
    for (index, (section, division)) in zip(sections, divisions).enumerated() {
      let numbers = try #require(section.child("w:pgNumType"))
      let isFront = division.matter == .front
      #expect(numbers.value("w:fmt") == (isFront ? "lowerRoman" : "decimal"))
      if !isFront && startsBody {
        #expect(numbers.value("w:start") == "1")
        startsBody = false
      }
      if division.kind == .part || index > 0 && divisions[index - 1].kind == .part {
        #expect(section.child("w:type")?.value("w:val") == "oddPage")
      }
      if division.kind == .chapter { #expect(section.child("w:titlePg") != nil) }
    }
  }

  @Test("margins are mirrored, as wide as on the printed page")
  func margins() throws {
    let document = try WordDocument.of(
      "# One\n\nText.\n", header: "trim: 6x9in\nfront: []\n")
    let section = try #require(try document.sections().first)
    #expect(section.child("w:pgSz")?.value("w:w") == "8640")
    #expect(section.child("w:pgSz")?.value("w:h") == "12960")
    #expect(try document.part("word/settings.xml").contains("<w:mirrorMargins/>"))
    #expect(section.child("w:pgMar")?.value("w:gutter") != nil)
  }

  @Test("running heads find their words by style, and are not longer than their line")
  func runningHeads() throws {
    let title = String(repeating: "A very long title of a chapter ", count: 4)
    let document = try WordDocument.of("# Short\n\nText.\n\n# \(title)\n\nText.\n")
    let heads = document.names.filter { $0.hasPrefix("word/header") }.sorted()
      .compactMap { document.parts[$0] }
    #expect(heads.contains { $0.contains("STYLEREF 1") && $0.contains(">Short<") })
    #expect(heads.contains { $0.contains("PAGE") })
    let long = try #require(heads.first { $0.contains("A very long title") })
    #expect(long.contains("…") && !long.contains("STYLEREF"))
  }

  @Test(
    "a running head says all that a template can ask for, and no name in braces stands in one",
    arguments: ["standard", "academic", "modern"])
  func headNames(template: String) throws {
    let document = try WordDocument.of(
      "# First\n\nText.\n\n## Part of it\n\nText.\n\n# Second\n\nText.\n",
      header: "template: \(template)\nfront: []\n")
    let heads = document.names.filter { $0.hasPrefix("word/header") || $0.hasPrefix("word/footer") }
      .compactMap { document.parts[$0] }
    #expect(!heads.contains { $0.contains("{") }, "\(heads)")
    guard template != "standard" else { return }
    #expect(heads.contains { $0.contains(">1\u{2002}<") && $0.contains("STYLEREF 1") })
    #expect(heads.contains { $0.contains("STYLEREF 2") })
  }

  @Test("call-outs and their titles have one panel, without rules of other kinds")
  func panels() throws {
    let document = try WordDocument.of("# One\n\n::: warning\nHot.\n:::\n")
    let title = try #require(
      try document.body.firstMatch(of: /<w:pPr><w:pStyle w:val="CalloutTitle"\/>.*?<\/w:pPr>/))
    let styles = try document.part("word/styles.xml")
    let warning = try #require(
      styles.firstMatch(of: /w:styleId="CalloutWarning">.*?<\/w:style>/))
    for markup in [String(title.output), String(warning.output)] {
      #expect(markup.contains("<w:left w:val=\"single\" w:sz=\"20\""), "\(markup)")
      #expect(!markup.contains("<w:top w:val=\"single\" w:sz=\"3\""), "\(markup)")
    }
  }

  @Test("notes are footnotes that Word numbers, their numbers begun anew in each section")
  func footnotes() throws {
    let document = try WordDocument.of(
      "# One\n\nA.[^a] B.[^b] Again.[^a]\n\n[^a]: *The* note.[^b]\n\n[^b]: Two.\n")
    #expect(try document.body.matches(of: /<w:footnoteReference\s/).count == 2)
    #expect(try document.body.contains("NOTEREF "))
    let notes = try document.root("word/footnotes.xml").descendants("w:footnote")
    #expect(notes.compactMap { $0.value("w:type") } == ["separator", "continuationSeparator"])
    #expect(notes[2].descendants("w:footnoteRef").count == 1)
    #expect(notes[2].descendants("w:pStyle").first?.value("w:val") == "FootnoteText")
    #expect(
      try document.part("word/settings.xml").contains("<w:numRestart w:val=\"eachSect\"/>"))
  }

  @Test("notes gathered at the book's end are endnotes")
  func endnotes() throws {
    let document = try WordDocument.of(
      DOCXValidityTests.gathered, header: "front: [toc]\nback: [notes, index]\n")
    #expect(try document.body.matches(of: /<w:endnoteReference\s/).count == 3)
    #expect(try document.root("word/footnotes.xml").descendants("w:footnote").count == 2)
  }

  @Test("captions count themselves; references know numbers, titles and pages")
  func references() throws {
    let document = try WordDocument.of(
      """
      # One {#one}

      ![Alt text](leaf.png "A leaf"){#fig:leaf}

      See [@fig:leaf], [](#two), [own](#two), [@two]{.page} and [@two].

      # Two {#two}

      Text.
      """)
    let body = try document.body
    #expect(body.contains("> SEQ Figure \\* ARABIC <"))
    #expect(body.matches(of: /> REF _RefNumber\d+ \\h </).count == 2)
    #expect(body.matches(of: /> REF _RefTitle\d+ \\h </).count == 1)
    #expect(body.contains("> PAGEREF two \\h <"))
    #expect(body.contains("w:anchor=\"two\""))
    #expect(
      try document.paragraphs().contains { $0.text.hasPrefix("See figure 1, Two, own, 2 and") })
  }

  @Test("tables repeat their heads; pictures carry their descriptions")
  func tablesAndPictures() throws {
    let document = try WordDocument.of(
      "# One\n\n| A | B |\n|--:|:-:|\n| 1 | x |\n\nTable: Cap {#tbl:a}\n\n![Alt & text](leaf.png)\n"
    )
    let row = try #require(try document.root("word/document.xml").descendants("w:tr").first)
    #expect(row.child("w:trPr")?.child("w:tblHeader") != nil)
    #expect(row.child("w:trPr")?.child("w:cantSplit") != nil)
    #expect(try document.body.contains("descr=\"Alt &amp; text\""))
    #expect(document.names.contains("word/media/image1.png"))
  }

  @Test("index marks are fields, and the index lists their printed pages")
  func index() throws {
    let document = try WordDocument.of(
      DOCXValidityTests.gathered, header: "front: [toc]\nback: [notes, index]\n")
    #expect(try document.body.contains("> XE &quot;fish:whale&quot; <"))
    #expect(try document.body.contains("> INDEX \\h &quot;A&quot; \\e"))
    let lines = try document.paragraphs().filter { $0.style.hasPrefix("Index") }.map(\.text)
    #expect(lines.map { $0.prefix { $0 != "," } } == ["F", "fish", "whale"])
    #expect(lines.last?.last?.isNumber == true)
  }

  @Test("properties and languages are the book's own")
  func properties() throws {
    let document = try WordDocument.of(
      "# One\n\nText [Wort]{lang=de}.\n",
      header: "authors: [A. Writer]\nlanguage: en-GB\nsubjects: [fish, sea]\nfront: []\n")
    let core = try document.part("docProps/core.xml")
    #expect(core.contains("<dc:title>A Book</dc:title>"))
    #expect(core.contains("<dc:creator>A. Writer</dc:creator>"))
    #expect(core.contains("<dc:language>en-GB</dc:language>"))
    #expect(core.contains("<cp:keywords>fish; sea</cp:keywords>"))
    #expect(try document.part("word/styles.xml").contains("<w:lang w:val=\"en-GB\""))
    #expect(try document.body.contains("<w:lang w:val=\"de\"/>"))
  }

  @Test("a paragraph keeps its id when others come and go")
  func paragraphIDs() throws {
    func ids(_ text: String) throws -> [String: String] {
      let document = try WordDocument.of(text)
      return Dictionary(
        try document.root("word/document.xml").descendants("w:p").map { paragraph in
          (
            paragraph.descendants("w:t").map { $0.stringValue ?? "" }.joined(),
            paragraph.value("w14:paraId") ?? ""
          )
        }, uniquingKeysWith: { first, _ in first })
    }
    let before = try ids("# One\n\nOpening.\n\nStays.\n\nStays too.\n")
    let after = try ids("# One\n\nOpening.\n\nNew.\n\nStays.\n\nNew too.\n\nStays too.\n")
    for text in ["One", "Opening.", "Stays.", "Stays too."] {
      #expect(before[text] == after[text] && before[text]?.count == 8)
    }
  }

  @Test("a manuscript is what presses ask for")
  func manuscript() throws {
    let document = try WordDocument.of(
      "# One\n\nText.\n\n***\n\nMore.\n",
      header: "authors: [Ann B. Writer]\nfront: [title]\n", form: .manuscript)
    let section = try #require(try document.sections().last)
    for side in ["top", "bottom", "left", "right"] {
      #expect(section.child("w:pgMar")?.value("w:\(side)") == "1440")
    }
    let styles = try document.root("word/styles.xml").descendants("w:style")
    let normal = try #require(styles.first { $0.value("w:styleId") == "Normal" })
    #expect(normal.descendants("w:sz").first?.value("w:val") == "24")
    #expect(normal.descendants("w:spacing").first?.value("w:line") == "480")
    #expect(normal.descendants("w:rFonts").first?.value("w:ascii") == "Times New Roman")
    let head = try document.root("word/header1.xml").descendants("w:t")
    #expect(head.compactMap(\.stringValue).joined().hasPrefix("Writer / A Book / "))
    #expect(try document.paragraphs().contains { $0.style == "SceneBreak" && $0.text == "#" })
  }

  @Test("code is as large beside the text of a table and of a note as beside the body's")
  func codeIsInProportion() throws {
    let document = try WordDocument.of(
      "# One\n\nText `bodycode`.[^n]\n\n| A |\n|---|\n| `cellcode` |\n\n[^n]: A note of `notecode`.\n"
    )
    func size(_ code: String, in part: String) throws -> Int? {
      let run = try #require(
        document.part(part).components(separatedBy: "<w:r>").first { $0.contains(code) })
      return run.firstMatch(of: /<w:sz w:val="([0-9]+)"\/>/).flatMap { Int($0.1) }
    }
    // The style for code in the body's text says how large it is there.
    #expect(try size("bodycode", in: "word/document.xml") == nil)
    let style = try #require(
      document.part("word/styles.xml").firstMatch(
        of: /w:styleId="SourceCodeCharacter".*?<w:sz w:val="([0-9]+)"/)
    )
    let own = try #require(Int(style.1))
    let cell = try #require(try size("cellcode", in: "word/document.xml"))
    let note = try #require(try size("notecode", in: "word/footnotes.xml"))
    #expect(cell < own && note < own && cell > 12 && note > 12)
  }
}
