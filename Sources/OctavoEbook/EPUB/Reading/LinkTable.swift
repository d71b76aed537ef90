import OctavoBook

/// The ids and the links of an e-book's documents, with the places in the text they stand at.
struct LinkTable {
  /// Where an element with an id stands.
  private enum Spot {
    case place(ContentReference.Place)
    /// A note, by its index in the division's notes.
    case note(Int)
  }

  /// A link before its target is known to be there.
  struct Link {
    let piece: Int
    var reference: ContentReference
    /// A file and an id; nil for an address outside the archive.
    let target: ArchivePath?
  }

  private var spots: [ArchivePath: Spot] = [:]
  private(set) var links: [Link] = []
  /// Where each marker of a printed page stands.
  private(set) var markers: [ArchivePath: MarkerPlace] = [:]

  mutating func define(_ id: String, in file: String, at place: ContentReference.Place) {
    spots[ArchivePath(file: file, fragment: id)] = .place(place)
  }

  mutating func defineNote(_ id: String, in file: String, index: Int) {
    spots[ArchivePath(file: file, fragment: id)] = .note(index)
  }

  mutating func mark(_ id: String, in file: String, at place: MarkerPlace) {
    markers[ArchivePath(file: file, fragment: id)] = place
  }

  mutating func link(_ address: String, in file: String, at place: ContentReference.Place) {
    let target = ArchivePath(address, in: file)
    links.append(
      Link(
        piece: place.piece,
        reference: ContentReference(
          note: place.note, word: place.word,
          target: target == nil ? .address(address) : .nowhere), target: target))
  }

  /// The references of a piece, those of its running text first, then by note.
  func references(of piece: Int) -> [ContentReference] {
    let found = links.filter { $0.piece == piece }.map(resolved)
    let notes = Set(found.compactMap(\.note)).sorted()
    return found.filter { $0.note == nil }
      + notes.flatMap { note in found.filter { $0.note == note } }
  }

  private func resolved(_ link: Link) -> ContentReference {
    var reference = link.reference
    guard let target = link.target else { return reference }
    switch spots[target] {
    case .place(let place): reference.target = .place(place)
    case .note(let index): reference.target = .note(index)
    case nil: reference.target = .nowhere
    }
    return reference
  }

  /// The place in the text that a path leads to.
  func place(of path: ArchivePath) -> ContentReference.Place? {
    guard case .place(let place)? = spots[path] else { return nil }
    return place
  }
}

/// Where the marker of a printed page stands in the text.
struct MarkerPlace: Equatable {
  /// Index of the piece.
  let piece: Int
  let place: ReadingPlace
}
