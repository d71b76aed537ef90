package import OctavoBase
package import OctavoBook
import OctavoStyle

/// Reads an EPUB back and compares it with the book it was written from: the gate after an export.
package struct EPUBVerifier: Sendable {
  private let edition: Edition

  /// Makes a verifier for the book of an edition.
  package init(_ edition: Edition) { self.edition = edition }

  /// What differs between a publication's words, headings, notes, references and descriptions and
  /// the book's, and pages listed at the wrong place; empty where all are equal. Throws where the
  /// bytes are no EPUB.
  package func check(_ archive: [UInt8]) throws(OctavoError) -> [Diagnostic] {
    let found = try EPUBContentReader.readWhole(archive)
    let lists = ListedLines(
      edition.book, edition.sheet, edition.numbers, labels: edition.labels)
    let wanted = BookContent(
      edition.book, labels: edition.labels, lists: lists, writing: Self.writing)
    let differences = found.content.differences(from: wanted, format: "EPUB")
    var inspector = try EPUBInspector(archive)
    // Where words differ, no place is told by their number.
    return differences
      + (differences.isEmpty ? PageListCheck(found, wanted).differences(from: edition.pages) : [])
      + inspector.check().filter { $0.severity == .error }
  }

  private static let writing: BookContent.Writing = {
    var writing = BookContent.Writing()
    writing.characters = CharacterFilter { XMLCharacter.isKept($0) }
    writing.address = { WebAddress.valid($0) }
    return writing
  }()
}

/// Reads what a publication of ours holds.
package enum EPUBContentReader {
  /// What is read of a publication, with what only its own format has.
  struct Whole {
    let content: BookContent
    let links: LinkTable
    /// Where the words of pictures in lines stand.
    let pictures: [(piece: Int, words: Range<ReadingPlace>)]
    let navigation: NavigationReader
  }

  /// The content of the documents of the spine, in order; throws where the bytes are no EPUB.
  package static func read(_ archive: [UInt8]) throws(OctavoError) -> BookContent {
    try readWhole(archive).content
  }

  static func readWhole(_ archive: [UInt8]) throws(OctavoError) -> Whole {
    let files = try ArchiveReader.read(archive)
    guard let container = files["META-INF/container.xml"],
      let path = attributes(of: "rootfile", in: container).first?["full-path"],
      let package = files[path]
    else {
      throw OctavoError(.badInput, "epub.no-package", "the archive holds no package document")
    }
    var places: [String: String] = [:]
    var navigation = NavigationReader()
    for item in attributes(of: "item", in: package) {
      guard let id = item["id"], let file = ArchivePath(item["href"] ?? "", in: path)?.file else {
        continue
      }
      places[id] = file
      if item["properties"] == "nav" { navigation.read(files[file] ?? [], at: file) }
    }
    var reader = DocumentReader()
    for item in attributes(of: "itemref", in: package) {
      guard let file = item["idref"].flatMap({ places[$0] }), file != navigation.file else {
        continue
      }
      guard let bytes = files[file], reader.read(bytes, at: file) else {
        throw OctavoError(.badInput, "epub.damaged", "“\(file)” is missing or not well-formed")
      }
    }
    return Whole(
      content: BookContent(pieces: reader.finish()), links: reader.links,
      pictures: reader.pictures, navigation: navigation)
  }

  /// The attributes of every element with a local name.
  private static func attributes(of name: String, in bytes: [UInt8]) -> [[String: String]] {
    var scanner = XMLScanner(bytes)
    var found: [[String: String]] = []
    while let event = scanner.next() {
      guard case .start(let element, let attributes, _) = event,
        XMLScanner.local(element) == name
      else { continue }
      found.append(
        Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
    return found
  }
}
