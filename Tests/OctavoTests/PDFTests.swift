import Octavo
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoTestSupport
import Testing

/// What other programs make of our PDFs.
@Suite("PDF", .ownThreads)
struct PDFTests {
  private static let markdown = """
    # First Chapter

    The office was effectively finished; see [the other](#second) and [home](https://example.org).

    ## A section of it

    Words.[^1]

    # Second {#second}

    End.

    [^1]: A note in affable fifteenth-century style.
    """

  @Test("qpdf, poppler and a reader find it sound: text, pages, outline, links")
  func sound() throws {
    let folder = try TemporaryFolder()
    let book = try SmallBook.set(
      Self.markdown,
      header: "authors: [Ann Author]\ntrim: 5x8in\nfront: [half-title, title, copyright, toc]\n")
    let path = folder.path + "/book.pdf"
    try BookWriter(book).writePDF(to: path)
    try #require(Shell.has("qpdf") && Shell.has("pdftotext"), "qpdf and poppler-utils are needed")

    let check = try Shell.run("qpdf", ["--check", path])
    #expect(check.status == 0, "\(check.out)\(check.err)")
    let info = try Shell.run("pdfinfo", [path]).out
    #expect(info.contains("A Small Book") && info.contains("Ann Author"))
    #expect(info.contains("Page size:       360 x 576 pts"))
    #expect(pages(info) == book.pageCount)
    let plain = try Shell.run("qpdf", ["--qdf", "--object-streams=disable", path, "-"]).out
    #expect(plain.contains("/Outlines"))
    #expect(plain.contains("/URI (https://example.org)"))
    #expect(plain.contains("/PageLabels"))
    let fonts = try Shell.run("pdffonts", [path]).out.split(separator: "\n").dropFirst(2)
    #expect(fonts.allSatisfy { $0.contains(" yes yes ") }, "embedded, in part")
  }

  @Test("the words copied out of it are the book's, ligatures, small capitals and cut words whole")
  func words() throws {
    let folder = try TemporaryFolder()
    let book = try SmallBook.set(path: Repository.path("Fixtures/manuscripts/single.md"))
    let path = folder.path + "/book.pdf"
    try BookWriter(book).writePDF(to: path)
    try #require(Shell.has("pdftotext"), "poppler-utils is needed")
    let text = try Shell.run("pdftotext", ["-raw", path, "-"]).out
    let found = bag(text.replacing("-\n", with: ""))
    let wanted = bag(book.pages.divisions.map { $0.setLines.runningText }.joined(separator: " "))
    let missing = wanted.filter { (found[$0.key] ?? 0) < $0.value }.keys.sorted()
    #expect(missing.count * 200 < wanted.count, "missing: \(missing.prefix(20))")
  }

  private func pages(_ info: String) -> Int? {
    let line = info.split(separator: "\n").first { $0.hasPrefix("Pages:") }
    return line.flatMap { Int($0.dropFirst(6).drop { $0 == " " }) }
  }

  private func bag(_ text: String) -> [Substring: Int] {
    text.split { !$0.isLetter }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
