import Foundation
import FoundationXML
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// A Word document as tests ask for it: unpacked by Debian's `unzip`, read by Foundation's XML
/// parser.
struct WordDocument {
  let bytes: [UInt8]
  let diagnostics: [Diagnostic]
  /// The text of every part that is text, by its path.
  let parts: [String: String]
  /// The paths of all parts.
  let names: Set<String>

  static func write(
    _ result: TypesetResult, form: BookWriter.DocumentForm = .book
  ) throws -> WordDocument {
    let sink = MemorySink()
    let diagnostics = try BookWriter(result).writeDOCX(to: sink, form: form)
    return try WordDocument(sink.bytes, diagnostics)
  }

  /// The book made of one Markdown text, beside which there is a picture `leaf.png`.
  static func of(
    _ markdown: String, header: String = "front: []\n", form: BookWriter.DocumentForm = .book
  ) throws -> WordDocument {
    let folder = try TemporaryFolder()
    try folder.write(
      try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png")), to: "leaf.png")
    let path = try folder.write("---\ntitle: A Book\n\(header)---\n\n\(markdown)", to: "book.md")
    // The folder is there until the pictures are read.
    return try withExtendedLifetime(folder) {
      try write(try SmallBook.set(path: path), form: form)
    }
  }

  init(_ bytes: [UInt8], _ diagnostics: [Diagnostic] = []) throws {
    self.bytes = bytes
    self.diagnostics = diagnostics
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(bytes), to: "book.docx")
    let base = folder.path + "/x"
    let unzip = try Shell.run("unzip", ["-q", path, "-d", base])
    try #require(unzip.status == 0, "\(unzip.err)")
    var parts: [String: String] = [:]
    var names: Set<String> = []
    let walk = try #require(FileManager.default.enumerator(atPath: base))
    for case let name as String in walk {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: base + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue, let data = FileManager.default.contents(atPath: base + "/" + name)
      else { continue }
      names.insert(name)
      if let text = String(data: data, encoding: .utf8) { parts[name] = text }
    }
    self.parts = parts
    self.names = names
  }

  func part(_ name: String) throws -> String { try #require(parts[name], "\(name) is not there") }

  /// The root element of a part.
  func root(_ name: String) throws -> XMLElement {
    let document = try XMLDocument(data: Data(try part(name).utf8))
    return try #require(document.rootElement())
  }

  /// The body's markup.
  var body: String { get throws { try part("word/document.xml") } }

  /// The paragraphs of the body with their styles and words; fields show their results.
  func paragraphs() throws -> [(style: String, text: String)] {
    try root("word/document.xml").descendants("w:p").map { paragraph in
      let style = paragraph.descendants("w:pStyle").first?.value("w:val") ?? ""
      return (style, paragraph.descendants("w:t").map { $0.stringValue ?? "" }.joined())
    }
  }

  /// The `w:sectPr` of each section, in order.
  func sections() throws -> [XMLElement] {
    try root("word/document.xml").descendants("w:sectPr")
  }
}

extension XMLElement {
  /// The value of an attribute by its qualified name.
  func value(_ name: String) -> String? {
    attributes?.first { $0.name == name }?.stringValue
  }

  /// The child elements, in order.
  var elements: [XMLElement] { (children ?? []).compactMap { $0 as? XMLElement } }

  func child(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// All elements of a name below this one, in the document's order.
  func descendants(_ name: String) -> [XMLElement] {
    elements.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  /// All elements from this one down, in the document's order.
  var tree: [XMLElement] { [self] + elements.flatMap(\.tree) }
}
