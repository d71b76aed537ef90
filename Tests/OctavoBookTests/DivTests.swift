import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Fenced divs")
struct DivTests {
  private func expect(_ source: String, _ dump: String, _ place: SourceLocation = #_sourceLocation)
  {
    #expect(Markdown.dump(source) == dump + "\n", sourceLocation: place)
  }

  @Test func namesAttributesAndNesting() {
    expect(
      ":::: {.note #n k=v}\nA\n::: warning :::\nB\n:::\n- c\n::::\n::: epigraph {.wide}\nD\n:::\nE\n",
      """
      container note {#n k="v"}
        paragraph
          "A"
        container warning
          paragraph
            "B"
        list bullet tight
          item
            paragraph
              "c"
      container epigraph {.wide}
        paragraph
          "D"
      paragraph
        "E"
      """)
  }

  @Test func anyNameMakesAContainer() {
    expect(
      "::: sidebar\nx\n:::\n\n::: {#a}\ny\n:::\n",
      """
      container custom sidebar
        paragraph
          "x"
      container custom div {#a}
        paragraph
          "y"
      """)
  }

  @Test func verseKeepsLinesStanzasAndIndents() {
    expect(
      "::: {.verse #v}\nRoses are *red\n  violets* blue\n        deep\n\n- no\nlast\\\nline\n:::\n",
      """
      container custom verse {#v}
        verse
          line
            "Roses are "
            emphasis
              "red"
          line
            "\\u{2003}"
            emphasis
              "violets"
            " blue"
          line
            "\\u{2003}\\u{2003}\\u{2003}\\u{2003}"
            "deep"
        list bullet tight
          item
            paragraph
              "no"
              soft-break
              "last"
              line-break
              "line"
      """)
    expect(
      "::: verse\na\nb\n\nc\n:::\n",
      """
      verse
        line
          "a"
        line
          "b"
        stanza-break
        line
          "c"
      """)
  }

  @Test func aFenceInCodeClosesNothing() {
    expect(
      "::: note\n```\n:::\n```\n:::\n", "container note\n  code - \":::\\n\"")
  }

  @Test func unclosedAndStrayFencesAreReported() {
    #expect(
      Markdown.findings("a\n\n:::\n\n::: note\nb\n") == [
        "3:1 book.stray-fence", "5:1 book.unclosed-div",
      ])
    #expect(Markdown.findings("> ::: note\n> a\n\nb") == ["1:3 book.unclosed-div"])
    expect(
      "> ::: note\n> a\n\nb",
      """
      quote
        container note
          paragraph
            "a"
      paragraph
        "b"
      """)
  }

  @Test func aDivDoesNotLoosenTheListAroundIt() {
    expect(
      "- a\n  ::: note\n  b\n  :::\n- c\n",
      """
      list bullet tight
        item
          paragraph
            "a"
          container note
            paragraph
              "b"
        item
          paragraph
            "c"
      """)
  }
}
