import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import OctavoText
import Testing

/// Margins that depend on the number of pages.
@Suite("Page fitting")
struct PageFittingTests {
  private static func text(paragraphs: Int) -> String {
    let words = "The lamp was lit before the evening came, and nobody could say who had lit it. "
    return "# One\n\n"
      + String(repeating: String(repeating: words, count: 6) + "\n\n", count: paragraphs)
  }

  private func set(_ design: String, paragraphs: Int) throws -> TypesetResult {
    let folder = try TemporaryFolder()
    try folder.write("extends: standard\n" + design, to: "mine/template.yaml")
    let path = try folder.write(
      "---\ntitle: T\ntemplate: ./mine\nfront: []\n---\n\(Self.text(paragraphs: paragraphs))",
      to: "b.md")
    return try SmallBook.set(path: path)
  }

  @Test("a book has the margin of its own number of pages", arguments: [4, 40, 90])
  func settles(paragraphs: Int) throws {
    let result = try set(
      "page: {margins: {inner: {1: 40pt, 9: 70pt, 16: 90pt}}}\n", paragraphs: paragraphs)
    let wanted = result.pageCount < 9 ? 40.0 : result.pageCount < 16 ? 70 : 90
    #expect(result.sheet.page.innerMargin.points == wanted, "\(result.pageCount) pages")
    #expect(!result.diagnostics.contains { $0.code == "layout.margins-unsettled" })
  }

  @Test("what chases what is told where margins and pages do not settle")
  func chases() throws {
    // Wide lines make fewer pages than the step, narrow ones more than the next.
    let result = try set(
      "page: {margins: {inner: {1: 150pt, 10: 40pt}, outer: 60pt}}\n", paragraphs: 40)
    let warning = try #require(
      result.diagnostics.first { $0.code == "layout.margins-unsettled" },
      "\(result.pageCount) pages")
    #expect(warning.message.contains("pages with 150pt") && warning.message.contains("40pt"))
    #expect(result.sheet.page.innerMargin.points == 150)
  }

  @Test(
    "the number of pages is guessed so well that a book is seldom set twice",
    arguments: ["standard", "academic", "modern"])
  func estimate(template: String) throws {
    let result = try Typesetter(
      TypesetRequest(
        book: Repository.path("Fixtures/handbook"), template: template,
        fontFolders: [Repository.path("Fonts")],
        templateFolders: [Repository.path("Templates")], threads: 2)
    ).typeset()
    let fonts = try FontLibrary.load(folders: [Repository.path("Fonts")]).value
    let estimate = BookLayout(
      book: result.book, sheet: result.sheet, fonts: FontContextPool(fonts),
      images: ImageTable([]), threads: 1
    ).estimatedPages()
    #expect(
      abs(estimate - result.pageCount) * 8 <= result.pageCount,
      "\(estimate) for \(result.pageCount) pages")
  }
}
