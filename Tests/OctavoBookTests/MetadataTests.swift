import OctavoBase
import Testing

@testable import OctavoBook

@Suite("book.yaml")
struct MetadataTests {
  /// A folder with one chapter and this metadata.
  private func folder(_ yaml: String) -> Folder {
    Folder(["book.yaml": yaml, "chapters/01.md": "# One\n\nText.\n"])
  }

  @Test("values are the words they are written with: no number, truth or date is guessed at")
  func words() throws {
    let read = try folder(
      "title: 1984\nsubtitle: 0x1F\npublisher: yes\nedition: 1e3\nrights: 2026-05-01\n"
    ).read()
    let metadata = read.value.metadata
    #expect(metadata.title == "1984")
    #expect(metadata.subtitle == "0x1F")
    #expect(metadata.publisher == "yes")
    #expect(metadata.edition == "1e3")
    #expect(metadata.rights == "2026-05-01")
  }

  @Test func everyKeyIsRead() throws {
    let yaml = """
      title: Moby-Dick
      subtitle: or, The Whale
      authors: [Herman Melville, {name: Ann Other, role: editor, sort: "Other, Ann"}]
      language: en-GB
      publisher: House
      isbn: {print: 978-0-306-40615-7, epub: 0-306-40615-2}
      edition: Second
      rights: All
      description: About a whale.
      subjects: [Whales, Sea]
      series: {name: Sea, number: 2}
      date: 2026-05-01
      template: academic
      trim: a5
      hyphenation-exceptions: [man-u-script]
      """
    let folder = folder(yaml)
    let outcome = try folder.read()
    let metadata = outcome.value.metadata
    #expect(outcome.diagnostics.isEmpty)
    #expect(metadata.title == "Moby-Dick")
    #expect(metadata.subtitle == "or, The Whale")
    #expect(
      metadata.contributors == [
        .init(name: "Herman Melville"), .init(name: "Ann Other", role: .editor, sort: "Other, Ann"),
      ])
    #expect(metadata.authors == ["Herman Melville"])
    #expect(metadata.language == LanguageTag("en-GB"))
    #expect(metadata.printISBN == "978-0-306-40615-7")
    #expect(metadata.epubISBN == "0-306-40615-2")
    #expect(metadata.summary == "About a whale.")
    #expect(metadata.subjects == ["Whales", "Sea"])
    #expect(metadata.series == .init(name: "Sea", number: "2"))
    #expect(metadata.date == "2026-05-01")
    #expect(metadata.template == "academic")
    #expect(metadata.trim == "a5")
    #expect(metadata.hyphenationExceptions == ["man-u-script"])
    let span = try #require(metadata.spans["isbn.epub"])
    let file = outcome.value.sources[span.file]
    #expect(
      String(decoding: file.text[Int(span.start)..<Int(span.end)], as: UTF8.self) == "0-306-40615-2"
    )
  }

  @Test func allMistakesAreReportedAtOnce() throws {
    let yaml = """
      tilte: X
      authors: {nam: A}
      language: english language
      isbn: {print: 978-0-306-40615-8, web: 1}
      subjects: {a: b}
      publisher: [x]
      date: May
      body: [chapters/*.md, chapters/02.md, toc]
      """
    let outcome = try folder(yaml).read()
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "1:1 book.unknown-key", "2:11 book.unknown-key", "2:10 book.missing-key",
        "3:11 book.bad-language", "4:15 book.bad-isbn", "4:34 book.unknown-key",
        "5:11 book.wrong-type", "6:12 book.wrong-type", "7:7 book.bad-date",
        "1:1 book.missing-title", "8:39 book.misplaced-page", "8:23 book.missing-file",
      ])
    #expect(outcome.diagnostics[0].hints == ["did you mean 'title'?"])
    #expect(outcome.diagnostics[4].severity == .warning)
    #expect(outcome.diagnostics[4].message.hasSuffix("has the check digit 8 where 7 fits"))
  }

  @Test(arguments: [
    ("title: [a", "1:10"), ("title: x\n bad: y\n", "2:5"), ("title: \"x\n", "1:8"),
    ("title: a\ntitle: b\n", "1:1"), ("a: *b\n", "1:4"),
  ])
  func brokenYAMLNamesItsPlace(yaml: String, place: String) throws {
    let findings = try folder(yaml).findings()
    #expect(findings == ["\(place) book.broken-yaml"])
  }

  @Test func columnsCountCharactersNotBytes() throws {
    let findings = try folder("title: Ünïcödé\nseries: {näme: é, nope: x}\n").findings()
    #expect(
      findings == ["2:10 book.unknown-key", "2:19 book.unknown-key", "2:9 book.missing-key"])
  }

  @Test func deepYAMLIsRefused() throws {
    for yaml in [
      "title: " + String(repeating: "[", count: 100_000), String(repeating: "- ", count: 5_000),
    ] {
      #expect(
        try folder(yaml).findings().map { $0.split(separator: " ").last } == ["book.broken-yaml"])
    }
  }

  @Test func titleMayBeANumberButNotEmpty() throws {
    #expect(try folder("title: 1984").read().value.metadata.title == "1984")
    #expect(try folder("title:").findings() == ["1:7 book.missing-title"])
    #expect(try folder("").findings() == ["1:1 book.missing-title"])
  }

  @Test func ISBNs() {
    #expect(ISBN.fault(in: "978-0-306-40615-7") == nil)
    #expect(ISBN.fault(in: "0-8044-2957-X") == nil)
    #expect(ISBN.fault(in: "0-8044-2957-1") == "has the check digit 1 where X fits")
    #expect(ISBN.fault(in: "977-0-306-40615-7") == "does not begin with 978 or 979")
    #expect(ISBN.fault(in: "123") == "has not 13 or 10 digits")
  }
}
