import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// What readers meet on screens of every kind: other directions, narrow pages, dark grounds.
@Suite("EPUB on the screen")
struct ReadingTests {
  @Test("text that turns from the book's direction says so, by its first letter")
  func direction() throws {
    let text = try Publication.of(
      """
      # ספר

      אחד שתיים English שלוש.

      English with אחד in it.

      ## כותרת

      - אחד
      - one

      | א | b |
      |---|---|
      | c | ד |
      """
    ).text
    #expect(text.contains("<span class=\"chapter-title\" dir=\"rtl\">ספר</span>"))
    #expect(text.contains("<p class=\"first\" dir=\"rtl\">אחד"))
    #expect(text.contains("<p>English with"))
    #expect(text.contains("class=\"section-1\" dir=\"rtl\">כותרת</h2>"))
    #expect(text.contains("<li dir=\"rtl\">אחד") && text.contains("<li>one"))
    #expect(text.contains("<td>c</td><td dir=\"rtl\">ד</td>"))
    let turned = try Publication.of("# ספר\n\nEnglish.\n", header: "language: he\nfront: []\n")
    #expect(
      turned.text.contains("<p class=\"first\" dir=\"ltr\">")
        && turned.text.contains("-title\">ספר"))
  }

  @Test("no lead-in falls on letters that join")
  func leadIn() throws {
    let long = String(repeating: " نص طويل جدا", count: 40)
    let arabic = try Publication.of("# One\n\nهذا كتاب\(long).\n").text
    #expect(!arabic.contains("lead-in"))
    let mixed = try Publication.of("# One\n\nThe word كتاب stands here and goes on.\n").text
    #expect(mixed.contains("<span class=\"lead-in\">The word </span>كتاب stands"))
    #expect(
      try Publication.of("# One\n\nText.\n").file("style.css").contains(
        "[dir=\"rtl\"], [dir=\"rtl\"] * {\n  letter-spacing: normal;"))
  }

  @Test("a heading's language is heeded, in a title and in a section's")
  func headingLanguage() throws {
    let markdown = "# Der Titel {lang=de}\n\nText [mot]{lang=fr}.\n\n## Le mot {lang=fr}\n"
    let publication = try Publication.of(markdown)
    #expect(publication.text.contains("<span lang=\"de\" xml:lang=\"de\">Der Titel</span>"))
    #expect(
      publication.text.contains(
        "class=\"section-1\" lang=\"fr\" xml:lang=\"fr\">Le mot</h2>"))
    #expect(try Publication.set(markdown).diagnostics.isEmpty)
    let body = try WordDocument.of(markdown).body
    #expect(body.contains("<w:lang w:val=\"de\"/></w:rPr><w:t xml:space=\"preserve\">Der Titel"))
  }

  @Test("only columns whose words have no room on a narrow screen break within words")
  func narrowTables() throws {
    let text = try Publication.of(
      """
      # One

      | Year | Word |
      |------|------|
      | 1851 | Donaudampfschifffahrtsgesellschaftskapitän |

      | Year | Name |
      |------|-----:|
      | 1851 | Ahab |
      """
    ).text
    #expect(text.contains("<td>1851</td><td class=\"breaks\">Donau"))
    #expect(text.contains("<td>1851</td><td class=\"right\">Ahab"))
    let css = try Publication.of("# One\n\nText.\n").file("style.css")
    #expect(css.contains("td.breaks {\n  overflow-wrap: anywhere;"))
  }

  @Test("strokes of pictures are seen on a dark ground; scene breaks without generated content")
  func fallbacks() throws {
    let css = try Publication.of("# One\n\nText.\n").file("style.css")
    #expect(css.contains("background-color: white"))
    let pieces = css.components(separatedBy: "@supports (display: block)")
    #expect(pieces.count > 2)
    #expect(pieces[0].contains("hr.scene-break {\n  border: none;\n  border-top: 0.06em solid;"))
    #expect(!pieces[0].contains("hr.scene-break::before"))
    #expect(css.contains("hr.scene-break::before"))
  }

  @Test("a link that leads nowhere is reported where it is written, in the same words everywhere")
  func badLink() throws {
    let markdown = "# One\n\nOpening.\n\nA [link](javascript:x) here.\n\nMore.\n"
    let folder = try TemporaryFolder()
    let path = try folder.write("---\ntitle: T\nfront: []\n---\n\n\(markdown)", to: "m.md")
    let result = try SmallBook.set(path: path)
    let found = try Publication.write(result).diagnostics
    let span = try #require(found.first?.span)
    let file = result.sources[span.file]
    #expect(
      String(decoding: file.text[Int(span.start)..<Int(span.end)], as: UTF8.self)
        == "javascript:x")
    #expect(try WordDocument.write(result).diagnostics == found && found.count == 1)
  }
}
