import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// The markup says what each piece of text is, to readers of every kind.
@Suite("EPUB markup")
struct MarkupTests {
  @Test("a footnote pops up: its call, its text and the way back know each other")
  func footnote() throws {
    let text = try Publication.of("# One\n\nA call.[^a] Again.[^a]\n\n[^a]: *The* note.\n").text
    #expect(
      text.contains(
        "<a id=\"ref-1\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-1\">1</a>"))
    #expect(text.contains("<a id=\"ref-1-2\" epub:type=\"noteref\""))
    #expect(
      text.contains(
        "<aside class=\"footnote\" id=\"note-1\" epub:type=\"footnote\" role=\"doc-footnote\">"))
    #expect(text.contains("role=\"doc-backlink\" href=\"#ref-1\">1</a> <em>The</em> note."))
  }

  @Test("tables name their columns, keep their alignment and have their caption")
  func table() throws {
    let text = try Publication.of("# One\n\n| A | |\n|--:|:-:|\n| 1 | x |\n\nTable: Cap {#tbl:a}\n")
      .text
    #expect(text.contains("<caption><strong class=\"label\">Table 1.</strong> Cap</caption>"))
    #expect(text.contains("<th scope=\"col\" class=\"right\">A</th><td class=\"middle\"></td>"))
    #expect(text.contains("<td class=\"right\">1</td><td class=\"middle\">x</td>"))
  }

  @Test("references lead to their places across files, by number, title and page")
  func references() throws {
    let text = try Publication.of(
      "# One {#one}\n\nOpening words here.\n\n[](#two), [@two], [own](#two), [@two]{.page}, [@gone].\n\n# Two {#two}\n\nText.\n"
    ).text
    #expect(text.contains("<a href=\"002-two.xhtml#two\">Two</a>"))
    #expect(text.contains("<a href=\"002-two.xhtml#two\">chapter 2</a>"))
    #expect(text.contains("<a href=\"002-two.xhtml#two\">own</a>"))
    #expect(text.contains("<a href=\"002-two.xhtml#two\">2</a>"))
    #expect(text.contains(" ??."))
  }

  @Test("language, direction and classes of a span are its own; index marks stay, unseen")
  func spans() throws {
    let text = try Publication.of(
      "# One\n\nOpening words here.\n\n[Wort]{lang=de .x #w} and [מילה]{lang=he}.[]{.index term=\"a!b\"}\n"
    ).text
    #expect(text.contains("<span id=\"w\" class=\"c-x\" lang=\"de\" xml:lang=\"de\">Wort</span>"))
    #expect(text.contains("lang=\"he\" xml:lang=\"he\" dir=\"rtl\""))
    #expect(text.contains("data-index-term=\"a!b\"></span>"))
  }

  @Test("a chapter begins as the template begins it")
  func opening() throws {
    let long = String(repeating: "words and more ", count: 30)
    let text = try Publication.of("# One\n\nA *b* first, \(long)\n\nSecond.\n\n***\n\nThird.\n")
      .text
    #expect(
      text.contains(
        "<p class=\"first drop-cap\"><span class=\"lead-in\">A </span><em><span class=\"lead-in\">b</span></em><span class=\"lead-in\"> first,</span> words"
      ))
    #expect(
      text.contains("<p>Second.</p>\n<hr class=\"scene-break\"/>\n<p class=\"first\">Third.</p>"))
    #expect(
      text.contains(
        "<section class=\"chapter\" id=\"one\" epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"title-1\">"
      ))
  }

  @Test("no heading level is skipped, and each file begins with the first")
  func headingLevels() throws {
    let text = try Publication.of("# One\n\n#### Deep\n\n## Up\n").text
    #expect(text.matches(of: /<h(\d)/).map { String($0.1) } == ["1", "2", "2"])
  }

  @Test("an SVG is carried as it is; one with a script is not, and says so")
  func svg() throws {
    let folder = try TemporaryFolder()
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>t</title><path d=\"M0 0h9\"/></svg>"
    try folder.write(svg, to: "a.svg")
    try folder.write(svg.replacingOccurrences(of: "<title>", with: "<script/><title>"), to: "b.svg")
    let path = try folder.write(
      "---\ntitle: T\nfront: []\n---\n\n# One\n\n![first](a.svg)\n\n![second](b.svg)\n", to: "m.md")
    let result = try SmallBook.set(path: path)
    let publication = try Publication.write(result)
    #expect(publication.files["images/001-a.svg"] == svg)
    #expect(publication.text.contains("alt=\"first\"") && publication.text.contains("[second]"))
    #expect(result.diagnostics.map(\.code) == ["image.svg"])
    #expect(publication.diagnostics.isEmpty)
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }

  @Test("characters XML has no place for are left out and counted")
  func illegalCharacters() throws {
    let publication = try Publication.of(
      "# One\n\nOpening words here.\n\nA\u{1}B\u{FFFF}C `x\u{8}y`.\n")
    #expect(publication.text.contains("ABC <code>xy</code>."))
    #expect(publication.diagnostics.map(\.code) == ["epub.illegal-character"])
    #expect(publication.diagnostics.first?.message.hasPrefix("1 character") == true)
  }

  @Test("a link to a file beside the manuscript is text; one to the web is made a valid address")
  func links() throws {
    let publication = try Publication.of(
      "# One\n\nOpening words here.\n\n[a](other.md) [b](<https://x.org/a b|c>)\n")
    #expect(publication.text.contains("<p>a <a ") && publication.text.contains(">b</a>"))
    #expect(publication.text.contains("href=\"https://x.org/a%20b%7Cc\""))
    #expect(publication.diagnostics.map(\.code) == ["link.bad-address"])
  }

  @Test("the style sheet sets no size, face, colour or justification of the text")
  func styleSheet() throws {
    let css = try Publication.of("# One\n\nText.\n").file("style.css")
    let body = css.components(separatedBy: "}").filter { rule in
      ["body", "html", "p", ":root", "*"].contains(
        rule.components(separatedBy: "{")[0].trimmingCharacters(in: .whitespacesAndNewlines))
    }.joined()
    for word in ["font", "color", "text-align", "line-height"] {
      #expect(!body.contains(word), "\(body)")
    }
    #expect(!css.contains("justify") && !css.contains("#000") && !css.contains("#fff"))
    #expect(!css.matches(of: /[0-9](pt|px)\b/).contains { _ in true })
    #expect(css.contains("initial-letter: 3") && css.contains("small-caps"))
  }

  @Test("gray text stands back on dark grounds as on white: it is less opaque, not of a colour")
  func gray() throws {
    let publication = try Publication.of("# One\n\n```swift\n// a comment\nlet a = 1\n```\n")
    let style = try #require(publication.files["style.css"])
    let rule = try #require(style.firstMatch(of: /comment[^{]*\{([^}]*)\}/))
    #expect(rule.1.contains("opacity: 0.60;"))
    #expect(!style.contains("color: #"))
  }
}
