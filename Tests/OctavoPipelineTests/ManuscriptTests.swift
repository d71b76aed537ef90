import Foundation
import OctavoBase
import OctavoBook
import OctavoGeneration
import OctavoTestSupport
import Testing

/// Whatever a model writes gives a valid book that holds its every word.
@Suite("Manuscript")
struct ManuscriptTests {
  /// The words of a text without what Markdown says by marks.
  private static func words(_ text: String) -> [String] {
    WordScan.words(of: text).map(\.folded)
  }

  /// Every word a reader of the book sees, in order.
  private static func words(_ book: Book) -> [String] {
    book.divisions.filter { $0.kind == .chapter }.flatMap { division in
      words(Inline.plainText(division.title)) + words(division.blocks)
        + division.notes.flatMap { words($0.blocks) }
    }
  }

  private static func words(_ blocks: [Block]) -> [String] { blocks.flatMap { words($0.content) } }

  private static func words(_ content: Block.Content) -> [String] {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): words(Inline.plainText(inlines))
    case .quote(let inner), .container(_, let inner): words(inner)
    case .list(let list):
      // A number is a mark here, and a word of the text it was written in.
      list.items.enumerated().flatMap { index, item in
        if case .number(let start, _) = list.marker {
          ["\(start + index)"] + words(item.blocks)
        } else {
          words(item.blocks)
        }
      }
    case .code(let code): words((code.language ?? "") + " " + code.text)
    case .math(let source): words(source)
    case .sceneBreak: []
    case .table(let table):
      ([table.header].compactMap { $0 } + table.rows).flatMap { row in
        row.cells.flatMap { words(Inline.plainText($0)) }
      } + words(Inline.plainText(table.caption))
    case .figure(let figure): words(figure.image.alternative)
    case .verse(let lines): lines.flatMap { words(Inline.plainText($0)) }
    case .definitions(let items):
      items.flatMap { item in
        words(Inline.plainText(item.term)) + item.descriptions.flatMap { words($0) }
      }
    }
  }

  /// Reads the book of one chapter whose text is given.
  private static func read(_ content: String, title: String = "One") throws -> Outcome<Book> {
    var chapter = Sample.chapter("one", sections: 1)
    chapter.title = title
    var project = Sample.project([chapter])
    project.chapters = [
      ChapterVersion(chapter: chapter.id, version: 1, status: .done, content: content)
    ]
    return try read(ManuscriptFiles(project))
  }

  private static func read(_ files: ManuscriptFiles) throws -> Outcome<Book> {
    let folder = try TemporaryFolder()
    for file in files.files { try folder.write(file.text, to: file.path) }
    let manuscript = try ManuscriptReader.read(path: folder.path)
    let book = BookBuilder.build(manuscript.value)
    return Outcome(book.value, manuscript.diagnostics + book.diagnostics)
  }

  private static let hostile = [
    "He wrote <div class=\"x\">a box</div> and <b>bold</b> & <unknown> tags, 3 < 4 > 2.",
    "<script>alert(1)</script>\n\nText after it.", "<!-- a comment\nover lines --> and text",
    "Line one<br>line two<br/>line three", "A <https://example.org/a> link and <em>stress</em>.",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 |", "| a | b\n|--\n| 1 | 2 |",
    "| broken | row\nwithout | rule |",
    "text\n```\nstray fence and the rest of it\n\nmore <b> text",
    "```swift\nlet a = \"<b>\" // {x}\n```\n\nafter ```", "~~~\nopen tilde",
    "A 🙂 emoji 👩‍👩‍👧 family and a flag 🇩🇪.", "Latin, кириллица, العربية, עברית, 灯台守, ไทย mixed.",
    "a NUL\u{0} in a wo\u{0}rd, a bell\u{7}, a BOM \u{FEFF}here",
    "***unbalanced *emphasis** here_ and __there",
    "---\ntitle: Not a title\nkey: value\n---\nText.", "Text\n---\nafter a rule",
    "Text\n===\nafter it",
    "A note[^1] without definition and [^2]: no call.", "[^9]: a definition nobody calls",
    "A call[^a] and\n\n[^a]: its note.", "[label]: http://example.org \"a title\"",
    "See [the text](chapter-2.md) and [this](#anchor) and [that](https://example.org/x).",
    "![a picture](images/x.png) and ![](y.png) and [@fig:one] and [](#z)",
    "::: warning\na div that never ends", ": a definition line\nTerm\n: meaning",
    "A price of $5 and then $10, or $x^2 + y$ and $$z = 1$$ and $ alone.",
    "Braces {like} {#these} and `code`{.class} and [span]{.smallcaps} and # no heading {#id}",
    "    four blanks of indentation\n\tand a tab",
    "1986. It was a good year.\n\n3. Third\n4. Fourth",
    "# A heading {#id .class}\n\n####### Seven",
    "> a quote\n> > deeper\n\n- [ ] a task\n- [x] done",
    "Table: not a table at all", "a\\ backslash \\* and \\",
    "Term ~~struck~~ and a ~tilde~ and x^2^ y",
    "Setext title\n-----\n\ntext", "&lt;p&gt; &amp; &copy; &#x41;",
    "word\u{2028}separator\u{2029}next\r\nline\rend",
    "**Bold** _under_ *a*b*c* snake_case_word 2*3*4", "````\n```\nnested\n```\n````",
    "***\n***\n- - -\n_ _ _",
    "A \u{202E}turned\u{202C} and a \u{2068}parted\u{2069} word, \u{202D}one never closed",
    "+ plus\n+ list\n\n* * *\n\n1) one\n2) two",
    "`unclosed code and `` more",
    "\\begin{x} \\frac{1}{2} \\(a\\)", "http://bare.example.org/a_b_c and a@b.example",
    "-\n\n*\n\n#\n\n>\n\n1.\n\ntext", "|\n|-|\n|", "[[double]] [brackets][ref] ]( odd )[",
    "<a href='x'>link</a> <img src=x> </p> <?php echo 1 ?> <![CDATA[x]]>",
  ]

  @Test("hostile text keeps every word and makes no error", arguments: hostile)
  func hostileText(text: String) throws {
    let safe = MarkdownSafety.apply(text)
    #expect(MarkdownSafety.apply(safe) == safe, "safety is not stable")
    let outcome = try Self.read("Before it.\n\n\(safe)\n\nAfter it.")
    let found = outcome.diagnostics.filter { $0.severity != .note }
    #expect(found.isEmpty, "\(found.map(\.message)) in \(safe)")
    var wanted = Self.words("One Before it. \(Self.visible(text)) After it.").sorted()
    var got = Self.words(outcome.value).sorted()
    wanted.removeAll { $0 == "" }
    got.removeAll { $0 == "" }
    #expect(got == wanted, "\(safe)")
  }

  /// The words that must be seen: addresses of links that are marks, and tags made into marks, are
  /// no words.
  private static func visible(_ text: String) -> String {
    var text = text.replacing(/(?i)<br ?\/?>|<\/?(em|b|strong|i)>/) { match in
      ["<br>", "<br/>"].contains(String(match.output.0)) ? " " : keptTag(match.output.0, in: text)
    }
    text = text.replacing(/\]\(([^)\s]*)\)/) { _ in "] " }
    text = text.replacing(/&lt;|&gt;|&amp;|&copy;/) { _ in " " }
    text = text.replacing("&#x41;", with: "A").replacing("\u{0}", with: "").replacing(
      "\u{7}", with: "")
    text = text.replacing("\u{FEFF}", with: "").replacing(/(?m)^- \[x\]/) { _ in "- " }
    text = text.replacing(/\[\^(a)\]/) { _ in " " }
    return text
  }

  /// A pair of tags becomes marks; one alone stays as text.
  private static func keptTag(_ tag: Substring, in text: String) -> String {
    let name = tag.filter(\.isLetter)
    let isPair = text.contains("<\(name)>") && text.contains("</\(name)>")
    return isPair ? "" : String(tag)
  }

  @Test("scene breaks with nothing between are one, and no text changes its direction")
  func breaks() {
    #expect(
      MarkdownSafety.apply("One.\n\n***\n\n---\n\n* * *\n\nTwo.").split(separator: "***").count == 2
    )
    #expect(MarkdownSafety.apply("a\u{202E}b\u{2068}c\u{200F}") == "abc\u{200F}")
  }

  @Test("any mixture of hostile texts is a book without errors that keeps its plain words")
  func mixtures() throws {
    for seed in 0..<120 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var texts: [String] = []
      for index in 0..<6 {
        texts.append(Self.hostile[Int(random.next() % UInt64(Self.hostile.count))])
        texts.append("marker\(index)x of the text")
      }
      let joint = random.next() % 2 == 0 ? "\n\n" : "\n"
      let safe = MarkdownSafety.apply(texts.joined(separator: joint))
      let outcome = try Self.read(safe)
      #expect(!outcome.diagnostics.hasErrors, "seed \(seed): \(outcome.diagnostics.map(\.message))")
      let words = Self.words(outcome.value)
      for index in 0..<6 {
        // A note that is called twice is set twice.
        #expect(words.contains("marker\(index)x"), "seed \(seed): \(safe)")
      }
      #expect(MarkdownSafety.apply(safe) == safe, "seed \(seed)")
    }
  }

  @Test("a very long line and a deep nest of marks are text")
  func extremes() throws {
    let line = Prose.text(words: 20_000, seed: 3).replacing("\n\n", with: " ")
    let deep = String(repeating: "> ", count: 3_000) + "deep"
    let brackets =
      String(repeating: "[", count: 5_000) + "x" + String(repeating: "](", count: 2_000)
    let outcome = try Self.read(
      MarkdownSafety.apply([line, deep, brackets].joined(separator: "\n\n")))
    #expect(!outcome.diagnostics.hasErrors)
    #expect(Self.words(outcome.value).count >= 20_000)
  }

  @Test("plain prose, emphasis, lists, tables, code, notes and links stay as they are")
  func goodMarkdownStays() {
    let text = """
      A *fine* sentence with **weight**, `code <b>` and [a link](https://example.org/a_b "t").[^n]

      - one
        - inner
      - two

      | a | b |
      |---|:-:|
      | 1 | 2 |

      > A quote.

      ```swift
      let x = "<b>{}$"
      ```

      $E = mc^2$

      ***

      ### A heading

      [^n]: The note.
      """
    let stable = text.replacing(" \"t\"", with: "")
    #expect(MarkdownSafety.apply(text) == stable)
  }

  @Test("titles of any kind make a heading and a line of book.yaml")
  func titles() throws {
    for title in [
      "# Hash {#x}", "A \"quoted\" \\ title: yes", "<b>Tag</b>", "Line\nbreak", "- dash",
      "1. One $5",
    ] {
      var chapter = Sample.chapter("one", sections: 1)
      chapter.title = title
      var project = Sample.project([chapter])
      project.concept.title = title
      project.concept.tagline = "it's: {a} [b] \u{0}\t#x"
      project.outline.parts[0].title = title
      project.chapters = [
        ChapterVersion(chapter: chapter.id, version: 1, status: .done, content: "Text.")
      ]
      let outcome = try Self.read(ManuscriptFiles(project, authors: ["N. \"N\" Name"]))
      #expect(outcome.diagnostics.isEmpty, "\(title): \(outcome.diagnostics.map(\.message))")
      let divisions = outcome.value.divisions.filter { $0.kind == .chapter || $0.kind == .part }
      #expect(divisions.map(\.kind) == [.part, .chapter])
      #expect(divisions.allSatisfy { !Inline.plainText($0.title).isEmpty }, "\(title)")
    }
  }

  @Test("a book in parts has its files in order; what is not written is named and left out")
  func parts() throws {
    var project = Sample.project([Sample.chapter("a"), Sample.chapter("b")])
    project.outline.parts[0].title = "First"
    project.outline.parts.append(
      Outline.Part(
        id: NodeID("p-2"), title: "Second", chapters: [Sample.chapter("c"), Sample.chapter("d")]))
    project.chapters = [
      ChapterVersion(chapter: NodeID("c-d"), version: 1, status: .partial, content: "A part of D."),
      ChapterVersion(chapter: NodeID("c-a"), version: 1, status: .done, content: "All of A."),
      ChapterVersion(chapter: NodeID("c-a"), version: 2, status: .writing, content: "New"),
      ChapterVersion(chapter: NodeID("c-b"), version: 1, status: .draft),
    ]
    let files = ManuscriptFiles(project)
    #expect(files.files.map(\.path) == ["book.yaml", "chapters/01.md", "chapters/04.md"])
    #expect(files.files[1].text == "# Chapter A\n\nAll of A.\n")
    #expect(files.unfinished == ["Chapter B", "Chapter C", "Chapter D"])
    let outcome = try Self.read(files)
    #expect(outcome.diagnostics.isEmpty)
    #expect(
      outcome.value.divisions.map(\.kind) == [.title, .contents, .part, .chapter, .part, .chapter])
  }

  @Test("notes of several sections keep their own texts")
  func notes() throws {
    let units = WritingUnit.units(of: Sample.chapter("one", sections: 2))
    let pieces = units.enumerated().map { index, unit in
      ChapterPiece(
        chapter: NodeID("c-one"), version: 1, unit: unit.id,
        text: "Section \(index) calls.[^1]\n\n[^1]: Note \(index).")
    }
    let content = ChapterAssembly.content(units: units, pieces: pieces, kind: .expository)
    let outcome = try Self.read(content)
    #expect(outcome.diagnostics.isEmpty)
    let chapter = try #require(outcome.value.divisions.first { $0.kind == .chapter })
    #expect(chapter.notes.map { Self.words($0.blocks) } == [["note", "0"], ["note", "1"]])
  }
}
