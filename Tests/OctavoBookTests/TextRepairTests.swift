import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Text that is not quite text")
struct TextRepairTests {
  @Test func cleanTextStays() {
    let bytes = Array("é\r\nß\n日本 😀".utf8)
    #expect(TextRepair(bytes).text == bytes)
    #expect(TextRepair(bytes).findings.isEmpty)
  }

  @Test func byteOrderMarksAndLoneReturnsGo() {
    #expect(TextRepair([0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x62]).text == Array("a\nb".utf8))
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80], [0xF0, 0x9F, 0x98],
      [0x80], [0xE0, 0x80],
    ] as [[UInt8]])
  func illFormedBytesBecomeWhatSwiftMakesOfThem(bytes: [UInt8]) {
    let padded = [0x61] + bytes + [0x62]
    let repair = TextRepair(padded)
    #expect(repair.text == Array(String(decoding: padded, as: UTF8.self).utf8))
    #expect(repair.findings.first?.original == 1)
  }

  @Test func randomBytesAreRepairedAsSwiftDoes() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0x0E...0xFF, using: &random)
      }
      var expected = String.UnicodeScalarView()
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch ControlCharacters.fate(of: scalar.value) {
        case .kept: expected.append(scalar)
        case .dropped: break
        case .lineFeed: expected.append("\n")
        }
      }
      #expect(TextRepair(bytes).text == Array(String(expected).utf8))
    }
  }

  @Test func controlCharactersGoAndAreNamedOncePerKind() throws {
    let folder = Folder(["book.yaml": "title: T\n"])
    folder.write(
      "chapters/1.md",
      Array("# A\n\na\u{1B}[1mb\u{1B}[0m c\u{C}d\u{85}e\u{7F}f\u{85}\u{9D}\n".utf8))
    let outcome = try folder.read()
    #expect(
      outcome.diagnostics.map(\.message) == [
        "the control character U+001B (escape) is left out, here and in one other place",
        "the control character U+000C (form feed) is read as a line end",
        "the control character U+0085 (next line) is read as a line end, here and in one other place",
        "the control character U+007F (delete) is left out",
        "the control character U+009D is left out",
      ])
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources).first
        == "3:2 book.control-character")
    let book = BookBuilder.build(outcome.value).value
    #expect(BookDump.text(of: book).contains("a[1mb[0m c"))
  }

  @Test func tabsAreSpacesAndLineSeparatorsEndLines() {
    let blocks = Markdown.blocks("a\tb\u{2028}c&#27;d&#9;e\n")
    guard case .paragraph(let inlines)? = blocks.first?.content else {
      Issue.record("no paragraph")
      return
    }
    #expect(Inline.plainText(inlines) == "a b cd e")
    #expect(inlines.contains { if case .lineBreak = $0 { true } else { false } })
  }

  @Test func metadataHoldsNoControlCharacters() throws {
    let folder = Folder(["book.yaml": "title: \"A\\tB\\eC\\LD\"\n"])
    folder.write("chapters/1.md", Array("# A\n".utf8))
    #expect(try folder.read().value.metadata.title == "A BC D")
  }

  @Test func findingsNameOffsetLineAndColumn() throws {
    let folder = Folder(["book.yaml": "title: T\n"])
    folder.write("chapters/1.md", Array("# A\n\nab".utf8) + [0xFF] + Array("c\n\nd".utf8) + [0])
    let outcome = try folder.read()
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "3:3 book.invalid-utf8", "5:2 book.nul",
      ])
    #expect(outcome.diagnostics[0].message == "the byte 0xFF at offset 7 is not UTF-8 text")
    #expect(outcome.diagnostics.map(\.severity) == [.error, .warning])
    let book = BookBuilder.build(outcome.value).value
    #expect(BookDump.text(of: book).contains("\"ab\u{FFFD}c\""))
  }

  @Test(
    "characters that turn the writing direction go and are named, with what to write instead",
    arguments: Array(0x202A...0x202E) + Array(0x2066...0x2069) as [UInt32])
  func turningCharacters(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let folder = Folder(["book.yaml": "title: T\n"])
    let entity = "&#x\(String(value, radix: 16));"
    folder.write(
      "chapters/1.md", Array("# A\n\none \(scalar)two `\(scalar)x` \(entity)three\n".utf8))
    let outcome = try folder.read()
    let code = String(value, radix: 16, uppercase: true)
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(outcome.diagnostics.count == 1)
    #expect(diagnostic.message.hasPrefix("the control character U+\(code) ("))
    #expect(diagnostic.message.hasSuffix("is left out, here and in one other place"))
    #expect(diagnostic.hints.contains { $0.contains("{dir=rtl}") })
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == ["3:5 book.control-character"])
    let book = BookBuilder.build(outcome.value).value
    let text = BookDump.text(of: book)
    #expect(!text.unicodeScalars.contains(scalar))
    #expect(text.contains("one two") && text.contains("three"))
  }

  @Test("the marks of one letter's direction stay: they turn nothing that follows")
  func marksStay() {
    let bytes = Array("a\u{200E}b\u{200F}c\u{61C}d\u{200D}e".utf8)
    #expect(TextRepair(bytes).text == bytes)
  }
}
