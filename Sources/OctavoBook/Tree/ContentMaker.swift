/// Makes the `BookContent` that a format's file of a book must hold.
struct ContentMaker {
  let book: Book
  let labels: LabelTable
  let lists: ListedLines
  let writing: BookContent.Writing

  /// The texts of a division.
  private struct Texts {
    let running: ReadingText
    /// Each note called, by its index in the division's notes.
    let notes: [(index: Int, text: ReadingText)]
  }

  func pieces() -> [BookContent.Piece] {
    let texts = book.divisions.map(texts)
    let places = places(texts)
    return zip(book.divisions, texts).map { division, texts in
      piece(division, texts, places)
    }
  }

  private func texts(of division: Division) -> Texts {
    Texts(
      running: ReadingText(
        division, labels: labels,
        entries: lists[division.kind].map(\.title),
        characters: writing.characters),
      notes: ContentSearch.calledNotes(of: division).map { index in
        let blocks = division.notes[index].blocks
        return (index, ReadingText(blocks: blocks, labels: labels, characters: writing.characters))
      })
  }

  /// Where each label's place is; the first of two holds.
  private func places(_ texts: [Texts]) -> [String: ContentReference.Place] {
    var places: [String: ContentReference.Place] = [:]
    func set(_ label: String, _ place: ContentReference.Place) {
      if places[label] == nil { places[label] = place }
    }
    for (piece, (division, texts)) in zip(book.divisions, texts).enumerated() {
      set(division.id, ContentReference.Place(piece: piece))
      for (label, word) in texts.running.marks.labels {
        set(label, ContentReference.Place(piece: piece, word: word))
      }
      for (index, word) in texts.running.marks.headings.enumerated() {
        set(division.sectionAnchor(index), ContentReference.Place(piece: piece, word: word))
      }
      for (note, text) in texts.notes {
        for (label, word) in text.marks.labels {
          set(label, ContentReference.Place(piece: piece, note: note, word: word))
        }
      }
    }
    return places
  }

  // MARK: Pieces

  private func piece(
    _ division: Division, _ texts: Texts, _ places: [String: ContentReference.Place]
  ) -> BookContent.Piece {
    let title = Inline.plainText(division.title)
    var piece = BookContent.Piece(name: title.isEmpty ? division.id : title)
    piece.words = texts.running.words
    piece.headings = ([division.title] + ContentSearch.headings(in: division.blocks))
      .map(line).filter { !$0.isEmpty }
    piece.notes = texts.notes.map { $0.text.words.joined(separator: " ") }
    piece.alternatives = ContentSearch.pictures(of: division, notes: texts.notes.map(\.index))
      .map { writing.characters.kept($0.alternative) }
    piece.lacksCharacters = texts.running.lacksCharacters
    piece.references =
      references(texts.running.marks, note: nil, places)
      + zip(texts.running.entryStarts, lists[division.kind]).compactMap { word, entry in
        entry.anchor.map { anchor in
          ContentReference(word: word, target: target(of: anchor, places) ?? .nowhere)
        }
      }
      + texts.notes.flatMap { references($0.text.marks, note: $0.index, places) }
    return piece
  }

  private func line(_ inlines: [Inline]) -> String {
    ReadingText(inlines: inlines, labels: labels, characters: writing.characters).words
      .joined(separator: " ")
  }

  private func references(
    _ marks: ReadingMarks, note: Int?, _ places: [String: ContentReference.Place]
  ) -> [ContentReference] {
    marks.references.compactMap { mark in
      let target: ContentReference.Target? =
        switch mark.target {
        case .note(let index): .note(index)
        case _ where mark.isInLink && !writing.nestsLinks: nil
        case .address(let url): writing.address(url).map(ContentReference.Target.address)
        case .label(let label, _): self.target(of: label, places)
        }
      return target.map { ContentReference(note: note, word: mark.word, target: $0) }
    }
  }

  /// Where a label leads; nil for one the book does not know, to which nothing links.
  private func target(
    of label: String, _ places: [String: ContentReference.Place]
  ) -> ContentReference.Target? {
    places[label].map(ContentReference.Target.place) ?? (labels[label] == nil ? nil : .nowhere)
  }
}
