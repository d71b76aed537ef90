import Foundation
import OctavoTestSupport
import Testing

/// Pictures that are damaged, or that a camera took on its side.
@Suite("Pictures", .ownThreads)
struct PictureTests {
  /// A photograph of 40 by 20 pixels, half red and half blue.
  private static func jpeg() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: Repository.path("Fixtures/pictures/halves.jpg"))))
  }

  private func export(
    _ picture: [UInt8], named name: String, _ folder: borrowing TemporaryFolder
  ) throws -> Shell.Result {
    try folder.write(Data(picture), to: name)
    let book = try folder.write(
      "---\ntitle: T\nfront: []\n---\n\n# One\n\n![What it shows](\(name))\n", to: "book.md")
    return try Program.octavo(["export", book, "-o", folder.path + "/out"])
  }

  @Test("a damaged JPEG is told with its place, and its description stands in the book")
  func damagedJPEG() throws {
    var bytes = try Self.jpeg()
    // The scan's header, after the marker FF DA: its length is wrong.
    let scan = try #require(
      zip(bytes, bytes.dropFirst()).enumerated().first {
        $0.element == (0xFF, 0xDA)
      }
    ).offset
    bytes[scan + 4] = 9
    let folder = try TemporaryFolder()
    let result = try export(bytes, named: "p.jpg", folder)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("book.md:8:"), "\(result.err)")
    #expect(result.err.contains("image.damaged"))
    let pdf = folder.path + "/out/book.pdf"
    #expect(try Shell.run("qpdf", ["--check", pdf]).status == 0)
    #expect(try Shell.run("pdftotext", [pdf, "-"]).out.contains("What it shows"))
  }

  @Test("a damaged PNG is told alike, and does not stop the book")
  func damagedPNG() throws {
    let source = URL(filePath: Repository.path("Fixtures/handbook/figures"))
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
        .first { $0.hasSuffix(".png") })
    var bytes = Array(try Data(contentsOf: source.appending(path: name)))
    for place in stride(from: bytes.count / 2, to: bytes.count - 20, by: 7) { bytes[place] ^= 0x55 }
    let folder = try TemporaryFolder()
    let result = try export(bytes, named: "p.png", folder)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("book.md:8:"))
    #expect(result.err.contains("image.damaged"))
  }

  @Test("what is made to exhaust a program is told with its place, and the book is set in time")
  func bombs() throws {
    let folder = try TemporaryFolder()
    let uses = (1...9).map { level in
      "<g id='g\(level)'>" + String(repeating: "<use href='#g\(level - 1)'/>", count: 10) + "</g>"
    }
    let svg = { (inner: String) in
      Array("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\(inner)</svg>".utf8)
    }
    let cases: [(String, [UInt8], String)] = [
      ("uses", svg("<g id='g0'><path d='M0 0'/></g>" + uses.joined()), "100000 elements"),
      (
        "noise", svg("<filter id='f'><feTurbulence numOctaves='20000'/></filter>"),
        "numOctaves=\"20000\""
      ),
      (
        "entities",
        Array("<!DOCTYPE svg [<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>]>".utf8) + svg("&a;"), "svg"
      ),
      ("style", svg("<style>@\\69mport 'x.css';</style>"), "another file"),
      (
        "sheet", Array("<?xml-stylesheet href='http://a.example/b.css'?>".utf8) + svg(""),
        "another file"
      ),
    ]
    for (name, bytes, words) in cases {
      let result = try export(bytes, named: "\(name).svg", folder)
      #expect(result.status == 0, "\(name): \(result.err)")
      #expect(result.err.contains("book.md:8:"), "\(name): \(result.err)")
      #expect(result.err.contains(words), "\(name): \(result.err)")
      let text = try Shell.run("pdftotext", [folder.path + "/out/book.pdf", "-"]).out
      #expect(text.contains("What it shows"))
    }
  }

  @Test("a picture whose elements refer to each other in a circle is drawn")
  func circle() throws {
    let folder = try TemporaryFolder()
    let svg =
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a'><use href='#b'/></g>"
      + "<g id='b'><use href='#a'/></g></svg>"
    let result = try export(Array(svg.utf8), named: "p.svg", folder)
    #expect(result.status == 0)
    #expect(!result.err.contains("warning"), "\(result.err)")
  }

  @Test("a PNG whose data hold more than its pixels is told, and not unpacked whole")
  func overfullPNG() throws {
    let folder = try TemporaryFolder()
    var bytes = Array(
      try Data(contentsOf: URL(filePath: Repository.path("Templates/torture/leaf.png"))))
    // The header says one pixel.
    bytes.replaceSubrange(16..<24, with: [0, 0, 0, 1, 0, 0, 0, 1])
    let result = try export(bytes, named: "p.png", folder)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("its data hold more than its pixels"), "\(result.err)")
  }

  @Test("a photograph taken on its side stands upright", arguments: [UInt8(1), 3, 6, 8])
  func orientation(number: UInt8) throws {
    var bytes = try Self.jpeg()
    let exif =
      Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, number]
      + [0, 0, 0, 0, 0, 0]
    bytes.insert(
      contentsOf: [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif, at: 2)
    let folder = try TemporaryFolder()
    #expect(try export(bytes, named: "p.jpg", folder).status == 0)
    // Red is at the left in the file: where it is seen follows from how the camera was held.
    let colours = try edges(of: folder.path + "/out/book.pdf", in: folder)
    let red = [1: "left", 3: "right", 6: "top", 8: "bottom"][number]
    #expect(colours == red)
  }

  /// Which edge of the only picture on the page is red.
  private func edges(of pdf: String, in folder: borrowing TemporaryFolder) throws -> String {
    let ppm = folder.path + "/page"
    _ = try Shell.run("pdftoppm", ["-r", "50", "-singlefile", pdf, ppm])
    let bytes = Array(try Data(contentsOf: URL(filePath: ppm + ".ppm")))
    let header = bytes.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
    let size = String(decoding: header[1], as: UTF8.self).split(separator: " ").compactMap {
      Int($0)
    }
    let pixels = Array(header[3])
    var reds: [(x: Int, y: Int)] = []
    var blues: [(x: Int, y: Int)] = []
    for y in 0..<size[1] {
      for x in 0..<size[0] {
        let at = 3 * (y * size[0] + x)
        let (r, b) = (pixels[at], pixels[at + 2])
        if r > 180, b < 100 { reds.append((x, y)) }
        if b > 180, r < 100 { blues.append((x, y)) }
      }
    }
    func middle(_ points: [(x: Int, y: Int)]) -> (Int, Int) {
      let count = max(points.count, 1)
      return (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
    }
    let (red, blue) = (middle(reds), middle(blues))
    if abs(red.0 - blue.0) > abs(red.1 - blue.1) { return red.0 < blue.0 ? "left" : "right" }
    return red.1 < blue.1 ? "top" : "bottom"
  }
}
