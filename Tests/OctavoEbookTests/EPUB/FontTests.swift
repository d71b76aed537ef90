import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// An e-book carries the fonts its template asks for, where their licences allow it.
@Suite("EPUB fonts", .ownThreads)
struct FontTests {
  private static let text = "# Überschrift\n\nText with *emphasis*.\n"

  /// The book in a template that starts from `standard`.
  private static func publication(
    _ template: String, _ text: String = FontTests.text
  ) throws -> Publication {
    let folder = try TemporaryFolder()
    try folder.write("extends: standard\n\(template)", to: "look/template.yaml")
    let path = try folder.write(
      "---\ntitle: A Book\nfront: []\ntemplate: look\n---\n\n\(text)", to: "book.md")
    return try withExtendedLifetime(folder) {
      try Publication.write(try SmallBook.set(path: path))
    }
  }

  @Test("without a wish of the template's nothing is embedded and no face named")
  func none() throws {
    let publication = try Self.publication("epub: {fonts: none}\n")
    #expect(try !publication.file("style.css").contains("@font-face"))
    #expect(try !publication.file("style.css").contains("serif"))
    #expect(try !publication.file("package.opf").contains("fonts/"))
  }

  @Test("the fonts of heads leave the text to the reader's face")
  func heads() throws {
    let publication = try Self.publication("epub: {fonts: heads}\n")
    let css = try publication.file("style.css")
    #expect(css.contains("@font-face {\n  font-family: \"EB Garamond\";"))
    #expect(css.contains("src: url(fonts/001-eb-garamond-400.ttf)"))
    #expect(css.contains(".chapter-title {\n  font-family: \"EB Garamond\", serif;"))
    #expect(!css.contains("body {"))
    #expect(try publication.file("package.opf").contains("media-type=\"font/ttf\""))
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }

  @Test("all fonts: the text's, its italic and bold, and code's where there is code")
  func all() throws {
    let plain = try Self.publication("epub: {fonts: all}\n")
    let css = try plain.file("style.css")
    #expect(css.contains("body {\n  font-family: \"EB Garamond\", serif;"))
    #expect(css.contains("font-style: italic;\n  src:") && css.contains("font-weight: 700;\n"))
    #expect(!css.contains("url(fonts/004-jetbrains"))
    let code = try Self.publication("epub: {fonts: all}\n", Self.text + "\n    let a = 1\n")
    #expect(try code.file("package.opf").contains("jetbrains-mono"))
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(code) }
  }

  @Test("a font is cut to the characters of the book, small capitals among its features")
  func subset() throws {
    let bytes = try Self.font(in: Self.publication("epub: {fonts: heads}\n"))
    #expect(bytes.count > 4_000 && bytes.count < 120_000, "\(bytes.count) bytes")
    #expect(bytes.range(of: Data("smcp".utf8)) != nil)
    let other = try Self.font(in: Self.publication("epub: {fonts: heads}\n"))
    #expect(bytes == other)
    let greek = try Self.font(
      in: Self.publication("epub: {fonts: heads}\n", Self.text + "\nἐν ἀρχῇ ἦν ὁ λόγος\n"))
    #expect(greek.count > bytes.count)
  }

  private static func font(in publication: Publication) throws -> Data {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(publication.bytes), to: "book.epub")
    let unzip = try Shell.run("unzip", ["-q", path, "-d", folder.path + "/x"])
    try #require(unzip.status == 0, "\(unzip.err)")
    let name = "/x/EPUB/fonts/001-eb-garamond-400.ttf"
    return try #require(FileManager.default.contents(atPath: folder.path + name))
  }

  @Test("a font whose licence is not known to allow it is left out, which is said")
  func licence() throws {
    let folder = try TemporaryFolder()
    let bundled = Repository.path("Fonts/eb-garamond/EBGaramond-Regular.ttf")
    try folder.write(
      try #require(FileManager.default.contents(atPath: bundled)), to: "look/Own.ttf")
    for (licence, count) in [("Proprietary-1.0", 1), ("OFL-1.1", 0)] {
      try folder.write(
        "fonts:\n  - {file: Own.ttf, family: Own Face, licence: \(licence)}\n",
        to: "look/fonts.yaml")
      try folder.write(
        "extends: standard\nfonts: {heading: [Own Face]}\nepub: {fonts: heads}\n",
        to: "look/template.yaml")
      let path = try folder.write(
        "---\ntitle: A Book\nfront: []\ntemplate: look\n---\n\n\(Self.text)", to: "book.md")
      let publication = try Publication.write(try SmallBook.set(path: path))
      #expect(
        publication.diagnostics.map(\.code)
          == Array(repeating: "epub.font-not-embedded", count: count))
      #expect(
        try publication.file("package.opf").contains("own-face") == (count == 0))
    }
  }
}
