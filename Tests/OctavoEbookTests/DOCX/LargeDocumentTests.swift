import Foundation
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoEbook
import OctavoStyle
import OctavoTestSupport
import Testing

/// Books of any size become documents.
@Suite("DOCX size")
struct LargeDocumentTests {
  @Test("ten thousand notes keep their calls and their words")
  func manyNotes() throws {
    let count = 10_000
    let text =
      "# Notes\n\n"
      + (1...count).map { "Word\($0).[^n\($0)]" + ($0 % 10 == 0 ? "\n\n" : " ") }.joined()
      + "\n\n" + (1...count).map { "[^n\($0)]: Note \($0)." }.joined(separator: "\n\n") + "\n"
    let (bytes, edition) = try Self.document(of: text)
    #expect(try DOCXVerifier(edition).check(bytes).isEmpty)
    let document = try WordDocument(bytes)
    #expect(try document.body.matches(of: /<w:footnoteReference\s/).count == count)
    #expect(try document.part("word/footnotes.xml").contains("Note 10000.<"))
  }

  @Test("a chapter of five megabytes is written, no word lost")
  func longChapter() throws {
    let paragraph = String(
      repeating: "Words of a very long chapter, and *more* of them. ", count: 20)
    let count = 5_000_000 / paragraph.utf8.count + 1
    let text = "# Long\n\n" + (1...count).map { "\($0) \(paragraph)" }.joined(separator: "\n\n")
    let (bytes, _) = try Self.document(of: text)
    let body = try WordDocument(bytes).body
    #expect(body.matches(of: /<w:p\s/).count == count + 2)
    #expect(body.contains("preserve\">\(count) Words of a very long chapter, and "))
  }

  /// Written without pages: setting them is not what is tested.
  private static func document(of text: String) throws -> (bytes: [UInt8], edition: Edition) {
    let folder = try TemporaryFolder()
    let path = try folder.write("---\ntitle: A Book\nfront: []\n---\n\n\(text)", to: "book.md")
    let styled = try StyledBook(path: path, threads: 2)
    let numbers = BookNumbers(book: styled.book, numbering: styled.sheet.numbering)
    let edition = Edition(
      book: styled.book, sheet: styled.sheet, numbers: numbers, labels: numbers.labels,
      pages: PageMap(pages: []))
    let sink = MemorySink()
    _ = try DOCXWriter(edition).write(to: sink)
    return (sink.bytes, edition)
  }
}
