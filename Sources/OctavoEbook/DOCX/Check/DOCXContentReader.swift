package import OctavoBase
package import OctavoBook
import OctavoStyle

/// Reads what a document of ours holds, division by division: each is a section.
package struct DOCXContentReader {
  private let edition: Edition

  /// - Parameter edition: says which titles the template made.
  package init(_ edition: Edition) { self.edition = edition }

  /// Throws where the bytes are no document.
  package func read(_ archive: [UInt8]) throws(OctavoError) -> BookContent {
    let files = try ArchiveReader.read(archive)
    guard let body = files["word/document.xml"] else {
      throw OctavoError(.badInput, "docx.no-document", "the archive holds no word/document.xml")
    }
    var notes: [String: StoryReader.Note] = [:]
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
      guard let bytes = files[part] else { continue }
      var reader = StoryReader(titles: [], hasSectionNumbers: [])
      try reader.read(bytes, part)
      notes.merge(reader.notes) { first, _ in first }
    }
    let divisions = edition.book.divisions
    var reader = StoryReader(
      titles: divisions.map { !$0.title.isEmpty },
      hasSectionNumbers: divisions.map { edition.sheet.numbering.sections && $0.number != nil })
    try reader.read(body, "word/document.xml")
    return BookContent(pieces: reader.pieces.map { $0.content(notes) })
  }
}
