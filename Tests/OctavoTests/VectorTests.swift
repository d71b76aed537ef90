import Foundation
import OctavoTestSupport
import Testing

/// SVG figures are vectors in the PDF; what is unsafe or broken in them is told and not drawn.
@Suite("Vector figures", .ownThreads)
struct VectorTests {
  private static let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\""

  private func export(
    _ svg: String, _ folder: borrowing TemporaryFolder, formats: String = "pdf,epub,docx"
  ) throws -> Shell.Result {
    try folder.write(svg, to: "p.svg")
    let book = try folder.write(
      "---\ntitle: T\nfront: []\n---\n\n# One\n\nText.\n\n![What it shows](p.svg)\n", to: "book.md")
    return try Program.octavo(["export", book, "--to", formats, "-o", folder.path + "/out"])
  }

  @Test("lines stay lines and letters stay letters, in the book's own fonts")
  func vectors() throws {
    let folder = try TemporaryFolder()
    let svg =
      Self.start + "><path d=\"M0 0L96 48\" stroke=\"black\"/>"
      + "<text x=\"4\" y=\"40\" font-family=\"Helvetica\">shown words</text></svg>"
    let result = try export(svg, folder)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.isEmpty, "\(result.err)")
    let pdf = folder.path + "/out/book.pdf"
    #expect(try Shell.run("qpdf", ["--check", pdf]).status == 0)
    #expect(try Shell.run("pdfimages", ["-list", pdf]).out.split(separator: "\n").count == 2)
    #expect(try Shell.run("pdftotext", [pdf, "-"]).out.contains("shown words"))
    let fonts = try Shell.run("pdffonts", [pdf]).out
    #expect(fonts.contains("DejaVuSans"), "\(fonts)")
  }

  @Test("the same picture gives the same bytes")
  func deterministic() throws {
    let svg = Self.start + "><text x=\"4\" y=\"40\" font-family=\"serif\">words</text></svg>"
    let bytes = try (0..<2).map { _ in
      let folder = try TemporaryFolder()
      _ = try export(svg, folder)
      return try ["pdf", "epub", "docx"].map {
        try Data(contentsOf: URL(filePath: folder.path + "/out/book.\($0)"))
      }
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test(
    "what runs, reaches outside or is no picture is told with its place",
    arguments: [
      (Self.start + "><script>alert(1)</script></svg>", "image.svg"),
      (Self.start + " onload=\"x()\"/>", "image.svg"),
      (
        Self.start
          + " xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
          + "<image xlink:href=\"/etc/passwd\"/></svg>",
        "image.svg"
      ),
      (Self.start + "><style>@import 'http://example.org/a.css';</style></svg>", "image.svg"),
      (Self.start + "><rect fill=\"url(http://example.org/p.svg#a)\"/></svg>", "image.svg"),
      (Self.start + "><rect", "image.damaged"),
      (
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"3\" height=\"3\"/></svg>",
        "image.empty"
      ),
      (
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">"
          + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
          + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Self.start
          + "><text>&c;&x;</text></svg>",
        "image."
      ),
    ])
  func refused(svg: String, code: String) throws {
    let folder = try TemporaryFolder()
    let result = try export(svg, folder)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("book.md:10:"), "\(result.err)")
    #expect(result.err.contains(code), "\(result.err)")
    let text = try Shell.run("pdftotext", [folder.path + "/out/book.pdf", "-"]).out
    #expect(text.contains("What it shows"))
    #expect(!text.contains("root:"))
  }
}
