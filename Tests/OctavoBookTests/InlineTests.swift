import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Inlines")
struct InlineTests {
  /// A paragraph's inlines, one line each.
  private func expect(_ source: String, _ dump: String, _ place: SourceLocation = #_sourceLocation)
  {
    let lines = dump.split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    #expect(Markdown.dump(source) == "paragraph\n" + lines, sourceLocation: place)
  }

  @Test func emphasisAndBreaks() {
    expect(
      "*a **b*** ~~c~~ `d`  \ne\\\nf\ng ~~h ~i~ k~~",
      """
      emphasis
        "a "
        strong
          "b"
      " "
      strikethrough
        "c"
      " "
      code "d"
      line-break
      "e"
      line-break
      "f"
      soft-break
      "g "
      strikethrough
        "h ~i~ k"
      """)
    expect("a ~~b *c* and ~~~d~~~ e", "\"a ~~b \"\nemphasis\n  \"c\"\n\" and ~~~d~~~ e\"")
  }

  @Test func spansAndEffects() {
    expect(
      "[a *b*]{.smallcaps} x[2]{.superscript}[i]{.subscript} [c]{.d #e} []{#f} [a [b]{.x} c]{.y}",
      """
      smallcaps
        "a "
        emphasis
          "b"
      " x"
      superscript
        "2"
      subscript
        "i"
      " "
      span {#e .d}
        "c"
      " "
      span {#f}
      " "
      span {.y}
        "a "
        span {.x}
          "b"
        " c"
      """)
  }

  @Test func bracesThatAreNotAttributesStay() {
    expect(
      "{.a} [b] {.c} \\[d]{.e} {x} *[f*]{.g} h{#i}",
      "\"{.a} [b] {.c} [d]{.e} {x} \"\nemphasis\n  \"[f\"\n\"]{.g} h{#i}\"")
  }

  @Test func references() {
    expect(
      "[@fig:a] ([@b]{.page}) [](#c) [d *e*](#c) \\[@no] [@f](g) @x",
      """
      reference number #fig:a
      " ("
      reference page #b
      ") "
      reference title #c
      " "
      reference text #c
        "d "
        emphasis
          "e"
      " [@no] "
      link "g"
        "@f"
      " @x"
      """)
  }

  @Test func referencesKnowTheirPlaceAndAreChecked() {
    let source =
      "# A {#here}\n\n> one\n> two [@heer] and\n> [x](#nowhere) [](#here)\n\n## A\n\n[](#a)\n"
    let outcome = Markdown.book(source)
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "4:7 book.unknown-reference", "5:6 book.unknown-reference",
      ])
    #expect(outcome.diagnostics[0].hints == ["did you mean 'here'?"])
    #expect(outcome.diagnostics[0].severity == .warning)
  }

  @Test func doubledIdsAreErrors() {
    let outcome = Markdown.book("# A {#x}\n\n## B {#x}\n\n[c]{#x}\n")
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "3:1 book.double-id", "5:1 book.double-id",
      ])
    #expect(outcome.diagnostics[0].related.first?.span.start == 0)
  }

  @Test func indexMarks() {
    expect(
      "a[]{.index term=\"whales!sperm whale\"} [Ahab]{.index} [b]{.index term=c .smallcaps}",
      """
      "a"
      index "whales" "sperm whale"
      " "
      index "Ahab"
      "Ahab "
      index "c"
      smallcaps
        "b"
      """)
  }

  @Test func mathematicsFollowsPandocsRules() {
    expect(
      "$x^2$ costs $5 and $6, $ y$ and $z $ or \\$b$ and $c\\$d$, $*e*$, $a$1",
      """
      math "x^2"
      " costs $5 and $6, $ y$ and $z $ or $b$ and "
      math "c\\\\$d"
      ", "
      math "*e*"
      ", $a$1"
      """)
  }

  @Test func linksTakeAttributesAndAddresses() {
    expect(
      "[a](http://b){.c} <http://d> `x`{.y} [e][f]\n\n[f]: /g \"t\"\n",
      """
      span {.c}
        link "http://b"
          "a"
      " "
      link "http://d"
        "http://d"
      " "
      span {.y}
        code "x"
      " "
      link "/g"
        "e"
      """)
  }

  @Test func imagesMustLieInTheFolder() throws {
    let folder = Folder([
      "book.yaml": "title: T\ncover: c.png\n", "art/a.png": "", "chapters/b.png": "",
      "chapters/1.md": """
      # A

      ![](../art/a.png) ![](b.png) ![](art/a.png) ![](../../x.png)
      ![](/etc/passwd) ![](none.png) ![](http://x/y.png)
      """,
    ])
    let manuscript = try folder.read()
    #expect(
      Places.of(manuscript.diagnostics, in: manuscript.value.sources) == ["2:8 book.missing-file"])
    let book = BookBuilder.build(manuscript.value)
    #expect(
      Places.of(book.diagnostics, in: book.value.sources) == [
        "3:49 book.bad-path", "4:5 book.bad-path", "4:22 book.missing-file",
        "4:36 book.remote-image",
      ])
    let dump = BookDump.text(of: book.value)
    #expect(dump.contains("image \"art/a.png\""))
    #expect(dump.contains("image \"chapters/b.png\""))
  }
}

@Suite("Footnotes")
struct NoteTests {
  @Test func notesAreNumberedAsTheyAreRead() {
    let source = """
      A[^b] b[^a] c[^b].

      [^a]: One "quoted".

          Two.
      [^b]: Three [^c].
      [^c]: Four.
      """
    let division = Markdown.book(source).value.divisions[0]
    #expect(Inline.plainText(Self.inlines(division.blocks[0])) == "A b c.")
    #expect(division.notes.map(\.number) == [1, 2, 3])
    #expect(
      division.notes.map { BookDump.text(of: $0.blocks) } == [
        "paragraph\n  \"Three \"\n  note-call 1\n  \".\"\n", "paragraph\n  \"Four.\"\n",
        "paragraph\n  \"One “quoted”.\"\nparagraph\n  \"Two.\"\n",
      ])
  }

  private static func inlines(_ block: Block) -> [Inline] {
    if case .paragraph(let inlines) = block.content { inlines } else { [] }
  }

  @Test func aTableHoldsWhateverALineHolds() {
    let source = """
      | a[^1] | $x$ [@t] |
      |---|---|
      | ~~b~~[^2] | [c]{.smallcaps} `d`{.c} **e[^3]** |

      : Caption[^0] {#t}

      [^0]: Zero.
      [^1]: One.
      [^2]: Two.
      [^3]: Three.
      """
    let book = Markdown.book(source)
    #expect(book.diagnostics.isEmpty)
    let division = book.value.divisions[0]
    guard case .table(let table) = division.blocks[0].content else {
      Issue.record("no table")
      return
    }
    #expect(Markdown.inlines(table.caption) == "paragraph\n  \"Caption\"\n  note-call 0\n")
    #expect(
      table.header.map { $0.cells.map(Markdown.inlines) } == [
        "paragraph\n  \"a\"\n  note-call 1\n",
        "paragraph\n  math \"x\"\n  \" \"\n  reference number #t\n",
      ])
    #expect(
      table.rows[0].cells.map(Markdown.inlines) == [
        "paragraph\n  strikethrough\n    \"b\"\n  note-call 2\n",
        """
        paragraph
          smallcaps
            "c"
          " "
          span {.c}
            code "d"
          " "
          strong
            "e"
            note-call 3

        """,
      ])
    #expect(division.notes.map(\.number) == [1, 2, 3, 4])
  }

  @Test func aNoteCalledInANoteComesRightAfterIt() {
    let source = """
      # T[^t]

      a[^a] b[^b]

      - c[^c]

      [^t]: T
      [^a]: A[^x]
      [^b]: B
      [^c]: C[^b][^y]
      [^x]: X[^y]
      [^y]: Y
      """
    let division = Markdown.book(source).value.divisions[0]
    #expect(
      division.notes.map { BookDump.text(of: $0.blocks).split(separator: "\"")[1] } == [
        "T", "A", "X", "Y", "B", "C",
      ])
    #expect(division.notes.map(\.number) == Array(1...6))
    #expect(
      BookDump.text(of: division.notes[5].blocks)
        == "paragraph\n  \"C\"\n  note-call 4\n  note-call 3\n")
    let dump = BookDump.text(of: division.blocks)
    for call in ["note-call 1", "note-call 4", "note-call 5"] { #expect(dump.contains(call)) }
    #expect(Markdown.inlines(division.title).contains("note-call 0"))
  }

  @Test func aFiguresCaptionCallsNotes() {
    let source = "a[^1]\n\n![b](c.png){caption=\"d[^2] e[^1]\"}\n\n[^2]: Two.\n\n[^1]: One.\n"
    let division = Markdown.book(source).value.divisions[0]
    guard case .figure(let figure) = division.blocks[1].content else {
      Issue.record("no figure")
      return
    }
    #expect(
      Markdown.inlines(figure.caption)
        == "paragraph\n  \"d\"\n  note-call 1\n  \" e\"\n  note-call 0\n")
    #expect(division.notes.count == 2)
    #expect(
      Markdown.findings("![b](c.png){caption=\"d[^x]\"}\n") == ["1:6 book.undefined-note"])
  }

  @Test func eachChapterHasItsOwnNotes() {
    let book = Markdown.book("# A\n\nx[^1]\n\n# B\n\ny[^2] z[^1]\n\n[^1]: one\n[^2]: two\n").value
    #expect(book.divisions.map { $0.notes.count } == [1, 2])
    #expect(BookDump.text(of: book.divisions[1].notes[0].blocks).contains("two"))
  }

  @Test func mistakesAreReported() {
    let source = "a[^x] b[^one].\n\n[^on]: never\n[^y]: y [^y]\n[^one]: 1\n[^one]: 2\n"
    let outcome = Markdown.book(source)
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "1:2 book.undefined-note", "3:1 book.uncalled-note", "4:1 book.uncalled-note",
        "6:1 book.double-note",
      ])
    #expect(BookDump.text(of: outcome.value).contains("\"a[^x] b\""))
  }

  @Test func aNoteMayCallItself() {
    #expect(Markdown.book("a[^1]\n\n[^1]: b[^1]\n").value.divisions[0].notes.count == 1)
  }
}
