import OctavoBase
import Testing

@testable import OctavoBook

/// Cells of a table that go on over rows and columns.
@Suite("Cells that share a place")
struct TableSpanTests {
  private func table(_ text: String) throws -> Table {
    guard case .table(let table)? = Markdown.blocks(text).first?.content else {
      throw NoTable()
    }
    return table
  }

  private struct NoTable: Error {}

  @Test("a table without joined cells says nothing of spans")
  func plain() throws {
    #expect(try table("| a | b |\n|---|---|\n| 1 | 2 |\n").spans.isEmpty)
  }

  @Test("^^ goes on with the cell above, << with the one on the left")
  func joined() throws {
    let table = try table(
      "| a | << | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| ^^ | << | 4 |\n| ^^ | x | 5 |\n| 6 | << | << |\n"
    )
    // The second and the fourth row make no rectangle with the first cell of the body.
    #expect(
      table.looseJoins == [
        .init(row: 2, column: 0), .init(row: 2, column: 1), .init(row: 3, column: 0),
      ])
    #expect(table.spans[0] == [.init(columns: 2), nil, .init()])
    #expect(table.spans[4] == [.init(columns: 3), nil, nil])
  }

  @Test("a cell over two rows and two columns is one")
  func rectangle() throws {
    let table = try table(
      "| a | b | c |\n|---|---|---|\n| 1 | << | 3 |\n| ^^ | ^^ | 4 |\n")
    #expect(table.looseJoins.isEmpty)
    #expect(table.spans[1] == [.init(columns: 2, rows: 2), nil, .init()])
    #expect(table.spans[2] == [nil, nil, .init()])
    #expect(table.rows[1].cells[0].isEmpty)
  }

  @Test("what has nothing to go on with is told, and left empty")
  func loose() {
    let text = "| << | b |\n|---|---|\n| ^^ | 2 |\n"
    #expect(Markdown.findings(text) == ["1:1 book.loose-cell", "3:1 book.loose-cell"])
    #expect(Markdown.findings("| `^^` | b |\n|---|---|\n| 1 | `<<` |\n").isEmpty)
  }
}
