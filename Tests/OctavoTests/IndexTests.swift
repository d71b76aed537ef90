import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoEbook
import OctavoTestSupport
import Testing

@Suite("Index")
struct IndexTests {
  private static let header = "trim: 5x8in\nfront: [toc]\nback: [index]\n"
  private static let text = """
    # One

    Whales.[]{.index term=whale} Edge.[]{.index term=edge range=open} A note.[^n]

    [^n]: Of oil.[]{.index term=oil}

    # Two

    More.[]{.index term="whale!sperm"} Sent.[]{.index term=cetacean see=whale}

    # Three

    End.[]{.index term=edge range=close} Again.[]{.index term=whale} Third.[]{.index term=oil}
    """

  @Test func pagesSettleAndEveryFormatPrintsTheSame() throws {
    let result = try SmallBook.set(Self.text, header: Self.header)
    #expect(result.diagnostics.isEmpty)
    let writer = BookWriter(result)
    let folder = try TemporaryFolder()
    let paths = ["pdf", "epub", "docx"].map { folder.path + "/book." + $0 }
    try writer.writePDF(to: paths[0])
    try writer.writeEPUB(to: paths[1])
    try writer.writeDOCX(to: paths[2])
    #expect(try writer.verifyPDF(at: paths[0]).isEmpty)
    #expect(try writer.verifyEPUB(at: paths[1]).isEmpty)
    #expect(try writer.verifyDOCX(at: paths[2]).isEmpty)
    let text = try EPUBContentReader.read([UInt8](Data(contentsOf: URL(filePath: paths[1]))))
    let words = try #require(text.pieces.last).words.joined(separator: " ")
    #expect(words == "C cetacean. See whale E edge, 1–3 O oil, 1, 3 W whale, 1, 3 sperm, 2")
  }

  @Test("a line of a document's index that is not the book's is found")
  func documentLines() throws {
    let book = BookWriter(try SmallBook.set(Self.text, header: Self.header))
    let folder = try TemporaryFolder()
    let others = [
      Self.text.replacing("term=oil}", with: "term=train-oil}"),
      // The same entries, one of them on another page.
      Self.text.replacing("Third.[]{.index term=oil}", with: "Third.")
        .replacing("More.[]", with: "More.[]{.index term=oil}[]"),
    ]
    for other in others {
      let path = folder.path + "/other.docx"
      try BookWriter(try SmallBook.set(other, header: Self.header)).writeDOCX(to: path)
      #expect(try book.verifyDOCX(at: path).map(\.code) == ["verify.index"])
    }
    for form in BookWriter.DocumentForm.allCases {
      let path = folder.path + "/same.docx"
      try book.writeDOCX(to: path, form: form)
      #expect(try book.verifyDOCX(at: path).isEmpty)
    }
  }
}
