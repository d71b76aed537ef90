import Glibc
import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Front, body and back")
struct ContentsTests {
  private func dump(_ folder: Folder) throws -> [String] {
    let manuscript = try folder.read()
    let book = BookBuilder.build(manuscript.value)
    return book.value.divisions.map { division in
      let number = division.number.map { " \($0)" } ?? ""
      return "\(division.matter.rawValue) \(division.kind)\(number) "
        + Inline.plainText(division.title)
    }
  }

  @Test func defaultsAreTitleContentsAndChaptersByName() throws {
    let folder = Folder([
      "book.yaml": "title: T", "chapters/02.md": "# B", "chapters/01.md": "# A",
      "chapters/notes.txt": "no", "chapters/.hidden.md": "# H",
    ])
    #expect(
      try dump(folder) == [
        "front title ", "front contents ", "body chapter 1 A", "body chapter 2 B",
      ])
  }

  @Test func globSkipsFilesListedElsewhere() throws {
    let folder = Folder([
      "book.yaml": """
      title: T
      front: [half-title, text/0-preface.md]
      body:
        - part: I. The Sea
          chapters: [text/1-a.md]
        - part: Land
          chapters: ["text/?-*.md"]
      back: [notes, text/9-after.md, index]
      """,
      "text/0-preface.md": "# Preface", "text/1-a.md": "# A", "text/2-b.md": "# B",
      "text/9-after.md": "# After\n\nText.[]{.index term=\"after\"}",
    ])
    #expect(
      try dump(folder) == [
        "front halfTitle ", "front section Preface", "body part 1 The Sea", "body chapter 1 A",
        "body part 2 Land", "body chapter 2 B", "back notes ", "back section After", "back index ",
      ])
    #expect(try folder.findings().isEmpty)
  }

  @Test func wrongListsAreReportedWithTheirPlaces() throws {
    let folder = Folder([
      "book.yaml": """
      title: T
      front:
        - prefase.md
        - /etc/passwd
        - ../x.md
        - [a]
        - tilte
      body:
        - a.md
        - a.md
        - none/*.md
        - chapters: [a.md]
        - part: X
          chapter: [a.md]
      back:
        - part: Y
      """,
      "a.md": "# A", "preface.md": "# P",
    ])
    let outcome = try folder.read()
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "4:5 book.bad-path", "5:5 book.bad-path", "6:5 book.wrong-type", "12:5 book.missing-key",
        "14:5 book.unknown-key", "16:5 book.misplaced-part", "3:5 book.missing-file",
        "7:5 book.missing-file", "10:5 book.double-file", "11:5 book.missing-file",
      ])
    let double = outcome.diagnostics.first { $0.code == "book.double-file" }
    #expect(double?.related.count == 1)
    let missing = outcome.diagnostics.filter { $0.code == "book.missing-file" }
    #expect(missing[0].hints == ["did you mean 'preface.md'?"])
    #expect(missing[1].hints == ["did you mean 'title'?"])
  }

  @Test func linksOutOfTheFolderAreRefused() throws {
    let folder = Folder(["book.yaml": "title: T\nbody: [a.md, '*.md']\n"])
    symlink("/etc/hostname", folder.path + "/a.md")
    #expect(try folder.findings() == ["2:8 book.bad-path", "2:14 book.missing-file"])
  }

  @Test func missingBooksThrow() throws {
    let folder = Folder(["x.txt": ""])
    #expect(throws: OctavoError.self) { try folder.read() }
    #expect(throws: OctavoError.self) { try folder.read("none") }
    do {
      _ = try folder.read()
    } catch let error as OctavoError {
      #expect(error.kind == .missingInput)
      #expect(error.diagnostics[0].message.contains("no book.yaml"))
    }
  }

  @Test func dedicationsAndEpigraphsAreKnownByName() throws {
    let folder = Folder([
      "book.yaml": "title: T\nfront: [a/001-dedication.md, epigraph.md, d.md, x.md]\n",
      "a/001-dedication.md": "For you.", "epigraph.md": "# Epigraph\n\nWords.",
      "d.md": "# Dedication\n\nFor them.", "x.md": "Text.", "chapters/1.md": "# A",
    ])
    #expect(
      try dump(folder) == [
        "front dedication ", "front epigraph ", "front dedication ", "front section ",
        "body chapter 1 A",
      ])
  }

  @Test func laterHeadingsAndTextBeforeThemAreDivisionsToo() throws {
    let folder = Folder([
      "book.yaml": "title: T\nfront: []\nbody: [a.md]\n",
      "a.md": "Early.\n\n# One\n\nText.\n\n# Two {.unnumbered}\n\n# Three\n",
    ])
    #expect(
      try dump(folder) == [
        "body section ", "body chapter 1 One", "body chapter Two", "body chapter 2 Three",
      ])
    let book = BookBuilder.build(try folder.read().value)
    #expect(book.diagnostics.map(\.code) == ["book.text-before-heading"])
  }

  @Test func patternsMatchLikeAShells() {
    #expect(Glob.matches("chapter-1.md", "*.md"))
    #expect(Glob.matches("a-chapter-b-chapter.md", "*-chapter.md"))
    #expect(Glob.matches("é.md", "?.md"))
    #expect(!Glob.matches("ab.md", "?.md"))
    #expect(!Glob.matches("a.txt", "*.md"))
    #expect(Glob.matches(String(repeating: "a", count: 2_000), "*a*a*a*a*a*"))
  }
}

@Suite("A book in one file")
struct SingleFileTests {
  @Test func headingsStartChapters() throws {
    let folder = Folder([
      "b.md": "---\ntitle: T\nfront: [title, pre.md]\n---\n\nBefore.\n\n# One\n\nA.\n\n# Two\n",
      "pre.md": "# Preface",
    ])
    let outcome = try folder.read("b.md")
    #expect(outcome.diagnostics.isEmpty)
    let book = BookBuilder.build(outcome.value).value
    #expect(book.divisions.map(\.kind) == [.title, .section, .section, .chapter, .chapter])
    #expect(book.divisions.map(\.number) == [nil, nil, nil, 1, 2])
    let span = book.divisions[4].span
    #expect(book.sources[span.file].position(of: Int(span.start)) == (12, 1))
  }

  @Test func withoutHeadingsItIsOneChapter() throws {
    let folder = Folder(["b.md": "---\r\ntitle: T\r\n---\r\nText.\r\nMore.\r\n"])
    let book = BookBuilder.build(try folder.read("b.md").value).value
    #expect(book.divisions.map(\.kind) == [.title, .contents, .chapter])
    #expect(
      BookDump.text(of: book.divisions[2].blocks)
        == "paragraph\n  \"Text.\"\n  soft-break\n  \"More.\"\n")
  }

  @Test func mistakesInTheFrontMatterHaveFileLines() throws {
    #expect(
      try Folder(["b.md": "---\ntitel: T\n---\n"]).findings("b.md") == [
        "2:1 book.unknown-key", "1:1 book.missing-title",
      ])
    #expect(
      try Folder(["b.md": "---\ntitle: [\n---\nx"]).findings("b.md") == [
        "3:1 book.broken-yaml"
      ])
    #expect(try Folder(["b.md": "Text."]).findings("b.md") == ["1:1 book.missing-title"])
    #expect(
      try Folder(["b.md": "---\ntitle: T\nbody: [x.md]\n---\n"]).findings("b.md") == [
        "3:7 book.misplaced-body"
      ])
  }
}
