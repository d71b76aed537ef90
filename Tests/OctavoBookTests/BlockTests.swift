import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Blocks")
struct BlockTests {
  private func expect(_ source: String, _ dump: String, _ place: SourceLocation = #_sourceLocation)
  {
    #expect(Markdown.dump(source) == dump + "\n", sourceLocation: place)
  }

  @Test func headingsKeepAttributesAndGetIds() {
    expect(
      "## One *two* {#x .y k=\"v w\"}\n\n### Three ###\n\nSet\n---\n",
      """
      heading 1 {#x .y k="v w"}
        "One "
        emphasis
          "two"
      heading 2 {#three}
        "Three"
      heading 1 {#set}
        "Set"
      """)
  }

  @Test func listsAndTasks() {
    expect(
      "- a\n- [x] b\n- [ ] c\n\n7) d\n\n8) e\n",
      """
      list bullet tight
        item
          paragraph
            "a"
        item done
          paragraph
            "b"
        item to-do
          paragraph
            "c"
      list number 7 parenthesis loose
        item
          paragraph
            "d"
        item
          paragraph
            "e"
      """)
  }

  @Test func codeKeepsItsTextAndLanguage() {
    expect(
      "``` swift {#c .n}\nlet \"a\" -- b\n```\n\n~~~{.py}\nx\n~~~\n\n    in\n",
      """
      code swift {#c .n} "let \\"a\\" -- b\\n"
      code py "x\\n"
      code - "in\\n"
      """)
  }

  @Test func sceneBreaksAndQuotes() {
    expect(
      "> a\n\n***\n\n* * *\n",
      """
      quote
        paragraph
          "a"
      scene-break
      scene-break
      """)
  }

  @Test func captionsBelowAboveAndStraightBelow() {
    let table = "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|\n"
    let inner = """
        header
          cell
            "a"
          cell
            "b"
          cell
            "c"
        row
          cell
            "1"
          cell
            "2"
          cell
            "3"
      """
    let captioned = "table [left center right] {#t}\n  caption\n    \"C\"\n" + inner
    expect(table + "\nTable: C {#t}\n", captioned)
    expect(table + ": C {#t}\n", captioned)
    expect(": C {#t}\n\n" + table, captioned)
    expect(table, "table [left center right]\n" + inner)
  }

  @Test func aTableWithoutHeadWordsHasNoHead() {
    expect(
      "| | |\n|-|-|\n| x \\| y | `a` |\n",
      """
      table [unspecified unspecified]
        row
          cell
            "x | y"
          cell
            code "a"
      """)
  }

  @Test func figuresTakeTheirCaptionFromTitleOrAttribute() {
    expect(
      "![A \"b\"](i.png \"It's *so*\"){#fig:i width=5cm}\n\n![x](j.png){caption=\"C\"}\n\n![y](k.png)\n",
      """
      figure {#fig:i} "i.png" alternative="A “b”" {#fig:i caption="It's *so*" width="5cm"}
        caption
          "It’s "
          emphasis
            "so"
      figure "j.png" alternative="x" {caption="C"}
        caption
          "C"
      figure "k.png" alternative="y"
      """)
    expect(
      "See ![a](b.png) here.",
      """
      paragraph
        "See "
        image "b.png" alternative="a"
        " here."
      """)
  }

  @Test func definitions() {
    expect(
      "Term\n: one\n\n  more\n: two\n\n*B*\n:   three\nlazy\n\nNot: a\n",
      """
      definitions
        term
          "Term"
        description
          paragraph
            "one"
          paragraph
            "more"
        description
          paragraph
            "two"
        term
          emphasis
            "B"
        description
          paragraph
            "three"
            soft-break
            "lazy"
      paragraph
        "Not: a"
      """)
  }

  @Test func displayMathematics() {
    expect(
      "$$\na\n- b\n= c\n$$ {#eq:a}\n\n$$ x $$\n\nLet $$y$$ be.\n\n$$\nopen\n\n",
      """
      math {#eq:a} "a\\n- b\\n= c"
      math "x"
      paragraph
        "Let "
      math "y"
      paragraph
        " be."
      paragraph
        "$$"
        soft-break
        "open"
      """)
  }

  @Test func rawHTMLIsReportedAndItsTextKept() {
    let source =
      "<div class=\"a\">\nText &amp; *raw*\n</div>\n\n<!-- no -->\n\na <b>c</b> <!-- d --> e\n"
    expect(source, "paragraph\n  \"Text & *raw*\"\nparagraph\n  \"a c  e\"")
    #expect(Markdown.findings(source) == ["1:1 book.raw-html", "7:3 book.raw-html"])
    expect("<script>\nx()\n</script>\n\nb", "paragraph\n  \"b\"")
  }

  @Test func everyBlockKnowsItsSource() {
    let source = """
      Para one
      two.

      > - item *a*
      >   more

      ::: note
      Inner
      :::

      | a |
      |---|
      | 1 |

      ```
      code
      ```
      """
    let blocks = Markdown.blocks(source)
    let bytes = Array(source.utf8)
    func text(_ block: Block) -> String {
      String(decoding: bytes[Int(block.span.start)..<Int(block.span.end)], as: UTF8.self)
    }
    #expect(
      blocks.map(text) == [
        "Para one\ntwo.", "> - item *a*\n>   more", "::: note\nInner\n:::",
        "| a |\n|---|\n| 1 |", "```\ncode\n```",
      ])
    guard case .quote(let inner) = blocks[1].content, case .list(let list) = inner[0].content,
      case .container(_, let note) = blocks[2].content
    else {
      Issue.record("not a list in a quote and a note")
      return
    }
    #expect(text(list.items[0].blocks[0]) == "item *a*\n>   more")
    #expect(text(note[0]) == "Inner")
  }
}
