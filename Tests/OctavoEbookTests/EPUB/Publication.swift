import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// An EPUB as tests ask for it: unpacked by Debian's `unzip`, read by Foundation's XML parser.
struct Publication {
  let bytes: [UInt8]
  let diagnostics: [Diagnostic]
  /// The text of every file that is text, by its path below `EPUB/`.
  let files: [String: String]

  static func write(_ result: TypesetResult) throws -> Publication {
    let sink = MemorySink()
    let diagnostics = try BookWriter(result).writeEPUB(to: sink)
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(sink.bytes), to: "book.epub")
    let unzip = try Shell.run("unzip", ["-q", path, "-d", folder.path + "/x"])
    try #require(unzip.status == 0, "\(unzip.err)")
    var files: [String: String] = [:]
    let base = folder.path + "/x/EPUB"
    let walk = try #require(FileManager.default.enumerator(atPath: base))
    for case let name as String in walk {
      guard let data = FileManager.default.contents(atPath: base + "/" + name),
        let text = String(data: data, encoding: .utf8)
      else { continue }
      files[name] = text
    }
    return Publication(bytes: sink.bytes, diagnostics: diagnostics, files: files)
  }

  /// The book made of one Markdown text, beside which there is a picture `leaf.png`.
  static func of(_ markdown: String, header: String = "front: []\n") throws -> Publication {
    let folder = try TemporaryFolder()
    // The folder is there until the pictures are read.
    return try withExtendedLifetime(folder) { try write(try set(markdown, header, in: folder)) }
  }

  /// The same book in pages; its pictures are gone.
  static func set(_ markdown: String, header: String = "front: []\n") throws -> TypesetResult {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try set(markdown, header, in: folder) }
  }

  private static func set(
    _ markdown: String, _ header: String, in folder: borrowing TemporaryFolder
  ) throws -> TypesetResult {
    try folder.write(
      try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png")), to: "leaf.png")
    let path = try folder.write("---\ntitle: A Book\n\(header)---\n\n\(markdown)", to: "book.md")
    return try SmallBook.set(path: path)
  }

  func file(_ name: String) throws -> String { try #require(files[name], "\(name) is not there") }

  /// The content documents' markup, in order.
  var text: String {
    files.keys.filter { $0.hasPrefix("text/") }.sorted().map { files[$0] ?? "" }.joined()
  }

  /// Label and target of every page listed.
  func pageList() throws -> [(label: String, target: String)] {
    let nav = try file("nav.xhtml")
    let from = nav.components(separatedBy: "epub:type=\"page-list\"").last ?? ""
    let list = from.components(separatedBy: "</nav>")[0]
    return list.matches(of: /<a href="([^"]+)">([^<]*)<\/a>/).map { (String($0.2), String($0.1)) }
  }

  /// Every id, after its file's name.
  func identifiers() throws -> Set<String> {
    var found: Set<String> = []
    for (name, text) in files where name.hasSuffix(".xhtml") {
      for match in text.matches(of: /\ id="([^"]+)"/) {
        #expect(found.insert(name + "#" + match.1).inserted, "\(name)#\(match.1) is given twice")
      }
    }
    return found
  }

  /// The first characters of the book's text from an id on, without white space, in capitals;
  /// calls of notes and, unless they are kept, the labels that the template makes left out.
  func text(from target: String, keepsLabels: Bool = false) throws -> String {
    let parts = target.components(separatedBy: "#")
    let text = try file(parts[0])
    let start = try #require(text.range(of: "id=\"\(parts[1])\""))
    var rest = String(text[start.lowerBound...].prefix(4_000))
    rest = String(rest.drop { $0 != ">" }.dropFirst())
    if let notes = rest.range(of: "<section class=\"footnotes\"") {
      rest = String(rest[..<notes.lowerBound])
    }
    rest.replace(/<sup class="note-call">.*?<\/sup>/, with: "")
    if !keepsLabels { Self.dropLabels(&rest) }
    rest.replace(/<img class="inline"[^>]*alt="([^"]*)"[^>]*>/) { String($0.1) }
    rest.replace(/<[^>]*>?/, with: "")
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
      rest = rest.replacingOccurrences(of: entity, with: character)
    }
    return String(BookUnits.compact(rest).prefix(200))
  }

  private static func dropLabels(_ text: inout String) {
    text.replace(/<(span|p|h1|strong) [^>]*class="label[^>]*>[^<]*<\/(span|p|h1|strong)>/, with: "")
    text.replace(/<(span|p|strong) class="label[^>]*>[^<]*<\/(span|p|strong)>/, with: "")
  }
}
