import OctavoBase
import OctavoBook

/// Compares a publication's lists with the text: pages begin where the print's do, and the contents
/// lead through the text in its order.
struct PageListCheck {
  private let found: EPUBContentReader.Whole
  private let wanted: BookContent

  /// - Parameter wanted: what the book holds; the words read must be equal to it.
  init(_ found: EPUBContentReader.Whole, _ wanted: BookContent) {
    self.found = found
    self.wanted = wanted
  }

  /// The first page that is not listed or whose marker stands elsewhere, and the first entry of
  /// the contents that leads back; empty where there is none.
  func differences(from map: PageMap) -> [Diagnostic] {
    [page(map).map { Diagnostic(.error, "verify.page-list", $0) }, disorder()].compactMap(\.self)
  }

  private func page(_ map: PageMap) -> String? {
    let listed = found.navigation.lists["page-list"] ?? []
    guard listed.count == map.pages.count else {
      return "the EPUB lists \(listed.count) pages, not \(map.pages.count)"
    }
    for (entry, page) in zip(listed, map.pages) {
      let name = "page “\(page.label)” of the EPUB's page list"
      guard let marker = entry.target.flatMap({ found.links.markers[$0] }) else {
        return "\(name) leads to no marker of a page"
      }
      guard stands(marker, at: page) else {
        let place = "word \(marker.place.word + 1) of “\(self.name(of: marker.piece))”"
        return
          "\(name) leads to \(place) where print has it at word \(page.word + 1) of “\(self.name(of: page.division))”"
      }
      guard entry.label == XMLCharacter.kept(page.label).text || page.label.isEmpty else {
        return "\(name) is called “\(entry.label)”"
      }
    }
    return nil
  }

  private func name(of piece: Int) -> String {
    wanted.pieces.indices.contains(piece) ? wanted.pieces[piece].name : "piece \(piece + 1)"
  }

  private func stands(_ marker: MarkerPlace, at page: PageMap.Page) -> Bool {
    guard marker.piece == page.division, wanted.pieces.indices.contains(marker.piece) else {
      return false
    }
    // Print counts the characters that XML has no place for.
    if wanted.pieces[marker.piece].lacksCharacters { return true }
    let place = ReadingPlace(word: page.word, character: page.character)
    if marker.place == place { return true }
    // A page that begins within the words of a picture begins after it.
    return found.pictures.contains {
      $0.piece == marker.piece && $0.words.contains(place)
        && marker.place.word <= $0.words.upperBound.word + 1 && marker.place > place
    }
  }

  /// What leads to an earlier place than the entry before it.
  private func disorder() -> Diagnostic? {
    var last = ContentReference.Place(piece: 0)
    for entry in found.navigation.lists["toc"] ?? [] {
      guard let place = entry.target.flatMap(found.links.place) else { continue }
      if (place.piece, place.word) < (last.piece, last.word) {
        return Diagnostic(
          .error, "verify.reference",
          "“\(entry.label)” in the EPUB's contents leads back, to word \(place.word + 1) of “\(name(of: place.piece))”"
        )
      }
      last = place
    }
    return nil
  }
}
