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
      file: "word/document.xml", old: "</w:body>", new: "</w:bady>", code: "check.markup",
      words: "well-formed"),
  ]

  @Test("each fault of a document is found, and where", arguments: documentFaults)
  func documentFault(_ fault: Fault) throws {
    let whole = try WordDocument.of("# One\n\nText.[^n] [](#one)\n\n[^n]: N.\n")
    var inspector = try DOCXInspector(try Self.changed(whole.bytes, fault))
    let found = inspector.check().filter { $0.code == fault.code }
    #expect(
      found.contains { $0.message.contains(fault.words) },
      "\(found.map(\.message)) says nothing of \(fault.words)")
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

  private static func changed(_ archive: [UInt8], _ fault: Fault) throws -> [UInt8] {
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
