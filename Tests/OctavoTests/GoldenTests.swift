import Octavo
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// Each kind of block as it was seen to be right: the tree and the pages, as text.
///
/// A case is a folder `Fixtures/Golden/CASE` with an `input.md`.
@Suite("Golden")
struct GoldenTests {
  private static let cases = [
    "paragraphs", "headings", "lists", "quotations", "verse", "listing", "table", "footnotes",
    "figure", "divs", "inlines", "front-matter", "notes-in-blocks",
    "template-standard", "template-academic", "template-modern",
    "code-classes", "callouts", "list-numerals", "verse-numbers", "vector-figure",
    "floating-figures", "gathered-notes", "wide-table", "index", "citations", "theorems",
    "lists-of-captions",
  ]

  @Test("tree and pages are as recorded", arguments: cases)
  func asRecorded(name: String) throws {
    let folder = "Fixtures/Golden/\(name)"
    let writer = BookWriter(try SmallBook.set(path: Repository.path(folder + "/input.md")))
    try Golden.check(name, "expected.book", writer.dump(.book))
    try Golden.check(name, "expected.fragments", writer.dump(.fragments))
  }
}
