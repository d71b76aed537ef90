import Foundation
import Octavo
import OctavoBook
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// Other programs read the same words and structure out of a document.
@Suite("DOCX in other programs", .serialized, .ownThreads)
struct OtherProgramsTests {
  @Test(
    "LibreOffice's pages hold the words of the document, no more and no less",
    .enabled(if: LibreOffice.isAsked, "`make test-formats` asks LibreOffice Writer"),
    arguments: BookCase.all)
  func libreOffice(book: BookCase) throws {
    let result = try book.set()
    let document = try WordDocument.write(result)
    var wanted = WordBag()
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
      wanted.add(WordBag.text(of: try document.part(part)))
    }
    var found = WordBag()
    found.add(try LibreOffice.pages(of: document))
    let lost = wanted.words(besides: found)
    let extra = found.words(besides: wanted)
    // Words broken within, where one is wider than its line or column, are equal in their letters.
    #expect(
      WordBag.letters(of: lost) == WordBag.letters(of: extra),
      "lost: \(lost.prefix(20)); more than there should be: \(extra.prefix(20))")
    #expect(lost.count <= 600)
  }

  @Test(
    "python-docx reads headings, sections, styles, tables and properties",
    .enabled(if: Python.has("docx"), "needs PyPI's python-docx"), arguments: BookCase.all)
  func pythonDOCX(book: BookCase) throws {
    let result = try book.set()
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(try WordDocument.write(result).bytes), to: "book.docx")
    let program = """
      import sys, docx
      d = docx.Document(sys.argv[1])
      print(d.core_properties.title)
      print(len(d.sections))
      print(sum(p.style.name == 'Heading 1' for p in d.paragraphs))
      print(d.settings.odd_and_even_pages_header_footer)
      print(len(d.tables), len(d.inline_shapes) > 0)
      print(any(r.reltype.endswith('/footnotes') for r in d.part.rels.values()))
      print('Body Text' in [s.name for s in d.styles])
      """
    let read = try Python.run(program, path)
    try #require(read.status == 0, "\(read.err)")
    let headings = result.book.divisions.count {
      [.chapter, .section, .notes, .index, .bibliography].contains($0.kind)
    }
    let (tables, figures) = Self.tablesAndFigures(of: result.book)
    #expect(
      read.out.split(separator: "\n").map(String.init) == [
        result.book.metadata.title, "\(result.book.divisions.count)", "\(headings)", "True",
        "\(tables) \(figures > 0 ? "True" : "False")", "True", "True",
      ])
  }
}

extension OtherProgramsTests {
  /// How many tables stand in the text, those in notes apart, and how many figures.
  fileprivate static func tablesAndFigures(of book: Book) -> (Int, Int) {
    var (tables, figures) = (0, 0)
    for division in book.divisions {
      TreeWalk.visit(division.blocks) { block in
        switch block.content {
        case .table: tables += 1
        case .figure: figures += 1
        default: break
        }
      } text: { _ in
      }
    }
    return (tables, figures)
  }
}

/// Debian's LibreOffice, without a window.
enum LibreOffice {
  /// Whether it is there and its opinion is wanted: it takes minutes.
  static let isAsked =
    ProcessInfo.processInfo.environment["OCTAVO_OFFICE"] == "1" && Shell.has("soffice")
    && Shell.has("pdftotext")

  /// The words on the pages that LibreOffice makes of a document.
  ///
  /// What `pdftotext` cannot tell from words is taken out first: heads and feet, letter spacing,
  /// small capitals, hyphens, the letters that LibreOffice counts lists by, and the heads of tables
  /// on further pages.
  static func pages(of document: WordDocument) throws -> String {
    let folder = try TemporaryFolder()
    let base = folder.path + "/x"
    let path = try folder.write(Data(document.bytes), to: "book.docx")
    _ = try Shell.run("unzip", ["-q", path, "-d", base])
    for (name, patterns) in plain {
      var text = try document.part(name)
      for pattern in patterns { text.replace(try Regex(pattern), with: "") }
      try Data(text.utf8).write(to: URL(filePath: base + "/" + name))
    }
    try FileManager.default.removeItem(atPath: path)
    let zip = try Shell.run("zip", ["-q", "-r", path, "."], folder: URL(filePath: base))
    try #require(zip.status == 0, "\(zip.err)")
    let made = try Shell.run(
      "soffice",
      [
        "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf",
        "--outdir", folder.path, path,
      ], environment: ["HOME": folder.path])
    let pdf = folder.path + "/book.pdf"
    try #require(FileManager.default.fileExists(atPath: pdf), "\(made.out)\n\(made.err)")
    return try Shell.run("pdftotext", ["-layout", pdf, "-"]).out
  }

  private static let listed = "<w:numPr>.*?</w:numPr>"

  private static let plain = [
    "word/document.xml": [
      "<w:(header|footer)Reference [^>]*>", "<w:tblHeader/>", "<w:smallCaps/>", listed,
    ],
    "word/styles.xml": [
      "<w:spacing w:val=[^>]*>", "<w:smallCaps/>", "<w:caps/>", listed,
    ],
    "word/footnotes.xml": [listed],
    "word/endnotes.xml": [listed],
    "word/settings.xml": ["<w:autoHyphenation/>"],
  ]
}

/// Words without their order: letters alone, in small ones.
struct WordBag {
  private var counts: [String: Int] = [:]

  mutating func add(_ text: String) {
    let folded = text.decomposedStringWithCompatibilityMapping.lowercased()
      .replacing("\u{AD}", with: "")
    for word in folded.split(whereSeparator: { !$0.isLetter }) {
      let letters = word.unicodeScalars.filter(\.properties.isAlphabetic)
      counts[String(String.UnicodeScalarView(letters)), default: 0] += 1
    }
  }

  /// The words that stand here more often, sorted, each as often as that.
  func words(besides other: WordBag) -> [String] {
    counts.sorted { $0.key < $1.key }.flatMap { word, count in
      Array(repeating: word, count: max(count - other.counts[word, default: 0], 0))
    }
  }

  static func letters(of words: [String]) -> String { String(words.joined().sorted()) }

  /// What a part shows: fields' instructions left out, breaks as spaces.
  static func text(of part: String) -> String {
    var text = part
    text.replace(/<w:instrText[^>]*>[^<]*<\/w:instrText>/, with: "")
    text.replace(/<w:(br|tab)\/>|<\/w:p>/, with: " ")
    text.replace(/<[^>]*>/, with: "")
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacingOccurrences(of: entity, with: character)
    }
    return text
  }
}
