import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// What catalogues, shops and readers are told of a book.
@Suite("EPUB package")
struct PackageTests {
  static let everything = """
    subtitle: A Second Line
    authors:
      - {name: Herman Melville, sort: "Melville, Herman"}
      - {name: Jane Doe, role: translator}
      - {name: The House, role: editor}
    language: en-GB
    publisher: A & Sons
    isbn: {print: 978-0-306-40615-7, epub: 978-3-16-148410-0}
    edition: Second edition
    rights: All rights reserved
    description: A book <about> things.
    subjects: [ships, whales]
    series: {name: The Sea, number: 3}
    date: 2026-05-01
    front: [title, copyright, toc]

    """

  @Test("identifiers, people, series and dates stand in the package as the book gives them")
  func metadata() throws {
    let package = try Publication.of("# One\n\nText.\n", header: Self.everything).file(
      "package.opf")
    for line in [
      "<dc:identifier id=\"publication\">urn:isbn:9783161484100</dc:identifier>",
      "<dc:title id=\"subtitle\">A Second Line</dc:title>",
      "<dc:creator id=\"contributor-1\">Herman Melville</dc:creator>",
      "<meta property=\"file-as\" refines=\"#contributor-1\">Melville, Herman</meta>",
      "<dc:contributor id=\"contributor-2\">Jane Doe</dc:contributor>",
      "<meta property=\"role\" refines=\"#contributor-2\" scheme=\"marc:relators\">trl</meta>",
      "<meta property=\"file-as\" refines=\"#contributor-2\">Doe, Jane</meta>",
      "<meta property=\"file-as\" refines=\"#contributor-3\">House, The</meta>",
      "<dc:publisher>A &amp; Sons</dc:publisher>",
      "<dc:description>A book &lt;about&gt; things.</dc:description>",
      "<dc:subject>whales</dc:subject>", "<dc:language>en-GB</dc:language>",
      "<dc:date>2026-05-01</dc:date>",
      "<meta property=\"dcterms:modified\">2026-05-01T00:00:00Z</meta>",
      "<dc:source id=\"print\">urn:isbn:9780306406157</dc:source>",
      "<meta property=\"pageBreakSource\">urn:isbn:9780306406157</meta>",
      "<meta property=\"group-position\" refines=\"#series\">3</meta>",
    ] { #expect(package.contains(line), "\(line) is not in\n\(package)") }
  }

  @Test("a book without an ISBN is given a name that stays while its text changes")
  func identifier() throws {
    func identifier(_ text: String, _ header: String) throws -> String {
      let package = try Publication.of(text, header: header).file("package.opf")
      let match = try #require(package.firstMatch(of: /<dc:identifier[^>]*>([^<]*)</))
      return String(match.1)
    }
    let first = try identifier("# One\n\nText.\n", "front: []\n")
    #expect(
      first.wholeMatch(
        of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    #expect(try identifier("# One\n\nOther text.\n", "front: []\n") == first)
    #expect(try identifier("# One\n\nText.\n", "front: []\nauthors: [X]\n") != first)
  }

  @Test("accessibility is told as it is: pictures described or not, pages listed")
  func accessibility() throws {
    let plain = try Publication.of("# One\n\nText.\n").file("package.opf")
    #expect(plain.contains("<meta property=\"schema:accessModeSufficient\">textual</meta>"))
    #expect(plain.contains("pageBreakMarkers"))
    let bare = try Publication.of("# One\n\n![](leaf.png)\n").file("package.opf")
    #expect(bare.contains("\">textual,visual</meta>"))
  }

  @Test("conformance is claimed in the name of who certifies it, and for no book that lacks it")
  func conformance() throws {
    let certified = "front: []\ncertified-by: Reading Room Press\n"
    #expect(
      try !Publication.of("# One\n\nText.\n").file("package.opf").contains("dcterms:conformsTo"))
    let package = try Publication.of("# One\n\nText.\n", header: certified).file("package.opf")
    #expect(package.contains("\"dcterms:conformsTo\""))
    #expect(package.contains("refines=\"#conformance\">Reading Room Press</meta>"))
    for text in ["# One\n\n![](leaf.png)\n", "# One\n\n$a$\n"] {
      let lacking = try Publication.of(text, header: certified)
      #expect(try !lacking.file("package.opf").contains("dcterms:conformsTo"))
      #expect(lacking.diagnostics.map(\.code) == ["epub.not-accessible"])
    }
  }

  @Test("the navigation lists parts, chapters and sections; old readers get an NCX of the same")
  func navigation() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "title: T\nfront: [toc]\nbody: [{part: P, chapters: [a.md]}]\n", to: "book.yaml")
    try folder.write("# A\n\n## B\n\n### C[^n]\n\n## D\n\n[^n]: N.\n", to: "a.md")
    let publication = try Publication.write(try SmallBook.set(path: folder.path))
    let nav = try publication.file("nav.xhtml")
    let titles = nav.components(separatedBy: "</nav>")[0].matches(of: />([^<]+)<\/a>/).map {
      String($0.1)
    }
    #expect(titles == ["Contents", "P", "1. A", "B", "C", "D"])
    let ncx = try publication.file("toc.ncx")
    #expect(ncx.contains("<meta name=\"dtb:depth\" content=\"4\"/>"))
    #expect(ncx.matches(of: /<navPoint/).count == 6)
    #expect(nav.contains("epub:type=\"bodymatter\"") && nav.contains("epub:type=\"landmarks\""))
  }

  @Test("a cover of the wrong kind is a warning, and the book is written without it")
  func wrongCover() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "---\ntitle: T\ncover: cover.gif\n---\n\n# One\n\nText.\n", to: "b.md")
    try folder.write("GIF89a", to: "cover.gif")
    let publication = try Publication.write(try SmallBook.set(path: path))
    #expect(publication.diagnostics.map(\.code) == ["epub.cover-type"])
    #expect(publication.files["text/cover.xhtml"] == nil)
  }

  @Test("a cover has a page of its own and is known as the cover")
  func cover() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("---\ntitle: T\ncover: c.png\n---\n\n# One\n\nText.\n", to: "b.md")
    try folder.write(
      try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png")), to: "c.png")
    let publication = try Publication.write(try SmallBook.set(path: path))
    #expect(try publication.file("text/cover.xhtml").contains("role=\"doc-cover\""))
    #expect(try publication.file("package.opf").contains("properties=\"cover-image\""))
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }
}
