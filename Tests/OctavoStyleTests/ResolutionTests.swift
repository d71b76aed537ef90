import OctavoBase
import OctavoBook
import OctavoStyle
import Testing

/// Units, inheritance and defaults come to the values a designer reckons with.
@Suite struct ResolutionTests {
  @Test func emIsTheRolesOwnSizeAndForSizesTheBodys() {
    let probe = TemplateProbe(
      """
      styles:
        body: {size: 10pt}
        quote: {size: 0.9em, inset-left: 2em, leading: 1.2em}
        caption: {based-on: quote, size: 2em, leading: 3em}
      """)
    #expect(probe.findings.isEmpty)
    #expect(probe.sheet[.quote].text.size == Length(points: 9))
    #expect(probe.sheet[.quote].insetLeft == Length(points: 18))
    #expect(probe.sheet[.quote].leading == Length(points: 10.8))
    #expect(probe.sheet[.caption].text.size == Length(points: 20))
    #expect(probe.sheet[.caption].insetLeft == Length(points: 40))
  }

  @Test func grIsTheGrid() {
    let probe = TemplateProbe(
      "page: {grid: 12pt}\nstyles: {section.1: {space-before: 1.5gr, space-after: 0.5gr}}\n")
    #expect(probe.sheet.page.grid == Length(points: 12))
    #expect(probe.sheet[.body].leading == Length(points: 12))
    #expect(probe.sheet[.section1].spaceBefore == Length(points: 18))
    #expect(probe.sheet[.section1].spaceAfter == Length(points: 6))
  }

  @Test(arguments: [
    ("72pt", 72.0), ("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("0", 0), ("0.5 in", 36),
  ])
  func absoluteUnits(text: String, points: Double) {
    let probe = TemplateProbe("styles: {quote: {inset-left: \(text)}}\n")
    #expect(probe.sheet[.quote].insetLeft == Length(points: points))
  }

  @Test func aPageHoldsTheLinesThatFit() {
    let probe = TemplateProbe(
      "page: {trim: 400x600pt, grid: 12pt, margins: {top: 50pt, bottom: 60pt}}\n"
    )
    // The first baseline stands at 60, the last at or above 540: forty steps.
    #expect(probe.sheet.page.lines == 41)
  }

  @Test(arguments: [
    ("a5", 419.528, 595.276), ("6x9in", 432, 648), ("5.25x8in", 378, 576), ("us-trade", 432, 648),
    ("148mmx210mm", 419.528, 595.276), ("5in x 8in", 360, 576), ("5×8in", 360, 576),
    ("B5", 498.898, 708.661),
  ])
  func trims(text: String, width: Double, height: Double) throws {
    let size = try #require(TrimSize(text)).size
    #expect(abs(size.width.points - width) < 0.001)
    #expect(abs(size.height.points - height) < 0.001)
  }

  @Test(arguments: ["", "x", "6x", "x9in", "6in", "6x9x3in", "6x9ft", "-6x9in", "6x9em", "a77"])
  func trimsThatAreNone(text: String) { #expect(TrimSize(text) == nil) }

  @Test func stylesStartFromTheirBase() {
    let probe = TemplateProbe(
      """
      styles:
        body: {indent: 20pt, features: [onum, kern, -liga, onum]}
        section.1: {size: 14pt, leading: 2gr, align: right}
        section.2: {based-on: section.1, italic: true}
      """)
    #expect(probe.sheet[.section2].text.size == Length(points: 14))
    #expect(probe.sheet[.section2].alignment == .right)
    #expect(probe.sheet[.section2].text.isItalic)
    #expect(!probe.sheet[.section1].text.isItalic)
    // A stated base replaces what is built in: section.2 is no longer bold.
    #expect(probe.sheet[.section1].text.weight == 700)
    #expect(probe.sheet[.quote].text.features.map(\.tag) == ["kern", "liga", "onum"])
    #expect(probe.sheet[.quote].text.features.map(\.value) == [1, 0, 1])
    #expect(probe.sheet[.list].indent == .zero)
  }

  @Test func basesThatRunInACircleAreShown() {
    let probe = TemplateProbe(
      "styles:\n  quote: {based-on: verse}\n  verse: {based-on: letter}\n  letter: {based-on: quote}\n"
    )
    #expect(probe.findings == ["4:22 template.cycle"])
    #expect(probe.words.contains("quote → verse → letter → quote"))
  }

  @Test func basesThatCannotBeAreShown() {
    let probe = TemplateProbe(
      """
      styles:
        body: {based-on: quote, size: 1em}
        quote: {based-on: emphasis}
        letter: {based-on: qoute}
      """)
    #expect(
      probe.findings == [
        "4:22 template.unknown-value", "2:33 template.bad-base", "2:20 template.bad-base",
        "3:21 template.bad-base",
      ])
    #expect(probe.words.contains("did you mean `quote`?"))
  }

  @Test func inlineRolesDeclareOnlyWhatIsStated() {
    let probe = TemplateProbe(
      """
      styles:
        body: {size: 10pt, weight: 500}
        link: {color: "#003366"}
        lead-in: {based-on: smallcaps, weight: 600}
      """)
    #expect(probe.sheet[.emphasis].declared == [.italic])
    #expect(probe.sheet[.link].declared == [.color])
    #expect(probe.sheet[.leadIn].declared == [.letterCase, .tracking, .weight])
    #expect(probe.sheet[.leadIn].leadWords == 3)
    #expect(probe.sheet[.dropCap].dropLines == 3)
    #expect(probe.sheet[.listMarker].declared == [])
    // Raised by a part of the body's size, as `applied(to:bodySize:)` scales it.
    #expect(probe.sheet[.noteCall].text.rise == Length(points: 3.5))
    let outer = probe.sheet[.body].text
    let inner = probe.sheet[.noteCall].applied(to: outer, bodySize: outer.size)
    #expect(inner.size == Length(points: 6.5))
    #expect(inner.weight == 500)
  }

  @Test func frontMatterHeadsAreTheBodysUnlessStated() {
    let probe = TemplateProbe(
      """
      running-heads:
        body: {verso-head: {outer: "{folio}", center: "{author}"}}
        front: {verso-head: {center: ""}}
      """)
    #expect(probe.sheet.runningHeads.back.versoHead.center == "{author}")
    #expect(probe.sheet.runningHeads.front.versoHead == .init(center: "", outer: "{folio}"))
  }

  @Test func everyDefaultIsOneItsKeyAllows() {
    for row in TemplateListing([]).rows {
      #expect(!row.path.description.isEmpty)
      #expect(row.template == nil)
    }
    #expect(TemplateProbe("").diagnostics.isEmpty)
  }
}
