import OctavoBase
import OctavoBook
import OctavoStyle

/// The lines of a book's index, to compare a document's with.
///
/// They are no words of the text: a field holds them, whose result word processors replace.
struct IndexLines {
  private let edition: Edition
  private let folios: [String: String]?
  private let characters: CharacterFilter

  /// - Parameters:
  ///   - folios: the folio of the page that each anchor stands on; nil where pages are not known.
  ///   - characters: those that a document has a place for.
  init(_ edition: Edition, _ folios: [String: String]?, _ characters: CharacterFilter) {
    self.edition = edition
    self.folios = folios
    self.characters = characters
  }

  /// The first line of each index that is not the book's, as errors.
  func differences(of document: DOCXContentReader.Whole) -> [Diagnostic] {
    // A manuscript's pages are others: it has no page numbers, in the contents neither.
    let hasFolios = folios != nil && !document.folios.allSatisfy(\.isEmpty)
    return zip(document.indexLines, edition.book.divisions).compactMap { found, division in
      guard division.kind == .index else { return nil }
      let found = found.map(Self.spaced)
      let printed = lines { folios?[$0] }
      if found == printed || !hasFolios && found == lines({ _ in nil }) { return nil }
      let index = zip(found, printed).prefix { $0 == $1 }.count
      func show(_ list: [String]) -> String {
        index < list.count ? "“\(list[index].prefix(80))”" : "nothing"
      }
      return Diagnostic(
        .error, "verify.index",
        "line \(index + 1) of the index of the DOCX is \(show(found)) where the book has \(show(printed))"
      )
    }
  }

  private func lines(_ folio: @escaping (String) -> String?) -> [String] {
    IndexList(edition.book, words: edition.numbers.words) { anchor in
      folio(anchor).flatMap { $0.isEmpty ? nil : $0 }
    }.lines.map { Self.spaced(characters.kept(Inline.plainText($0.content))) }
  }

  private static func spaced(_ line: String) -> String {
    line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
