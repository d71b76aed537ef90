import Foundation
import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoStyle
import Testing

@testable import OctavoRender

@Suite struct PDFWriterTests {
  @Test func textIsCopiedAsItWasWritten() throws {
    var small = SmallBook()
    small.addPage(
      label: "1",
      lines: [
        [.init("The office: affluent ﬂows"), .init(" Small Caps", feature: "smcp")],
        [.init("1876 and 54", feature: "onum"), .init(" — “quoted”, naïve")],
        [.init("a line that ends in a hy-")], [.init("phen")],
      ])
    let text = try extractedText(try pdf(small.book))
    #expect(text.contains("The office: affluent ﬂows Small Caps\n"))
    #expect(text.contains("1876 and 54 — “quoted”, naïve\n"))
    #expect(text.contains("hy-\nphen") || text.contains("hyphen"))
  }

  @Test func charactersNobodySeesAreNotCopied() throws {
    var small = SmallBook()
    small.addPage(
      label: "1", lines: [[.init("soft\u{AD}ware zero\u{200B}width joined\u{2060}up e\u{FEFF}nd")]])
    let text = try extractedText(try pdf(small.book))
    #expect(text.contains("software zerowidth joinedup end\n"))
  }

  @Test func wordsStayWholeAcrossRunsAndScalings() throws {
    var small = SmallBook()
    small.addPage(
      label: "1",
      lines: (0..<9).map { line in
        [.init("expanded ", scale: Int16(980 + 5 * line)), .init("by line", color: .rgb(1, 0, 0))]
      })
    let bytes = try pdf(small.book)
    let text = try extractedText(bytes)
    #expect(text.components(separatedBy: "expanded by line\n").count == 10)
    let folder = try TemporaryFolder()
    let fonts = try run("pdffonts", [try folder.write(bytes, as: "book.pdf")]).output
    let embedded = fonts.split(separator: "\n").dropFirst(2)
    #expect(embedded.count == 1, "scalings share a subset: \(fonts)")
    #expect(embedded.allSatisfy { $0.contains("yes yes yes") })
  }

  @Test func linksLeadWhereTheySay() throws {
    let odd = "it’s \\ “odd” (1)'"
    var small = SmallBook()
    small.addPage(
      label: "i",
      lines: [
        [.init("see "), .init("chap", link: .anchor(odd)), .init("ter", link: .anchor(odd))],
        [.init("web", link: .url("https://example.org/a?b=(c)&d='e'\\"))],
        [.init("nowhere", link: .anchor("missing"))],
      ])
    small.addPage(label: "1", lines: [[.init("Chapter")]], anchors: [odd, odd, ""])
    let text = try unpacked(try pdf(small.book))
    #expect(text.components(separatedBy: "/Subtype /Link").count == 3, "neighbours are one link")
    #expect(text.contains("/URI (https://example.org/a?b=%28c%29&d=%27e%27%5C)"))
    let name = "it%E2%80%99s%20%5C%20%E2%80%9Codd%E2%80%9D%20%281%29%27"
    #expect(text.contains("/Dest (\(name))"))
    #expect(text.components(separatedBy: name).count == 3, "used once, defined once")
  }

  @Test func anAddressStandsOnceHoweverManyLinesItTakes() throws {
    let address = "https://example.org/" + String(repeating: "long/", count: 50)
    var small = SmallBook()
    for _ in 0..<3 {
      small.addPage(
        label: "1",
        lines: (0..<9).flatMap { line in
          [
            [.init("line \(line)", link: .url(address))],
            [.init("other", link: .url("https://example.org"))],
          ]
        })
    }
    let text = try unpacked(try pdf(small.book))
    #expect(text.components(separatedBy: "/Subtype /Link").count == 1 + 3 * 9 * 2)
    #expect(text.components(separatedBy: address).count == 2)
    #expect(text.components(separatedBy: "/S /URI").count == 3)
  }

  @Test func noTextBeginsTheNameOfALanguage() {
    var bytes = ContentBytes()
    bytes.append(text: "a\u{1B}é")
    #expect(String(decoding: bytes.raw, as: UTF8.self) == "<FEFF006100E9>")
  }

  @Test func theBoxForMissingCharactersLeavesCodesForTheOthers() {
    var meanings = GlyphMeanings()
    for character in 0..<100_000 { meanings.add(glyph: 0, text: UInt64(character + 1)) }
    for glyph in 1..<2_000 as Range<UInt16> { meanings.add(glyph: glyph, text: 7) }
    #expect(meanings.all.count == GlyphMeanings.most + 1_999)
    #expect(meanings.index(of: 0, text: 5) == 4)
    #expect(meanings.index(of: 0, text: 99_999) == nil)
    #expect(meanings.first(of: 0) == 0)
    #expect(meanings.index(of: 1_999, text: 7) == meanings.all.count - 1)
  }

  @Test func aBookWithoutLinksIsSound() throws {
    var small = SmallBook()
    small.addPage(label: "", lines: [[.init("plain")]])
    small.addPage(label: "", lines: [])
    #expect(try unpacked(try pdf(small.book)).contains("/Count 2"))
  }

  @Test func outlineShowsPartsAboveChapters() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [[.init("One")]], anchors: ["p", "a"])
    small.addPage(label: "2", lines: [[.init("Two")]], anchors: ["b"])
    small.outline = [
      .init(level: 0, title: "Part “One” (first)", anchor: "p"),
      .init(level: 1, title: "Chapter A", anchor: "a"),
      .init(level: 1, title: "Gone", anchor: "missing"),
      .init(level: 1, title: "Chapter B", anchor: "b"),
      .init(level: 0, title: "End", anchor: "b"),
    ]
    let folder = try TemporaryFolder()
    let file = try folder.write(try pdf(small.book), as: "book.pdf")
    let json = try run("qpdf", ["--json", "--json-key=outlines", file]).output
    let tree = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let top = try #require(tree["outlines"] as? [[String: Any]])
    #expect(top.compactMap { $0["title"] as? String } == ["Part “One” (first)", "End"])
    let kids = try #require(top[0]["kids"] as? [[String: Any]])
    #expect(kids.compactMap { $0["title"] as? String } == ["Chapter A", "Chapter B"])
    #expect(kids.compactMap { $0["destpageposfrom1"] as? Int } == [1, 2])
  }

  @Test func pageLabelsAreTheFolios() throws {
    var front = SmallBook()
    for label in ["i", "ii", "iii", "iv", "1", "2", "3", "A-1", "A-2"] {
      front.addPage(label: label, lines: [])
    }
    let text = try unpacked(try pdf(front.book))
    #expect(text.contains("/S /r"), "roman folios count")
    #expect(text.components(separatedBy: "/P (").count == 2 && text.contains("/P (A-)"))
    #expect(text.components(separatedBy: "/S /D").count == 3)

    var plain = SmallBook()
    for label in ["1", "2", "3", "i", ""] { plain.addPage(label: label, lines: []) }
    let labels = try unpacked(try pdf(plain.book))
    #expect(
      labels.contains("/Nums [\n    0\n    <<\n      /S /D\n      /St 1\n    >>"),
      "the first page has an entry")
  }

  @Test func metadataIsTheBooksOwn() throws {
    var small = SmallBook()
    small.metadata.subtitle = "Größe — 書"
    small.metadata.contributors = [.init(name: "A. Author"), .init(name: "B", role: .editor)]
    small.metadata.subjects = ["whales", "sea"]
    small.metadata.date = "1851-10"
    small.addPage(label: "1", lines: [])
    let folder = try TemporaryFolder()
    let file = try folder.write(try pdf(small.book), as: "book.pdf")
    let information = try run("pdfinfo", ["-isodates", file]).output
    for line in [
      "Title:           A Small Book: Größe — 書", "Author:          A. Author",
      "Keywords:        whales, sea", "Creator:         Octavo",
      "CreationDate:    1851-10-01T00:00:00Z", "ModDate:         1851-10-01T00:00:00Z",
    ] {
      #expect(information.contains(line), "\(information)")
    }
  }

  @Test func chosenPagesStandAlone() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [[.init("away", link: .anchor("b"))]], anchors: ["a"])
    small.addPage(label: "2", lines: [[.init("back", link: .anchor("a"))]], anchors: ["b"])
    small.outline = [.init(level: 0, title: "A", anchor: "a")]
    let text = try unpacked(try pdf(small.book, pages: 1..<9))
    #expect(text.contains("/Count 1"))
    #expect(!text.contains("/Subtype /Link"))
    #expect(!text.contains("/Outlines"))
  }

  /// A book whose pages are written in several pieces.
  private func longBook() -> PagedBook {
    var small = SmallBook()
    for page in 1...60 {
      let other = page <= 30 ? page + 30 : page - 30
      small.addPage(
        label: "\(page)",
        lines: (0..<15).map {
          [
            .init("line \($0) of page \(page)", scale: Int16(990 + $0)),
            .init(" ffi", link: $0 == 0 ? .anchor("p\(other)") : nil),
          ]
        },
        anchors: ["p\(page)", "q\(page)"])
      small.outline.append(
        .init(level: page % 10 == 1 ? 0 : 1, title: "Page \(page)", anchor: "p\(page)"))
    }
    return small.book
  }

  @Test func bytesDependOnTheBookAlone() async throws {
    let book = longBook()
    let first = try pdf(book)
    let others = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for threads in 1...6 { group.addTask { try pdf(book, threads: threads) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let allSame = others.allSatisfy { $0 == first }
    #expect(allSame)
  }

  @Test func linksAndPlacesSpanTheBook() throws {
    let book = longBook()
    let bytes = try pdf(book, threads: 2)
    let text = try unpacked(bytes)
    #expect(text.contains("/Count 60"))
    #expect(text.components(separatedBy: "/Subtype /Link").count == 61, "links cross the book")
    let extracted = try extractedText(bytes).split(separator: "\u{0C}")
    #expect(extracted.count >= 60)
    for page in [1, 30, 31, 60] {
      #expect(extracted[page - 1].hasPrefix("line 0 of page \(page) ffi\n"))
    }
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, as: "book.pdf")
    let places = try run("pdfinfo", ["-dests", file]).output
    #expect(places.contains("  45 [ XYZ   36  392") && places.contains("\"p45\""), "\(places)")
    let outline = try run("qpdf", ["--json", "--json-key=outlines", file]).output
    #expect(outline.components(separatedBy: "\"title\": \"Page ").count == 61)
  }

  @Test func progressCountsEveryPageOnce() throws {
    var counts: [Int] = []
    try PDFWriter(fonts: RepositoryFont.files, threads: 2)
      .write(longBook(), to: MemorySink()) { counts.append($0) }
    #expect(counts == Array(1...60))
  }

  @Test func theFileSaysHowToShowIt() throws {
    var small = SmallBook()
    small.metadata.language = LanguageTag("fr-CA")
    small.addPage(label: "1", lines: [[.init("Un")]], anchors: ["a"])
    small.outline = [.init(level: 0, title: "Un", anchor: "a")]
    let text = try unpacked(try pdf(small.book))
    for key in ["/Lang (fr-CA)", "/DisplayDocTitle true", "/PageMode /UseOutlines", "/ID ["] {
      #expect(text.contains(key))
    }
    #expect(!text.contains("/Group"), "nothing on the page is transparent")
  }

  @Test(arguments: [0, 100, 2_000, 20_000])
  func aFullDiskIsReportedAsSuch(room: Int) throws {
    var small = SmallBook()
    for page in 1...60 {
      small.addPage(
        label: "\(page)", lines: (0..<15).map { [.init("line \($0 * page) of \(page * 7)")] },
        anchors: ["p\(page)"])
    }
    small.outline = [.init(level: 0, title: "A", anchor: "p1")]
    let error = #expect(throws: OctavoError.self) {
      try PDFWriter(fonts: RepositoryFont.files).write(small.book, to: FullDisk(room: room))
    }
    #expect(error?.kind == .inputOutput)
    #expect(error?.diagnostics.first?.message.contains("disk full") == true)
  }

  @Test func noPagesAreAnError() throws {
    var small = SmallBook()
    #expect(throws: OctavoError.self) { try pdf(small.book) }
    small.addPage(label: "1", lines: [])
    #expect(throws: OctavoError.self) { try pdf(small.book, pages: 5..<9) }
  }

  @Test func aMissingFontIsAnError() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [[.init("text")]], anchors: ["a"])
    let missing = FontFiles(faces: [.init(path: "/nowhere/font.ttf")])
    let error = #expect(throws: OctavoError.self) {
      try PDFWriter(fonts: missing).write(small.book, to: MemorySink())
    }
    #expect(error?.diagnostics.first?.code == "font.unreadable")
  }
}
