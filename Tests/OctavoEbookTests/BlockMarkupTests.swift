import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// What blocks say of themselves on the page, e-books and documents say too.
@Suite("Blocks in e-books and documents")
struct BlockMarkupTests {
  private static let text = """
    # One

    Text.

    ```swift
    let a = "b"  // c
    ```

    ::: {.warning title="Mind the step"}
    Text.
    :::

    ::: {.list numbers="a I"}
    3) Three
       1. Inner
    :::

    ::: {.verse numbers=2}
    one line
    two lines
    :::
    """

  @Test("an e-book has code by classes, call-outs by kinds, lists by their numerals")
  func epub() throws {
    let text = try Publication.of(Self.text).text
    #expect(text.contains("<span class=\"code-keyword\">let</span> a ="))
    #expect(text.contains("<span class=\"code-comment\">// c</span>"))
    #expect(text.contains("<div class=\"callout warning\" epub:type=\"notice\""))
    #expect(text.contains("<p class=\"callout-title\">Mind the step</p>"))
    #expect(text.contains("<ol type=\"a\" start=\"3\" class=\"parenthesis lower-letters\">"))
    #expect(text.contains("<ol type=\"I\">"))
    #expect(text.contains("<span class=\"label verse-number\">2</span>two lines"))
  }

  @Test("a document has styles for them")
  func docx() throws {
    let document = try WordDocument.of(Self.text)
    let body = try document.body
    #expect(body.contains("<w:rStyle w:val=\"CodeKeyword\"/>"))
    #expect(body.contains("<w:rStyle w:val=\"CodeString\"/>"))
    #expect(body.contains("<w:pStyle w:val=\"CalloutHeading\"/>"))
    #expect(body.contains("<w:pStyle w:val=\"CalloutWarning\"/>"))
    #expect(body.contains("<w:rStyle w:val=\"VerseNumber\"/>"))
    let numbering = try document.part("word/numbering.xml")
    #expect(numbering.contains("<w:numFmt w:val=\"lowerLetter\"/>"))
    #expect(numbering.contains("<w:numFmt w:val=\"upperRoman\"/>"))
    let styles = try document.part("word/styles.xml")
    #expect(styles.contains("w:styleId=\"CodeComment\""))
    #expect(styles.contains("<w:shd w:val=\"clear\""))
    #expect(styles.contains("<w:pBdr>"))
  }

  @Test("gathered notes stand together at an e-book's end and lead back to their calls")
  func gatheredNotes() throws {
    let files = try Publication.of(
      "# One\n\nA call.[^a]\n\n[^a]: The note.[^b]\n[^b]: Called by a note.\n",
      header: "front: []\nback: [notes]\n"
    ).text
    #expect(files.contains("href=\"002-notes.xhtml#note-1-1\">1</a>"))
    #expect(files.contains("id=\"note-1-1\""))
    #expect(files.contains("href=\"001-one.xhtml#ref-1\">1</a> The note."))
    #expect(files.contains("href=\"#ref-1-2\">2</a> Called by a note."))
  }
}
