import Foundation
import OctavoBase
import OctavoLayout
import OctavoRender
import OctavoStyle
import Testing

@Suite struct EmbeddedTextTests {
  @Test func oneGlyphIsCopiedAsWhatItStandsForInEachPlace() throws {
    var small = SmallBook()
    small.addPage(
      label: "1",
      lines: [[.init("whale", feature: "smcp"), .init(" and "), .init("WHALE", feature: "c2sc")]])
    #expect(try extractedText(try pdf(small.book)).contains("whale and WHALE\n"))
  }

  @Test func lettersWithMarksAreCopiedWhole() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [[.init("a q\u{307}\u{323} and x\u{32B}y")]])
    let text = try extractedText(try pdf(small.book)).precomposedStringWithCanonicalMapping
    #expect(text.contains("a q\u{323}\u{307} and x\u{32B}y\n"), "\(text.unicodeScalars)")
  }

  @Test func fontsOfCubicOutlinesAreEmbeddedToo() throws {
    var small = SmallBook()
    small.font = RepositoryFont.compact
    small.addPage(
      label: "12",
      lines: [
        [.init("A fine, affluent office")],
        [.init("whale", feature: "smcp"), .init(" and "), .init("WHALE", feature: "c2sc")],
      ])
    let bytes = try bytes(of: small)
    _ = try unpacked(bytes)
    let text = try extractedText(bytes)
    #expect(text.contains("A fine, affluent office\nwhale and WHALE\n"))
    let folder = try TemporaryFolder()
    let listed = try run("pdffonts", [try folder.write(bytes, as: "book.pdf")]).output
    #expect(listed.contains("CID Type 0C"), "\(listed)")
  }

  @Test func theFileShowsWhatThePictureShows() throws {
    var small = SmallBook()
    let rule = PageFragment.Item.rule(
      Rect(
        origin: SmallBook.point(36, 300),
        size: Size(width: Length(points: 90), height: Length(points: 3))),
      .rgb(0.2, 0.4, 0.6))
    small.addPage(
      label: "xiv",
      lines: [
        [
          .init("Call me Ishmael."), .init(" Some years ago", scale: 985),
          .init("—never", size: 17),
        ],
        [.init("mind how long", feature: "smcp"), .init(" precisely", color: .gray(0.5))],
        [.init("a\u{301}\u{323} (having) \\ little")],
      ], items: [rule])
    let d = try difference(small, shiftedBy: 0); #expect(d < 15)
    #expect(try difference(small, shiftedBy: 1) > 30, "a pixel more or less is seen")
  }

  /// Poppler puts glyphs of faces with a large box on whole pixels; a wrong glyph differs by far more.
  @Test(arguments: [(RepositoryFont.compact, 15.0), (RepositoryFont.keyed, 75.0)])
  func cubicOutlinesAreThoseOfTheirCharacters(font: String, most: Double) throws {
    var small = SmallBook()
    small.font = font
    small.addPage(label: "123", lines: [[.init("abc ABC")], [.init("CAB bca")]])
    #expect(try difference(small, shiftedBy: 0) < most)
    #expect(try extractedText(try bytes(of: small)).contains("abc ABC\nCAB bca\n"))
  }

  private func bytes(of small: SmallBook) throws -> [UInt8] {
    let sink = MemorySink()
    try PDFWriter(fonts: FontFiles(faces: [.init(path: small.font)])).write(small.book, to: sink)
    return sink.bytes
  }

  /// The mean difference of a page's pixels between the PDF, as Poppler draws it, and the PNG moved
  /// to the right by so many pixels; of 255.
  private func difference(_ small: SmallBook, shiftedBy shift: Int) throws -> Double {
    let folder = try TemporaryFolder()
    let file = try folder.write(try bytes(of: small), as: "book.pdf")
    let prefix = file + "-page"
    _ = try run("pdftoppm", ["-r", "144", "-png", "-singlefile", file, prefix])
    let drawn = MemorySink()
    let fonts = FontFiles(faces: [.init(path: small.font)])
    try PNGWriter(fonts: fonts, dpi: 144).write(small.book, page: 0, to: drawn)
    let page = try PixelReader.lightness(of: prefix + ".png")
    let picture = try PixelReader.lightness(of: try folder.write(drawn.bytes, as: "page.png"))
    try #require(page.width == picture.width && page.values.count == picture.values.count)
    var ink = 0
    var sum = 0
    for index in shift..<page.values.count {
      let (one, other) = (Int(page.values[index]), Int(picture.values[index - shift]))
      if min(one, other) < 250 {
        ink += 1
        sum += abs(one - other)
      }
    }
    return Double(sum) / Double(max(ink, 1))
  }
}
