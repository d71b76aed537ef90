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
}
