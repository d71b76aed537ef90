package import OctavoBase
package import OctavoBook
import OctavoStyle

/// Reads what a document of ours holds, division by division: each is a section.
package struct DOCXContentReader {
  /// What is read of a document, with what only its own format has.
  struct Whole {
    let content: BookContent
    /// The page numbers that each piece's contents print.
    let folios: [[String]]
    /// The lines of each piece's index.
    let indexLines: [[String]]
  }

  private let edition: Edition

  /// - Parameter edition: says which titles the template made.
  package init(_ edition: Edition) { self.edition = edition }

  /// Throws where the bytes are no document.
  package func read(_ archive: [UInt8]) throws(OctavoError) -> BookContent {
    try readWhole(archive).content
  }

  func readWhole(_ archive: [UInt8]) throws(OctavoError) -> Whole {
    let files = try ArchiveReader.read(archive)
    guard let body = files["word/document.xml"] else {
      throw OctavoError(.badInput, "docx.no-document", "the archive holds no word/document.xml")
    }
    let divisions = edition.book.divisions
    var reader = StoryReader(
      titles: divisions.map { !$0.title.isEmpty },
      hasSectionNumbers: divisions.map { edition.sheet.numbering.sections && $0.number != nil })
    try reader.read(body, "word/document.xml")
    var content = DocumentContent(
      sections: reader.sections, markedCalls: reader.markedCalls,
      called: divisions.map { BookContent.calledNotes(of: $0) })
    content.addresses = Self.addresses("word/_rels/document.xml.rels", files)
    for kind in ["footnotes", "endnotes"] {
      guard let bytes = files["word/\(kind).xml"] else { continue }
      var reader = StoryReader(titles: [], hasSectionNumbers: [])
      try reader.read(bytes, "word/\(kind).xml")
      content.add(reader.notes, Self.addresses("word/_rels/\(kind).xml.rels", files))
    }
    return Whole(
      content: BookContent(pieces: content.pieces()), folios: reader.sections.map(\.folios),
      indexLines: reader.sections.map(\.indexLines))
  }

  /// The targets of a part's relations by their ids.
  private static func addresses(_ name: String, _ files: [String: [UInt8]]) -> [String: String] {
    let facts = MarkupFacts(files[name] ?? [], keeping: ["Relationship"])
    return Dictionary(
      (facts.elements["Relationship"] ?? []).map { ($0["Id"] ?? "", $0["Target"] ?? "") },
      uniquingKeysWith: { first, _ in first })
  }
}
