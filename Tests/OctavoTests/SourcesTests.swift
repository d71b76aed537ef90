import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoEbook
import OctavoTestSupport
import Testing

/// Works, theorems and lists of captions, in every format the same.
@Suite("Sources, statements and lists of captions")
struct SourcesTests {
  private static let works = """
    @book{lamp, author = {Smith, Anna}, title = {On Lamps}, publisher = {Harbour}, year = 2020}
    @article{wick, author = {Rios, Ana and Berg, Bo}, title = {Wicks}, journal = {Oil},
      volume = 3, year = 2018, doi = {10.1/x}}
    """
  private static let text = """
    # One

    Said [see @wick, p. 12; @lamp], and as @lamp shows.[^n] See [@thm:a] on page [@thm:a]{.page}.

    [^n]: Again [@wick].

    ::: {.theorem #thm:a title="Euler"}
    Vertices less edges plus faces are *two*.

    - A list.
    :::

    ::: proof
    By counting.
    :::

    ::: lemma
    > A quotation.
    :::

    | a |
    |---|
    | 1 |

    Table: Numbers {#tbl:a}

    # Two

    | b |
    |---|
    | 2 |

    Table: Others, and more of them {#tbl:b short="Others"}
    """

  private func set(_ header: String) throws -> TypesetResult {
    let folder = try TemporaryFolder()
    try folder.write(Self.works, to: "works.bib")
    let path = try folder.write(
      "---\ntitle: T\ntrim: 6x9in\nbibliography: works.bib\n\(header)---\n\n\(Self.text)",
      to: "book.md")
    return try SmallBook.set(path: path)
  }

  @Test(arguments: ["standard", "academic", "modern"], ["author-date", "numeric"])
  func everyFormatHoldsTheSame(template: String, style: String) throws {
    let result = try set(
      "template: \(template)\ncitation-style: \(style)\nfront: [toc, tables]\nback: [notes, bibliography]\n"
    )
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
  }

  private func pieces(_ header: String) throws -> [String] {
    let writer = BookWriter(try set(header))
    let folder = try TemporaryFolder()
    let path = folder.path + "/book.epub"
    try writer.writeEPUB(to: path)
    return try EPUBContentReader.read([UInt8](Data(contentsOf: URL(filePath: path)))).pieces
      .map { $0.words.joined(separator: " ") }
  }

  @Test func theTextIsWhatIsMeant() throws {
    let found = try pieces("front: [tables]\nback: [bibliography]\n")
    #expect(found.first == "Numbers Others")
    #expect(
      found[1].hasPrefix(
        "One Said (see Rios and Berg 2018, 12; Smith 2020), and as Smith (2020) shows. See theorem 1 on page 1. (Euler). Vertices less"
      ))
    #expect(
      found.last
        == "Rios, Ana, and Bo Berg. 2018. “Wicks.” Oil 3. https://doi.org/10.1/x. Smith, Anna. 2020. On Lamps. Harbour."
    )
  }

  @Test func anEbookNamesWhatItLists() throws {
    let writer = BookWriter(try set("front: [toc, tables]\nback: [bibliography]\n"))
    let folder = try TemporaryFolder()
    let path = folder.path + "/book.epub"
    try writer.writeEPUB(to: path)
    let files = try Shell.run("unzip", ["-p", path, "EPUB/nav.xhtml", "EPUB/text/*"]).out
    for wanted in [
      "epub:type=\"lot\"", "epub:type=\"bibliography\" role=\"doc-bibliography\"",
      "epub:type=\"biblioentry\"", "role=\"doc-biblioref\"", "Table 1", "proof-mark",
    ] where !files.contains(wanted) {
      Issue.record("no \(wanted)")
    }
  }

  @Test func aBookWhoseWorksAreNotListedSaysSo() throws {
    let result = try set("front: []\n")
    #expect(result.diagnostics.map(\.code) == ["book.no-bibliography"])
  }
}
