import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

@testable import OctavoEbook

/// `octavo check` finds what readers would stumble over, in anybody's files.
@Suite("Checks of e-books and documents")
struct CheckTests {
  @Test(
    "nothing is found in what we write ourselves",
    arguments: ["Fixtures/handbook", "Fixtures/torture"])
  func ownFiles(book: String) throws {
    let writer = BookWriter(try SmallBook.set(path: Repository.path(book), threads: 2))
    let (epub, docx) = (MemorySink(), MemorySink())
    _ = try writer.writeEPUB(to: epub)
    _ = try writer.writeDOCX(to: docx)
    var inspector = try EPUBInspector(epub.bytes)
    #expect(inspector.check() == [])
    var documents = try DOCXInspector(docx.bytes)
    #expect(documents.check() == [])
  }

  /// A fault put into a file: what stands there, what is put in its place, and what is found.
  struct Fault: Sendable {
    let file: String
    let old: String
    let new: String
    let code: String
    let words: String
  }

  private static let chapter = "EPUB/text/001-one.xhtml"

  private static let faults = [
    Fault(file: chapter, old: "</h1>", new: "</h2>", code: "check.markup", words: "line 11,"),
    Fault(file: chapter, old: "#note-1", new: "#note-9", code: "check.link", words: "“note-9”"),
    Fault(
      file: chapter, old: "id=\"ref-1\"", new: "id=\"note-1\"", code: "check.id",
      words: "“note-1” a second time"),
    Fault(
      file: chapter, old: " alt=\"a leaf\"", new: "", code: "check.alternative",
      words: "without a description"),
    Fault(
      file: chapter, old: " xml:lang", new: " lang2", code: "check.language", words: "language"),
    Fault(file: chapter, old: "<h2", new: "<h4", code: "check.markup", words: "well-formed"),
    Fault(
      file: "EPUB/package.opf", old: "<dc:language>en-US</dc:language>", new: "",
      code: "check.metadata", words: "dc:language"),
    Fault(
      file: "EPUB/package.opf", old: "href=\"style.css\"", new: "href=\"styles.css\"",
      code: "check.manifest", words: "“EPUB/style.css”"),
    Fault(
      file: "EPUB/package.opf", old: "properties=\"nav\"", new: "", code: "check.navigation",
      words: "no navigation"),
    Fault(
      file: "EPUB/nav.xhtml", old: "epub:type=\"toc\"", new: "", code: "check.navigation",
      words: "no contents"),
    Fault(
      file: "META-INF/container.xml", old: "package.opf", new: "book.opf", code: "check.package",
      words: "no package document"),
    Fault(
      file: "EPUB/package.opf", old: "dcterms:modified", new: "dcterms:issued",
      code: "check.metadata", words: "dcterms:modified"),
    Fault(
      file: "EPUB/package.opf", old: "A Book</dc:title>", new: " </dc:title>",
      code: "check.metadata", words: "dc:title without text"),
    Fault(
      file: "EPUB/package.opf", old: "unique-identifier=\"", new: "unique-identifier=\"x",
      code: "check.metadata", words: "which no dc:identifier is"),
    Fault(
      file: "EPUB/package.opf", old: "media-type=\"image/png\"", new: "media-type=\"image/jpeg\"",
      code: "check.type", words: "is image/png, not image/jpeg"),
    Fault(
      file: "EPUB/package.opf", old: "<item id=\"ncx\"",
      new: "<item id=\"again\" href=\"style.css\" media-type=\"text/css\"/><item id=\"ncx\"",
      code: "check.manifest", words: "“EPUB/style.css” twice"),
    Fault(
      file: chapter, old: "src=\"../images", new: "src=\"https://example.org/images",
      code: "check.remote", words: "from outside"),
    Fault(
      file: chapter, old: "</head>", new: "<script>1</script></head>", code: "check.script",
      words: "holds a script"),
    Fault(
      file: chapter, old: "<p ", new: "<p onclick=\"x()\" ", code: "check.script",
      words: "holds a script"),
    Fault(
      file: "EPUB/style.css", old: "{", new: "{ background: url(none.png);", code: "check.link",
      words: "“EPUB/none.png”"),
    Fault(
      file: "EPUB/style.css", old: "{", new: "{ background: url(https://example.org/x.png);",
      code: "check.remote", words: "from outside"),
    Fault(
      file: "EPUB/style.css", old: "}", new: "}}", code: "check.style", words: "ends nothing"),
    Fault(
      file: "EPUB/style.css", old: "{", new: "{{", code: "check.style",
      words: "without its end"),
    Fault(
      file: "EPUB/style.css", old: "{", new: "{ content: \"x\n;", code: "check.style",
      words: "a string without its end"),
    Fault(
      file: chapter, old: "Text.", new: "Te\u{1}xt.", code: "check.markup", words: "well-formed"),
    Fault(
      file: chapter, old: "</html>", new: "</html>more", code: "check.markup",
      words: "well-formed"),
    Fault(file: "mimetype", old: "epub", new: "ebup", code: "check.mimetype", words: "must come"),
  ]

  @Test("each fault is found, and where", arguments: faults)
  func fault(_ fault: Fault) throws {
    let whole = try Publication.of(
      "# One\n\n## Two\n\nText.[^n]\n\n![a leaf](leaf.png)\n\n[^n]: N.\n")
    let torn = try Self.changed(whole.bytes, fault)
    var inspector = try EPUBInspector(torn)
    let found = inspector.check().filter { $0.code == fault.code }
    #expect(
      found.contains { $0.message.contains(fault.words) },
      "\(found.map(\.message)) says nothing of \(fault.words)")
  }

  private static let documentFaults = [
    Fault(
      file: "word/document.xml", old: "w:footnoteReference w:id=\"1\"",
      new: "w:footnoteReference w:id=\"77\"", code: "check.note", words: "footnote 77"),
    Fault(
      file: "word/_rels/document.xml.rels", old: "Target=\"styles.xml\"",
      new: "Target=\"style.xml\"", code: "check.link", words: "“word/style.xml”"),
    Fault(
      file: "[Content_Types].xml", old: "/word/footnotes.xml", new: "/word/notes.xml",
      code: "check.type", words: "“/word/notes.xml”"),
    Fault(
      file: "word/document.xml", old: "<w:pStyle w:val=\"Heading1\"/>",
      new: "<w:jc w:val=\"left\"/><w:pStyle w:val=\"Heading1\"/>", code: "check.schema",
      words: "w:pStyle, which stands after w:jc"),
    Fault(
      file: "word/document.xml", old: "<w:pStyle w:val=\"Heading1\"/>",
      new: "<w:pStyle w:val=\"Heading1\"/><w:bogus/>", code: "check.schema",
      words: "w:bogus, which is nothing"),
    Fault(
      file: "word/document.xml", old: "<w:pStyle w:val=\"Heading1\"/>",
      new: "<w:pStyle w:val=\"Heading77\"/>", code: "check.style", words: "“Heading77”"),
    Fault(
      file: "word/document.xml", old: "<w:numId w:val=\"", new: "<w:numId w:val=\"99",
      code: "check.list", words: "which the document has not"),
    Fault(
      file: "word/document.xml", old: "r:embed=\"rId", new: "r:embed=\"rId99",
      code: "check.link", words: "names the relation"),
    Fault(
      file: "word/document.xml", old: " PAGEREF ", new: " PAGEREF no", code: "check.link",
      words: "refers to the bookmark"),
    Fault(
      file: "word/document.xml", old: "<w:fldChar w:fldCharType=\"end\"/>", new: "",
      code: "check.field", words: "no end"),
    Fault(
      file: "word/document.xml", old: "<wp:docPr id=\"1\" name=\"Picture 1\" descr=\"a leaf\"/>",
      new: "<wp:docPr id=\"1\" name=\"Picture 1\"/>", code: "check.alternative",
      words: "without a description"),
    Fault(
      file: "word/document.xml", old: "</w:body>", new: "</w:bady>", code: "check.markup",
      words: "well-formed"),
  ]

  @Test("each fault of a document is found, and where", arguments: documentFaults)
  func documentFault(_ fault: Fault) throws {
    let whole = try WordDocument.of(
      "# One {#one}\n\nText.[^n] [](#one) [x](#one){.page}\n\n- item\n\n![a leaf](leaf.png)\n\n[^n]: N.\n",
      header: "front: [toc]\n")
    var inspector = try DOCXInspector(try Self.changed(whole.bytes, fault))
    let found = inspector.check().filter { $0.code == fault.code }
    #expect(
      found.contains { $0.message.contains(fault.words) },
      "\(found.map(\.message)) says nothing of \(fault.words)")
  }

  @Test("a paragraph id given twice is found")
  func paragraphs() throws {
    let whole = try WordDocument.of("# One\n\nText.\n\nMore.\n")
    let ids = try whole.body.matches(of: /w14:paraId="([0-9A-F]+)"/).map { String($0.1) }
    try #require(ids.count > 1)
    let torn = try Self.changed(
      whole.bytes,
      Fault(file: "word/document.xml", old: ids[1], new: ids[0], code: "", words: ""))
    var inspector = try DOCXInspector(torn)
    #expect(inspector.check().map(\.code) == ["check.id"])
  }

  @Test("a torn picture is found; so is one whose bytes are changed")
  func pictures() throws {
    let picture = try Array(Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png")))
    #expect(PictureCheck.fault(in: picture) == nil)
    #expect(PictureCheck.fault(in: Array(picture.dropLast(20))) == "is cut off")
    var damaged = picture
    damaged[picture.count / 2] ^= 0xFF
    #expect(PictureCheck.fault(in: damaged) == "is damaged")
    #expect(PictureCheck.fault(in: [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]) == "is cut off")
    #expect(PictureCheck.fault(in: Array("words".utf8)) != nil)
    #expect(PictureCheck.fault(in: Array(picture.prefix(8))) == "is cut off")
  }

  @Test("an EPUB 2, which has an NCX and no navigation document, is sound")
  func version2() throws {
    var bytes = try Publication.of("# One\n\nText.\n").bytes
    for (old, new) in [("version=\"3.0\"", "version=\"2.0\""), (" properties=\"nav\"", "")] {
      bytes = try Self.changed(
        bytes, Fault(file: "EPUB/package.opf", old: old, new: new, code: "", words: ""))
    }
    var inspector = try EPUBInspector(bytes)
    #expect(inspector.check().filter { $0.severity == .error } == [])
  }

  @Test("style sheets of all kinds are read whole")
  func styleSheets() {
    let sound = StyleSheetCheck(
      Array(
        "@import 'a.css'; /* } */ p > a[href=\"x}\"] { background: url( 'b.png' ) } q { content: \"\\\"}\" }"
          .utf8))
    #expect(sound.faults.isEmpty)
    #expect(sound.links.map(\.target) == ["a.css", "b.png"])
    let open = StyleSheetCheck(Array("p { } /* never ended".utf8))
    #expect(open.faults.map(\.words) == ["has a comment without its end"])
    #expect(StyleSheetCheck(Array("\np { a: url(x".utf8)).faults.first?.line == 2)
    #expect(StyleSheetCheck(Array("a{b:c}\\".utf8)).faults.isEmpty)
  }

  @Test("links lead from the file they stand in; addresses outside are left alone")
  func paths() {
    let from = "EPUB/text/a.xhtml"
    #expect(ArchivePath("b.xhtml#x", in: from)?.file == "EPUB/text/b.xhtml")
    #expect(ArchivePath("b.xhtml#x%20y", in: from)?.fragment == "x y")
    #expect(ArchivePath("../images/%C3%A9.png", in: from)?.file == "EPUB/images/é.png")
    #expect(ArchivePath("#x", in: from)?.file == from)
    #expect(ArchivePath("/word/a.xml", in: from)?.file == "word/a.xml")
    #expect(ArchivePath("../../../../etc", in: from)?.file == "etc")
    for address in ["https://x.org/a#b", "mailto:a@b.c", "//x.org/a", "data:image/png,a"] {
      #expect(ArchivePath(address, in: from) == nil)
    }
  }

  static func changed(_ archive: [UInt8], _ fault: Fault) throws -> [UInt8] {
    var files = try ArchiveReader.read(archive)
    let text = String(decoding: try #require(files[fault.file]), as: UTF8.self)
    try #require(text.contains(fault.old), "\(fault.old) is not in \(text)")
    files[fault.file] = Array(text.replacing(fault.old, with: fault.new, maxReplacements: 1).utf8)
    let sink = MemorySink()
    let names = ["mimetype"] + files.keys.filter { $0 != "mimetype" }.sorted()
    try ArchiveWriter.write(
      names.compactMap { name in
        files[name].map { ArchiveEntry(name, $0, isStored: name == "mimetype") }
      }, to: sink)
    return sink.bytes
  }
}
