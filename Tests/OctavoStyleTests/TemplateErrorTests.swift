import OctavoBase
import OctavoBook
import OctavoStyle
import Testing

/// What a designer sees who mistypes: the place, what was found, and what is allowed.
@Suite struct TemplateErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let yaml: String
    let finding: String
    let words: [String]

    init(_ yaml: String, _ finding: String, _ words: String...) {
      self.yaml = yaml
      self.finding = finding
      self.words = words
    }

    var testDescription: String { finding }
  }

  static let cases = [
    Case(
      "page:\n  trimm: a5\n", "2:3 template.unknown-key", "`trimm` in page", "did you mean `trim`?",
      "allowed here: trim, margins, measure-limit, grid"),
    Case("pgae: {}\n", "1:1 template.unknown-key", "unknown key `pgae`", "did you mean `page`?"),
    Case(
      "styles:\n  chapter.titel: {size: 12pt}\n", "2:3 template.unknown-role",
      "unknown role `chapter.titel` in styles", "did you mean `chapter.title`?"),
    Case(
      "styles:\n  emphasis:\n    leading: 12pt\n", "3:5 template.unknown-key",
      "`leading` in styles.emphasis"),
    Case(
      "styles:\n  body:\n    lines: 3\n", "3:5 template.unknown-key", "`lines` in styles.body"),
    Case("fonts:\n  Text Face: [X]\n", "2:3 template.unknown-font-role", "`Text Face`"),
    Case(
      "styles: {body: {size: 11}}\n", "1:23 template.missing-unit",
      "styles.body.size is 11 without a unit", "write 11pt"),
    Case(
      "breaking:\n  word-space: {natural: 0.2}\n", "2:25 template.missing-unit", "write 0.2em"),
    // No unit makes it right: none is proposed.
    Case(
      "breaking:\n  word-space: {natural: 250}\n", "2:25 template.out-of-range",
      "from 0em to 1em"),
    Case("page:\n  grid: 1000\n", "2:9 template.out-of-range", "4pt to 144pt"),
    Case(
      "page:\n  grid: 14px\n", "2:9 template.unknown-unit", "`14px`",
      "units allowed here: pt mm cm in"),
    Case("page: {grid: 1em}\n", "1:14 template.unknown-unit", "units allowed here: pt mm cm in"),
    Case("openings: {part: {sink: 3pt}}\n", "1:25 template.unknown-unit", "units allowed here: gr"),
    Case("openings: {part: {sink: 2.5gr}}\n", "1:25 template.wrong-value", "whole grid lines"),
    Case("page:\n  grid: wide\n", "2:9 template.wrong-value", "page.grid is `wide`"),
    Case("page:\n  grid: [1, 2]\n", "2:9 template.wrong-value", "page.grid is a list"),
    Case("page:\n  grid: 200pt\n", "2:9 template.out-of-range", "4pt to 144pt"),
    Case(
      "styles: {quote: {size: 90em}}\n", "1:24 template.out-of-range", "90em (990pt)"),
    Case("styles: {body: {weight: 1000}}\n", "1:25 template.out-of-range", "100 to 900"),
    Case("styles: {body: {weight: bold}}\n", "1:25 template.wrong-value", "whole number"),
    Case("styles: {body: {italic: yes}}\n", "1:25 template.wrong-value", "true or false"),
    Case(
      "styles: {body: {italic: \"true\"}}\n", "1:25 template.wrong-value", "write it without quotes"
    ),
    Case(
      "styles: {body: {align: centre}}\n", "1:24 template.unknown-value",
      "did you mean `center`?", "allowed here: justify, left, center, right"),
    Case(
      "styles:\n  body:\n    color: #ff0000\n", "3:11 template.empty-value", "# begins a comment"),
    Case("styles: {body: {color: \"#ff00\"}}\n", "1:24 template.wrong-value", "cmyk(0, 0, 0, 1)"),
    Case("styles: {body: {color: gray(2)}}\n", "1:24 template.wrong-value", "from 0 to 1"),
    Case(
      "styles: {body: {features: [kern, ligature]}}\n", "1:34 template.wrong-value",
      "four-letter OpenType tag"),
    Case(
      "running-heads: {body: {verso-head: {outer: {folio}}}}\n", "1:44 template.wrong-value",
      "put it in quotes"),
    Case(
      "running-heads: {body: {verso-head: {outer: \"{pagina}\"}}}\n", "1:44 template.unknown-place",
      "{pagina}", "book-title"),
    Case("numbering: {chapter-label: \"{number\"}\n", "1:28 template.wrong-value"),
    Case(
      "styles: {quote: {font: sans}}\n", "1:24 template.unknown-font-role",
      "allowed here: text, heading, code"),
    Case("page: {trim: 6x9}\n", "1:14 template.bad-trim", "add the unit, such as 6x9in"),
    Case("page: {trim: us-trad}\n", "1:14 template.bad-trim", "did you mean `us-trade`?"),
    Case("page: {trim: 1x9in}\n", "1:14 template.contradiction", "2in to 24in"),
    Case("page: 6x9in\n", "1:7 template.wrong-value", "expected keys and values, found `6x9in`"),
    Case("- page\n", "1:1 template.wrong-value", "found a list"),
    Case("fonts: {text: []}\n", "1:15 template.contradiction", "text has no family"),
  ]

  @Test(arguments: cases) func eachMistakeIsShownAtItsPlace(mistake: Case) {
    let probe = TemplateProbe(mistake.yaml)
    #expect(probe.findings == [mistake.finding])
    for words in mistake.words { #expect(probe.words.contains(words)) }
  }

  static let contradictions = [
    Case(
      "page:\n  margins: {inner: 4in, outer: 3in}\n", "2:32 template.contradiction",
      "of a trim 432pt wide"),
    Case(
      "page:\n  margins: {top: 4in, bottom: 5in}\n", "2:31 template.contradiction", "grid lines"),
    Case(
      "breaking:\n  word-space: {natural: 0.4em}\n", "2:25 template.contradiction", "do not rise"),
    Case("breaking: {pretolerance: 400}\n", "1:26 template.contradiction", "stricter"),
    Case(
      "breaking: {hyphens: {left: 4, right: 4}}\n", "1:28 template.contradiction", "to 8"),
    Case("openings: {chapter: {sink: 50gr}}\n", "1:28 template.contradiction", "leaves no line"),
    Case(
      "running-heads: {head-distance: 3in}\n", "1:32 template.contradiction", "off a top margin"),
    Case("running-heads: {foot-distance: 3in}\n", "1:32 template.contradiction", "off a bottom"),
    Case(
      "styles: {verse: {inset-left: 280pt}}\n", "1:30 template.contradiction", "insets of verse"),
    Case("styles: {body: {leading: 5pt}}\n", "1:26 template.tight-leading", "over each other"),
    Case("styles: {folio: {size: 40pt}}\n", "1:24 template.tight-leading", "lines will touch"),
    Case("styles: {section.1: {size: 20pt}}\n", "1:28 template.tight-leading", "lines will touch"),
  ]

  @Test(arguments: contradictions) func valuesThatCannotStandTogetherAreShown(mistake: Case) {
    let probe = TemplateProbe(mistake.yaml)
    #expect(probe.findings == [mistake.finding])
    for words in mistake.words { #expect(probe.words.contains(words)) }
  }

  @Test func allMistakesAreShownAtOnce() {
    let probe = TemplateProbe(
      """
      page:
        grid: 14
        margin: 3
      styles:
        bdy: {}
        body: {font: serif, align: justfy}
      notes: 12
      """)
    #expect(
      probe.findings == [
        "2:9 template.missing-unit", "3:3 template.unknown-key", "5:3 template.unknown-role",
        "6:30 template.unknown-value", "7:8 template.wrong-value",
        "6:16 template.unknown-font-role",
      ])
  }

  @Test func columnsCountCharactersNotBytes() {
    let probe = TemplateProbe("toc: {heading: \"Übersicht ❦\", depth: 9}\n")
    #expect(probe.findings == ["1:38 template.out-of-range"])
  }

  @Test(arguments: [
    Case("page:\n\tgrid: 14pt\n", "2:1 template.syntax", "not valid YAML"),
    Case("page: {grid: 14pt\nfonts: x\n", "2:6 template.syntax"),
    Case("a: \"open\n", "2:1 template.syntax"),
    Case("page: {}\nfonts: {}\npage: {}\n", "3:1 template.duplicate-key", "page stands twice"),
    Case("page: {grid: 14pt, grid: 14pt}\n", "1:8 template.duplicate-key", "grid stands twice"),
    Case("page: *nowhere\n", "1:7 template.syntax", "undefined alias"),
    Case("page: {}\n---\nfonts: {}\n", "2:1 template.syntax", "another document"),
    Case("page: {}\n\u{0}\n", "1:1 template.syntax"),
  ]) func brokenYAMLIsShownAtItsPlace(mistake: Case) {
    let probe = TemplateProbe(mistake.yaml)
    #expect(probe.findings == [mistake.finding])
    for words in mistake.words { #expect(probe.words.contains(words)) }
  }

  @Test func aKeyThatStandsTwiceHidesNothing() {
    let probe = TemplateProbe(
      """
      page:
        grid: 14
        trim: 6x9in
        # grid: 12pt
        grid: 15
      styles:
        body: {size: 11}
        body:
          size: 12
          size: 13pt
      pages: {}
      page:
        trim: wide

      """)
    #expect(
      Set(probe.findings) == [
        "5:3 template.duplicate-key", "8:3 template.duplicate-key", "10:5 template.duplicate-key",
        "12:1 template.duplicate-key", "2:9 template.missing-unit", "5:9 template.missing-unit",
        "7:16 template.missing-unit", "9:11 template.missing-unit", "11:1 template.unknown-key",
        "13:9 template.bad-trim", "10:11 template.tight-leading",
      ])
  }

  @Test func bytesThatAreNotUTF8AreShownAtTheirPlace() {
    let probe = TemplateProbe(bytes: Array("page:\n  é: ".utf8) + [0xFF, 0x0A])
    #expect(probe.findings == ["2:6 template.not-utf8"])
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "~\n", "page:\nstyles:\n"])
  func anEmptyTemplateIsTheDefault(yaml: String) {
    let probe = TemplateProbe(yaml)
    #expect(probe.findings.isEmpty)
    #expect(probe.template.statements.isEmpty)
  }

  @Test func aBookWithABadTrimIsShownInTheBook() {
    var metadata = BookMetadata(title: "Test")
    metadata.trim = "6x9"
    metadata.spans["trim"] = SourceSpan(file: SourceID(index: 0), start: 3, end: 4)
    let probe = TemplateProbe("page: {trim: a5}\n", metadata: metadata)
    #expect(probe.findings == ["1:4 template.bad-trim"])
    #expect(probe.sheet.page.trim.width == Length(millimetres: 148))
  }
}
