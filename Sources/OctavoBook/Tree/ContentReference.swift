/// A link, a cross reference or the call of a note, as a reader finds it.
package struct ContentReference: Sendable, Hashable {
  /// A place in a book's text.
  package struct Place: Sendable, Hashable {
    /// Index of the piece.
    package var piece: Int
    /// Index in the division's notes of the note it is in; nil in the running text.
    package var note: Int?
    /// How many words stand before it.
    package var word: Int

    package init(piece: Int, note: Int? = nil, word: Int = 0) {
      self.piece = piece
      self.note = note
      self.word = word
    }
  }

  /// Where it leads.
  package enum Target: Sendable, Hashable {
    case place(Place)
    /// An address outside the book, as the format writes it.
    case address(String)
    /// A note of the same division, by its index in the division's notes.
    case note(Int)
    /// To no place there is.
    case nowhere
  }

  /// Index of the note it stands in; nil in the running text.
  package var note: Int?
  /// How many words begin before it; nil where that is not told.
  package var word: Int?
  package var target: Target

  package init(note: Int? = nil, word: Int?, target: Target) {
    self.note = note
    self.word = word
    self.target = target
  }

  /// Whether the two are the same as far as both are told.
  package func agrees(with other: ContentReference) -> Bool {
    note == other.note && target == other.target
      && (word == nil || other.word == nil || word == other.word)
  }
}

extension ContentReference {
  /// What it is, for people: `names` are those of the pieces.
  func described(_ names: [String]) -> String {
    var place = word.map { "after word \($0)" } ?? "somewhere"
    if let note { place += " of note \(note + 1)" }
    return "the one \(place) to \(target.described(names))"
  }
}

extension ContentReference.Target {
  fileprivate func described(_ names: [String]) -> String {
    switch self {
    case .place(let place):
      let name = names.indices.contains(place.piece) ? names[place.piece] : "piece \(place.piece)"
      let note = place.note.map { "note \($0 + 1) of " } ?? ""
      return "word \(place.word + 1) of \(note)“\(name)”"
    case .address(let address): return "“\(address.prefix(80))”"
    case .note(let index): return "note \(index + 1)"
    case .nowhere: return "no place of the book"
    }
  }
}
