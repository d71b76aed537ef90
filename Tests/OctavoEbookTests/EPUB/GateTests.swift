import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// What is read back from a PDF is the book.
@Suite("Equality of the PDF")
struct GateTests {
  @Test(
    "words, notes, outline and links read back from a PDF equal the book's",
    arguments: ["Fixtures/handbook", "Fixtures/torture", "Fixtures/manuscripts/single.md"])
  func equal(book: String) throws {
    let result = try SmallBook.set(path: Repository.path(book), threads: 2)
    let found = try Self.verify(result, as: result)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test("a book of everything reads back equal, its scripts that run from the right too")
  func everything() throws {
    for text in [EqualityTests.everything, Self.hebrew] {
      let result = try Publication.set(text)
      let found = try Self.verify(result, as: result)
      #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
    }
  }

  @Test("some pages alone are compared with those pages")
  func somePages() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"))
    let found = try Self.verify(result, as: result, pages: 20..<30)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test("a word changed in a PDF is found, with its page; so are a link and a heading")
  func changes() throws {
    let whole = try SmallBook.set("# One\n\nAlpha beta gamma.[^n] [](#one)\n\n[^n]: Delta.\n")
    let torn = try SmallBook.set("# Ore\n\nAlpha gamma.[^n] own\n\n[^n]: Delta zeta.\n")
    let found = try Self.verify(torn, as: whole)
    #expect(
      found.map(\.code) == [
        "verify.word", "verify.reference", "verify.heading", "verify.reference",
      ])
    #expect(found.first?.message.hasPrefix("page 1 of the PDF shows “re") == true)
  }

  @Test("bytes that are no PDF are refused; a torn one never crashes the reader")
  func damaged() throws {
    let result = try SmallBook.set("# One\n\nAlpha beta gamma.\n")
    let bytes = try Self.pdf(result, nil)
    #expect(throws: OctavoError.self) { try BookWriter(result).verifyPDF([]) }
    #expect(throws: OctavoError.self) { try BookWriter(result).verifyPDF(Array("%PDF-1.5".utf8)) }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var torn = bytes
      for _ in 0..<4 {
        torn[Int.random(in: 0..<torn.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      _ = try? BookWriter(result).verifyPDF(torn)
    }
  }

  static let hebrew = """
    # שלום עולם

    בראשית ברא אלהים את השמים ואת הארץ. [English words]{lang=en} 123 בין המלים.[^א]

    [^א]: הערה אחת, 45 (note).
    """

  private static func pdf(_ result: TypesetResult, _ pages: Range<Int>?) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/book.pdf"
    try BookWriter(result).writePDF(to: path, pages: pages)
    return try Array(Data(contentsOf: folder.url.appending(path: "book.pdf")))
  }

  private static func verify(
    _ written: TypesetResult, as wanted: TypesetResult, pages: Range<Int>? = nil
  ) throws -> [Diagnostic] {
    try BookWriter(wanted).verifyPDF(try pdf(written, pages), pages: pages)
  }
}
