package import OctavoBase
package import OctavoBook
import OctavoStyle

/// Reads an EPUB back and compares it with the book it was written from: the gate after an export.
package struct EPUBVerifier: Sendable {
  private let edition: Edition

  /// Makes a verifier for the book of an edition.
  package init(_ edition: Edition) { self.edition = edition }

  /// What differs between a publication's words, headings, notes and descriptions and the book's,
  /// and links that lead nowhere; empty where all are equal. Throws where the bytes are no EPUB.
  package func check(_ archive: [UInt8]) throws(OctavoError) -> [Diagnostic] {
    let found = try EPUBContentReader.read(archive)
    let lists = ListedLines(
      edition.book, edition.sheet, edition.numbers, labels: edition.labels)
    let wanted = BookContent(edition.book, labels: edition.labels, lists: lists)
    var inspector = try EPUBInspector(archive)
    return found.differences(from: wanted.asXML, format: "EPUB")
      + inspector.check().filter { $0.severity == .error }
  }
}

/// Reads what a publication of ours holds.
package enum EPUBContentReader {
  /// The content of the documents of the spine, in order; throws where the bytes are no EPUB.
  package static func read(_ archive: [UInt8]) throws(OctavoError) -> BookContent {
    let files = try ArchiveReader.read(archive)
    guard let container = files["META-INF/container.xml"],
      let path = attributes(of: "rootfile", in: container).first?["full-path"],
      let package = files[path]
    else {
      throw OctavoError(.badInput, "epub.no-package", "the archive holds no package document")
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var places: [String: String] = [:]
    for item in attributes(of: "item", in: package) {
      if let id = item["id"], let place = item["href"] { places[id] = place }
    }
    var reader = DocumentReader()
    for item in attributes(of: "itemref", in: package) {
      guard let place = item["idref"].flatMap({ places[$0] }), place != "nav.xhtml" else {
        continue
      }
      guard let bytes = files[folder.isEmpty ? place : folder + "/" + place], reader.read(bytes)
      else {
        throw OctavoError(.badInput, "epub.damaged", "“\(place)” is missing or not well-formed")
      }
    }
    return BookContent(pieces: reader.finish())
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

extension BookContent {
  /// The content without the characters that XML has no place for.
  fileprivate var asXML: BookContent {
    func kept(_ list: [String]) -> [String] { list.map { XMLCharacter.kept($0).text } }
    return BookContent(
      pieces: pieces.map { piece in
        var piece = piece
        piece.words = kept(piece.words).filter { !$0.isEmpty }
        piece.headings = kept(piece.headings)
        piece.notes = kept(piece.notes)
        piece.alternatives = kept(piece.alternatives)
        return piece
      })
  }
}
