import OctavoBase
import OctavoBook
import Testing

/// Lists of what a book has not.
@Suite struct EmptyListTests {
  private func book(_ text: String) throws -> Outcome<Book> {
    let folder = Folder([
      "book.yaml": "title: T\nfront: [figures, tables]\nback: [index]\n", "chapters/1.md": text,
      "chapters/x.png": "",
    ])
    return BookBuilder.build(try folder.read().value)
  }

  @Test func listsOfNothingAreLeftOutAndTold() throws {
    let outcome = try book("# A\n\nText.\n\n| a |\n|---|\n| b |\n\nTable: Without an id\n")
    #expect(outcome.value.divisions.map(\.kind) == [.chapter])
    #expect(
      outcome.diagnostics.map(\.code) == ["book.empty-index", "book.empty-list", "book.empty-list"])
    #expect(outcome.diagnostics.allSatisfy { $0.span != nil && !$0.hints.isEmpty })
  }

  @Test func listsOfSomethingStay() throws {
    let outcome = try book(
      """
      # A

      Text.[]{.index term="text"}

      > ![x](x.png){#fig:x caption="C"}

      | a |
      |---|
      | b |

      Table: With one {#tbl:b}
      """)
    #expect(outcome.value.divisions.map(\.kind) == [.figures, .tables, .chapter, .index])
    #expect(outcome.diagnostics.isEmpty)
  }
}
