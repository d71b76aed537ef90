import OctavoBase
import Testing

@testable import OctavoBook

/// Rows with more cells than their table has columns.
@Suite("Ragged rows")
struct RaggedRowTests {
  private func findings(_ rows: String) -> [String] {
    let text = "| a | b |\n|---|---|\n\(rows)\n"
    return Markdown.book(text).diagnostics.filter { $0.code == "book.ragged-row" }.map(\.message)
  }

  @Test("what a table leaves out is named, with its place")
  func excess() throws {
    let book = Markdown.book("> | a | b |\n> |---|---|\n> | 1 | 2 | *three* | 4 |\n")
    let found = try #require(book.diagnostics.first)
    #expect(
      found.message == "the row has 4 cells, the table 2 columns: “*three* | 4” is left out")
    let span = try #require(found.span)
    #expect(book.value.sources[span.file].position(of: Int(span.start)) == (3, 13))
    #expect(findings("1 | 2 | 3") == ["the row has 3 cells, the table 2 columns: “3” is left out"])
    #expect(findings("| 1 | 2 \\\\| 3 |").count == 1)
  }

  @Test(
    "a row that loses nothing is as it should be",
    arguments: [
      "| 1 | 2 |", "1 | 2", "| 1 |", "| 1 | 2 |   ", "| 1 | 2 | |", "| 1 | 2 \\| 3 |",
      "| `1 \\| 2` | 3 |", "  | 1 | 2 |", "   1 | 2", "| 1 | 2 |\n  | 3 | 4 |",
    ])
  func nothing(row: String) { #expect(findings(row).isEmpty) }
}
