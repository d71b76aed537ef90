import OctavoBase
import OctavoStyle
import Testing

/// Margins as functions of the trim and of the number of pages.
@Suite struct MarginTests {
  private func page(_ yaml: String, pages: Int = 1) -> PageGeometry {
    let probe = TemplateProbe(yaml)
    #expect(probe.findings.isEmpty, "\(probe.words)")
    return probe.sheet.fitted(toPages: pages).page
  }

  @Test func aShareIsOfTheTrimAndFallsOnQuartersOfAPoint() {
    let yaml = "page:\n  trim: 5x8in\n  margins: {inner: 12.3%, top: 9.1%}\n"
    #expect(page(yaml).innerMargin == Length(points: 44.25))
    #expect(page(yaml).topMargin == Length(points: 52.5))
  }

  @Test(arguments: [(1, 50.0), (150, 50), (151, 54), (300, 54), (301, 60), (9_000, 60)])
  func aStepHoldsFromItsNumberOfPages(pages: Int, points: Double) {
    let yaml = "page: {margins: {inner: {301: 60pt, 1: 50pt, 151: 54pt}}}\n"
    #expect(page(yaml, pages: pages).innerMargin == Length(points: points))
  }

  @Test func aMeasureBeyondItsLimitGoesToTheSides() {
    let yaml = """
      page:
        trim: 8.5x11in
        measure-limit: 372pt
        margins: {inner: 60pt, outer: 120pt}
      """
    let page = page(yaml)
    #expect(page.measure == Length(points: 372))
    #expect(page.innerMargin == Length(points: 80))
    #expect(page.outerMargin == Length(points: 160))
  }

  @Test func aStepIsPrintedAsItIsWritten() throws {
    let probe = TemplateProbe("page: {margins: {inner: {1: 12.5%, 301: 2gr}}}\n")
    let row = try #require(
      TemplateListing([probe.template]).rows.first {
        $0.path.description == "page.margins.inner"
      })
    #expect(row.value == "{1: 12.5%, 301: 2gr}")
  }

  @Test(arguments: [
    TemplateErrorTests.Case(
      "page: {margins: {inner: {0: 5mm}}}\n", "1:26 template.wrong-value", "from 1 to 99999"),
    TemplateErrorTests.Case(
      "page: {margins: {inner: {1: 5}}}\n", "1:29 template.missing-unit", "write 5pt"),
    TemplateErrorTests.Case(
      "page: {margins: {inner: {1: {2: 5mm}}}}\n", "1:29 template.wrong-value"),
    TemplateErrorTests.Case(
      "page: {margins: {inner: 101%}}\n", "1:25 template.out-of-range", "12.5%"),
    TemplateErrorTests.Case("page: {margins: {inner: {}}}\n", "1:25 template.empty-value"),
    TemplateErrorTests.Case(
      "page: {margins: {inner: {1: 10mm, 400: 5in, 500: 10mm}}}\n",
      "1:25 template.contradiction", "of a trim 432pt wide"),
  ]) func eachMistakeIsShownAtItsPlace(mistake: TemplateErrorTests.Case) {
    let probe = TemplateProbe(mistake.yaml)
    #expect(probe.findings == [mistake.finding])
    for words in mistake.words { #expect(probe.words.contains(words), "\(probe.words)") }
  }
}
