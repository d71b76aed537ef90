import OctavoBook

/// Joins what is read of a document's parts: sections with the notes they call, references with
/// what they lead to.
struct DocumentContent {
  let sections: [StoryReader.Passage]
  /// The note called within each bookmark.
  let markedCalls: [String: String]
  /// The called notes of each division, as the book counts them: the first call's note first.
  let called: [[Int]]
  /// Addresses of the running text's links, by relation.
  var addresses: [String: String] = [:]
  private var notes: [String: StoryReader.Passage] = [:]
  private var noteAddresses: [String: String] = [:]

  init(sections: [StoryReader.Passage], markedCalls: [String: String], called: [[Int]]) {
    self.sections = sections
    self.markedCalls = markedCalls
    self.called = called
  }

  mutating func add(_ read: [String: StoryReader.Passage], _ addresses: [String: String]) {
    notes.merge(read) { first, _ in first }
    noteAddresses.merge(addresses) { first, _ in first }
  }

  func pieces() -> [BookContent.Piece] {
    let ids = sections.map(noteIDs)
    let places = places(ids)
    return sections.indices.map { index in
      let section = sections[index]
      let own = ids[index].compactMap { notes[$0] }
      var piece = BookContent.Piece(name: section.headings.first ?? "")
      piece.words = section.words.words
      piece.headings = section.headings
      piece.notes = own.map { $0.words.words.joined(separator: " ") }
      piece.alternatives = section.alternatives + own.flatMap(\.alternatives)
      let targets = Targets(
        piece: index, notes: numbers(of: ids[index], in: index), places: places,
        markedCalls: markedCalls)
      piece.references = section.references.map {
        targets.reference($0.reference, word: $0.word, note: nil, addresses)
      }
      for (id, note) in zip(ids[index], own) {
        piece.references += note.references.map {
          targets.reference($0.reference, word: $0.word, note: targets.notes[id], noteAddresses)
        }
      }
      return piece
    }
  }

  /// The ids of the notes a section calls, the first call's first.
  private func noteIDs(of section: StoryReader.Passage) -> [String] {
    section.references.compactMap { reference in
      guard case .note(let id) = reference.reference else { return nil }
      return id
    }
  }

  /// The number in the division of each note.
  private func numbers(of ids: [String], in division: Int) -> [String: Int] {
    let numbers = called.indices.contains(division) ? called[division] : []
    var result: [String: Int] = [:]
    for (rank, id) in ids.enumerated() where result[id] == nil {
      result[id] = rank < numbers.count ? numbers[rank] : rank
    }
    return result
  }

  private func places(_ ids: [[String]]) -> [String: ContentReference.Place] {
    var places: [String: ContentReference.Place] = [:]
    for (piece, section) in sections.enumerated() {
      for (name, word) in section.bookmarks {
        places[name] = ContentReference.Place(piece: piece, word: word)
      }
      let numbers = numbers(of: ids[piece], in: piece)
      for id in ids[piece] {
        for (name, word) in notes[id]?.bookmarks ?? [] {
          places[name] = ContentReference.Place(piece: piece, note: numbers[id], word: word)
        }
      }
    }
    return places
  }

  /// Where the references of a section lead.
  private struct Targets {
    let piece: Int
    /// The number in the division of each note, by its id.
    let notes: [String: Int]
    let places: [String: ContentReference.Place]
    let markedCalls: [String: String]

    func reference(
      _ reference: StoryReference, word: Int?, note: Int?, _ addresses: [String: String]
    ) -> ContentReference {
      ContentReference(note: note, word: word, target: target(reference, addresses))
    }

    private func target(
      _ reference: StoryReference, _ addresses: [String: String]
    ) -> ContentReference.Target {
      switch reference {
      case .note(let id): notes[id].map(ContentReference.Target.note) ?? .nowhere
      case .markedCall(let name):
        markedCalls[name].flatMap { notes[$0] }.map(ContentReference.Target.note) ?? .nowhere
      case .bookmark(let name), .field(let name):
        places[name].map(ContentReference.Target.place) ?? .nowhere
      case .relation(let id): addresses[id].map(ContentReference.Target.address) ?? .nowhere
      }
    }
  }
}
