package import OctavoBase
import OctavoBook
import OctavoStyle

/// Reads a document back and compares it with the book it was written from: the gate after an
/// export.
package struct DOCXVerifier: Sendable {
  private let edition: Edition

  /// Makes a verifier for the book of an edition.
  package init(_ edition: Edition) { self.edition = edition }

  /// What differs between a document's words, headings, notes and descriptions and the book's,
  /// and places referred to that are not there; empty where all are equal. Throws where the bytes are no document.
  package func check(_ archive: [UInt8]) throws(OctavoError) -> [Diagnostic] {
    let found = try DOCXContentReader(edition).read(archive)
    let contents = ContentsList(
      book: edition.book, sheet: edition.sheet, numbers: edition.numbers)
    // An index in a document is a field, which word processors fill in anew.
    let lists = ListedLines([.contents: contents.entries.map(\.title)])
    let wanted = BookContent(edition.book, labels: edition.labels, lists: lists)
    var inspector = try DOCXInspector(archive)
    return found.differences(from: asDocument(wanted), format: "DOCX") + inspector.check()
  }

  /// The content without the characters that XML has no place for, and without the descriptions of
  /// pictures inside lines, which are words of the text.
  private func asDocument(_ content: BookContent) -> BookContent {
    BookContent(
      pieces: zip(content.pieces, edition.book.divisions).map { piece, division in
        var piece = piece
        piece.words = kept(piece.words).filter { !$0.isEmpty }
        piece.headings = kept(piece.headings).filter { !$0.isEmpty }
        piece.notes = kept(piece.notes)
        piece.alternatives = kept(figures(of: division))
        return piece
      })
  }

  private func kept(_ texts: [String]) -> [String] {
    texts.map { text in
      guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
      let scalars = text.unicodeScalars.filter { scalar in
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
      }
      return String(String.UnicodeScalarView(scalars))
    }
  }

  /// The descriptions of the division's figures in reading order, its notes' last.
  private func figures(of division: Division) -> [String] {
    var found: [String] = []
    func visit(_ blocks: [Block]) {
      TreeWalk.visit(blocks) { block in
        if case .figure(let figure) = block.content { found.append(figure.image.alternative) }
      } text: { _ in
      }
    }
    visit(division.blocks)
    for note in BookContent.calledNotes(of: division) { visit(division.notes[note].blocks) }
    return found
  }
}
