import OctavoBase
import Testing

@testable import OctavoBook

/// What is printed as written although it was meant to do something.
@Suite("Marks that do nothing")
struct PrintedMarksTests {
  @Test(
    "attributes where nothing takes them are told with their place",
    arguments: [
      ("A paragraph. {.lead}\n", "1:14"), ("- an item {#id}\n", "1:11"), ("{.fancy}\n", "1:1"),
      ("Text.[^1]\n\n[^1]: A note {.small}\n", "3:14"),
    ])
  func braces(text: String, place: String) {
    #expect(Markdown.findings(text) == ["\(place) book.stray-attributes"])
  }

  @Test(
    "braces of code, and those without a name, are none", arguments: ["`{.x}`\n", "{x}\n", "{}\n"])
  func otherBraces(text: String) { #expect(Markdown.findings(text).isEmpty) }

  @Test("commands of other programs are told", arguments: ["\\newpage\n", "[TOC]\n", "\\vspace\n"])
  func commands(text: String) {
    #expect(Markdown.findings(text) == ["1:1 book.printed-command"])
  }

  @Test("a command within a sentence is text")
  func commandInText() { #expect(Markdown.findings("Write \\newpage here.\n").isEmpty) }

  @Test("what stands after a language is told; attributes in braces are looked at as such")
  func info() {
    #expect(Markdown.findings("```js title=\"x\"\na\n```\n") == ["1:7 book.unheeded-info"])
    #expect(Markdown.findings("```js {#id}\na\n```\n").isEmpty)
  }

  @Test("languages and directions that are none are told")
  func languages() {
    #expect(Markdown.findings("[a]{lang=klingonese}\n") == ["1:10 book.bad-language"])
    #expect(Markdown.findings("## A {dir=up}\n") == ["1:11 book.bad-direction"])
    #expect(Markdown.findings("[a]{lang=tlh}\n").isEmpty)
  }

  @Test(
    "a reference is a sentence's first word at the start and after a sentence",
    arguments: [
      ("[@a] is.", [true]), ("See [@a].", [false]), ("It ends here. [@a] is.", [true]),
      ("It was (cf. [@a]).", [false]), ("“It ends here!” [@a] and [@b].", [true, false]),
      ("So, e.g. [@a].", [false]), ("*It.* [@a].", [false]),
    ])
  func sentences(text: String, starts: [Bool]) {
    let text = text.replacing("[@", with: "[@fig:")
    guard case .paragraph(let inlines)? = Markdown.blocks(text + "\n").first?.content else {
      Issue.record("no paragraph")
      return
    }
    let found = inlines.compactMap { inline in
      if case .reference(let reference) = inline { reference.beginsSentence } else { nil }
    }
    #expect(found == starts)
  }
}
