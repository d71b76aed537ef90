import OctavoBase
import Testing

@testable import OctavoStyle

@Suite("Page numbers of an index")
struct PageRangeTests {
  private func text(_ ranges: [(String, String)], _ language: String = "de") -> String {
    let folding = PageRanges.Folding(LanguageTag(language))
    let made = PageRanges(ranges.map { PageRanges.Range(first: $0.0, last: $0.1, anchor: "") })
    return made.ranges.map { folding.text($0.first, $0.last) }.joined(separator: ", ")
  }

  @Test func pagesAreGivenOnceAndNeighboursAreDrawnTogether() {
    #expect(text([("4", "4"), ("4", "4"), ("7", "7"), ("8", "8")]) == "4, 7, 8")
    #expect(text([("9", "9"), ("7", "7"), ("8", "8"), ("11", "11")]) == "7–9, 11")
    #expect(text([("12", "14"), ("13", "13"), ("14", "16"), ("20", "18")]) == "12–16, 20")
    #expect(text([("3", "3"), ("iv", "iv"), ("ix", "xi"), ("1", "1")]) == "iv, ix–xi, 1, 3")
  }

  @Test func rangesAreFoldedAsTheLanguageDoes() {
    let ranges = [("71", "72"), ("100", "104"), ("101", "108"), ("321", "328"), ("498", "532")]
    #expect(
      ranges.map { text([$0], "en-US") } == ["71–72", "100–104", "101–8", "321–28", "498–532"])
    #expect(ranges.map { text([$0], "en-GB") } == ["71–2", "100–4", "101–8", "321–8", "498–532"])
    #expect(text([("112", "118")], "en-GB") == "112–18")
    #expect(
      ranges.map { text([$0], "fr") } == ["71–72", "100–104", "101–108", "321–328", "498–532"])
  }
}
