import OctavoBase
import OctavoBook
import Testing

/// What somebody who writes a first book gets to read for the usual mistakes.
@Suite("A newcomer's mistakes")
struct NewcomerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let finding: String
    let hint: String

    init(_ text: String, _ finding: String, _ hint: String) {
      self.text = text
      self.finding = finding
      self.hint = hint
    }

    var testDescription: String { text }
  }

  static let yaml = [
    Case("\ttitle: T", "1:1 book.broken-yaml", "indent with spaces: YAML allows no tabs there"),
    Case("title: T\nauthors:\n\t- A", "3:1 book.broken-yaml", "indent with spaces"),
    Case("title: A: B", "1:9 book.broken-yaml", "put the value in quotes: title: \"A: B\""),
    Case("title: “A: B”", "1:10 book.broken-yaml", "put the value in quotes: title: \"A: B\""),
    Case(
      "title: \"T\"\nrights: Say \"hi\": it's", "2:17 book.broken-yaml",
      "rights: 'Say \"hi\": it''s'"),
    Case("title: 'Don't'", "1:13 book.broken-yaml", "write title: \"Don't\""),
    Case("title: @home", "1:8 book.broken-yaml", "title: \"@home\""),
    Case("title: T\n subtitle: x", "2:10 book.broken-yaml", "begin 'subtitle' in the same column"),
    Case("title: T\nauthors: - A", "2:10 book.broken-yaml", "'authors: [One, Two]'"),
    Case("title: T\nsubtitle: \"x", "2:11 book.broken-yaml", "never closed"),
    Case("title: T\nauthors: [A,\n  B", "4:1 book.broken-yaml", "line 2 must be closed with ']'"),
    Case("title:T", "1:1 book.wrong-type", "'title: …'"),
    Case("title = T", "1:1 book.wrong-type", "'title: …'"),
    Case("title: #1", "1:7 book.missing-title", "# begins a comment"),
    Case("title: “T”", "1:8 book.curly-quotes", "write straight ones, \"T\", or none"),
    Case("title: [A, B]", "1:8 book.wrong-type", "title: \"[A, B]\""),
    Case("title: T\nlanguage: [en]", "2:11 book.wrong-type", "write 'language: en'"),
    Case("title: T\ntrim: {width: 6in}", "2:7 book.wrong-type", "in quotes"),
  ]

  @Test("broken YAML says what to write instead", arguments: yaml)
  func brokenYAML(mistake: Case) throws {
    let folder = Folder(["book.yaml": mistake.text + "\n", "chapters/1.md": "# A\n"])
    let outcome = try folder.read()
    #expect(Places.of(outcome.diagnostics, in: outcome.value.sources) == [mistake.finding])
    #expect(outcome.diagnostics.flatMap(\.hints).joined(separator: "\n").contains(mistake.hint))
  }

  @Test("a single author needs no list")
  func singleAuthor() throws {
    let folder = Folder(["book.yaml": "title: T\nauthors: Jane\n", "chapters/1.md": "# A\n"])
    let outcome = try folder.read()
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.value.metadata.authors == ["Jane"])
  }

  static let names = [
    Case("::: epigrpah\nx\n:::\n", "1:5 book.unknown-div", "did you mean 'epigraph'?"),
    Case("::: {.box}\nx\n:::\n", "1:7 book.unknown-div", "divs: epigraph, verse"),
    Case("::: note {.big}\nx\n:::\n", "1:11 book.unknown-class", "heeded here: #id"),
    Case("![A](a.png){widht=50%}\n", "1:13 book.unknown-attribute", "did you mean 'width'?"),
    Case("## A {.unnumberd}\n", "1:7 book.unknown-class", "did you mean 'unnumbered'?"),
    Case("# A {shrt=x}\n", "1:6 book.unknown-attribute", "did you mean 'short'?"),
    Case("a\nb [c]{.smalcaps}\n", "2:7 book.unknown-class", "did you mean 'smallcaps'?"),
    Case("a [b]{.index trem=\"c\"}\n", "1:14 book.unknown-attribute", "did you mean 'term'?"),
    Case("# A {#a}\n\n[b](#a){.page}\n", "3:9 book.unheeded-class", "write [](#id){.page}"),
    Case("```{.swift .numbers}\nx\n```\n", "1:12 book.unknown-class", "heeded here: #id"),
  ]

  @Test("names that mean nothing are shown with those that do", arguments: names)
  func unknownNames(mistake: Case) {
    let outcome = Markdown.book(mistake.text)
    // A mark without an index is told too; what names mean is another matter.
    let findings = outcome.diagnostics.filter { $0.code != "book.no-index" }
    #expect(Places.of(findings, in: outcome.value.sources) == [mistake.finding])
    #expect(findings.allSatisfy { $0.severity == .warning })
    #expect(findings.flatMap(\.hints).joined(separator: "\n").contains(mistake.hint))
  }

  @Test("names that mean something are not")
  func knownNames() {
    let text = """
      # A {#a .unnumbered short="B"}

      ## C {.subtitle}

      ![D](d.png "E"){#d width=50%}

      ::: verse
      f [g]{.sc} [h]{.sup}

      - i
      :::

      ```{.swift #j}
      k
      ```

      [l]{.index} `m`{.swift} [](#a){.page} []{.index term="n"}

      $$x$$ {#o}

      | p | q |
      |---|---|
      | r | s |

      Table: T {#tbl}
      """
    #expect(Markdown.findings(text).filter { !$0.hasSuffix("book.no-index") } == [])
  }

  @Test("a link without words can ask for the page")
  func pageOfLink() {
    let dump = Markdown.dump("[](#a){.page} [@a]{.page} [](#a) [b](#a)\n")
    #expect(dump == Markdown.dump("[@a]{.page} [@a]{.page} [](#a) [b](#a)\n"))
  }

  static let paths = [
    Case("chapters/01-frist.md", "2:8 book.missing-file", "did you mean 'chapters/01-first.md'?"),
    Case(
      "chapter/01-first.md", "2:8 book.missing-file",
      "there is no folder 'chapter'; did you mean 'chapters'?"),
    Case("01-first.md", "2:8 book.missing-file", "did you mean 'chapters/01-first.md'?"),
    Case(
      "chapters/somewhere-else.md", "2:8 book.missing-file",
      "there are chapters/01-first.md, chapters/02.md"),
    Case(
      "chapter/*.md", "2:8 book.missing-file",
      "there is no folder 'chapter'; did you mean 'chapters'?"),
  ]

  @Test("a file that is not there is told from those that are", arguments: paths)
  func missingFiles(mistake: Case) throws {
    let folder = Folder([
      "book.yaml": "title: T\nbody: [\(mistake.text)]\n", "chapters/01-first.md": "# A\n",
      "chapters/02.md": "# B\n",
    ])
    let outcome = try folder.read()
    #expect(Places.of(outcome.diagnostics, in: outcome.value.sources) == [mistake.finding])
    #expect(outcome.diagnostics.flatMap(\.hints).contains(mistake.hint))
  }

  @Test("a book that is not there is told from those that are")
  func missingBooks() throws {
    let folder = Folder(["lamp/book.yml": "title: T\n", "tree/book.yaml": "", "story.md": "x"])
    for (asked, hint) in [
      ("tere", "did you mean '\(folder.path)/tree'?"),
      ("stroy.md", "did you mean '\(folder.path)/story.md'?"),
      ("lamp", "rename 'book.yml' to 'book.yaml'"),
    ] {
      let failure = try #require(throws: OctavoError.self) { _ = try folder.read(asked) }
      #expect(failure.kind == .missingInput)
      #expect(failure.diagnostics[0].hints.first == hint)
    }
  }

  @Test("a picture that is not there is told from those that are")
  func missingPictures() throws {
    let folder = Folder([
      "book.yaml": "title: T\n", "art/map.png": "", "chapters/1.md": "# A\n\n![](art/mpa.png)\n",
    ])
    let book = BookBuilder.build(try folder.read().value)
    #expect(book.diagnostics.flatMap(\.hints) == ["did you mean 'art/map.png'?"])
  }
}
