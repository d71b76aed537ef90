import Foundation
import Octavo
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// Words whose characters come from several faces or run from the right.
@Suite("Words of mixed faces", .ownThreads)
struct MixedFacesTests {
  @Test(
    "every letter is drawn where a word takes a second face and a soft hyphen follows",
    arguments: [
      "See ☺next for an exam\u{AD}ple of words in the line here.",
      "See (①) for an exam\u{AD}ple of words in the line here.",
      "See ☑done for an exam\u{AD}ple of words.",
      "The Psalm (שלום) for an exam\u{AD}ple of words.",
    ])
  func noLetterIsLost(text: String) throws {
    #expect(try glyphs(of: text) == glyphs(of: text.filter { $0 != "\u{AD}" }))
  }

  /// Glyphs that are drawn.
  private func glyphs(of text: String) throws -> Int {
    let book = try SmallBook.set("# One\n\nFirst.\n\n\(text)\n")
    return BookWriter(book).dump(.display).count { $0 == "@" }
  }

  @Test("Hebrew and Arabic are copied from the PDF letter by letter, in their order")
  func rightToLeft() throws {
    try #require(Shell.has("pdftotext"), "poppler-utils is needed")
    let folder = try TemporaryFolder()
    let book = try SmallBook.set("# One\n\nFirst.\n\nThe word שלום here.\n\nمرحبا بالعالم\n")
    let path = folder.path + "/book.pdf"
    try BookWriter(book).writePDF(to: path)
    let text = try Shell.run("pdftotext", [path, "-"]).out
    #expect(text.contains("שלום"))
    #expect(text.contains("مرحبا"))
    #expect(text.contains("بالعالم"))
  }
}
