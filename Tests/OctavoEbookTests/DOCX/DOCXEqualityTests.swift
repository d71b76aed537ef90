import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// What is read back from a document is the book.
@Suite("DOCX equality")
struct DOCXEqualityTests {
  @Test(
    "words, headings, notes and descriptions read back equal the book's",
    arguments: BookCase.books, BookWriter.DocumentForm.allCases)
  func equal(book: String, form: BookWriter.DocumentForm) throws {
    let result = try SmallBook.set(path: Repository.path(book))
    let document = try WordDocument.write(result, form: form)
    let found = try BookWriter(result).verifyDOCX(document.bytes)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test(
    "a book of everything reads back equal, its characters outside XML apart",
    arguments: [
      (EqualityTests.everything, "front: []\n"),
      (DOCXValidityTests.gathered, "front: [toc]\nback: [notes, index]\n"),
      ("# One\n\nA\u{1}B\u{FFFF}C `x\u{8}y` \u{2}.\n", "front: [title, toc]\n"),
    ])
  func everything(text: String, header: String) throws {
    let result = try Publication.set(text, header: header)
    let found = try BookWriter(result).verifyDOCX(try WordDocument.write(result).bytes)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test("a word lost from a document is found and named")
  func lostWord() throws {
    let whole = try SmallBook.set("# One\n\nAlpha beta gamma.[^n]\n\n[^n]: Delta epsilon.\n")
    let torn = try SmallBook.set("# One\n\nAlpha gamma.[^n]\n\n[^n]: Delta epsilon zeta.\n")
    let found = try BookWriter(whole).verifyDOCX(try WordDocument.write(torn).bytes)
    #expect(found.count == 2)
    #expect(
      found.first?.message == "in “One” word 3 of the DOCX is “gamma.” where the book has “beta”")
    #expect(found.last?.code == "verify.note")
  }

  @Test("bytes that are no document are refused, not read")
  func noArchive() throws {
    let result = try SmallBook.set("# One\n\nText.\n")
    for bytes in [[], Array("PK nothing".utf8)] {
      #expect(throws: OctavoError.self) { try BookWriter(result).verifyDOCX(bytes) }
    }
  }
}
