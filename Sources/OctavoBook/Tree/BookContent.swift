package import OctavoBase

/// What a reader must find in every format of a book: its words, headings, notes, references and
/// descriptions, in order.
///
/// Made from a `Book`, and read back from the files written from it; the two must be equal.
package struct BookContent: Sendable, Hashable {
  /// The content of one division.
  package struct Piece: Sendable, Hashable {
    /// What the piece is called in messages.
    package var name: String
    /// The words of the reading text; see `ReadingText`.
    package var words: [String] = []
    /// The text of each heading, its words parted by one space, numbers that templates make left
    /// out.
    package var headings: [String] = []
    /// The text of each note that is called, by its number.
    package var notes: [String] = []
    /// The description of each picture.
    package var alternatives: [String] = []

    package init(name: String) { self.name = name }
  }

  /// The book's divisions with text of their own, in order.
  package var pieces: [Piece]

  package init(pieces: [Piece]) { self.pieces = pieces }

  /// The content of a book.
  ///
  /// - Parameters:
  ///   - labels: what cross references print.
  ///   - lists: the lines of the divisions that list others.
  package init(_ book: Book, labels: LabelTable, lists: ListedLines) {
    pieces = book.divisions.map { division in
      var piece = Piece(name: Self.name(of: division))
      piece.words =
        ReadingText(division, labels: labels, entries: lists[division.kind]).words
      piece.headings = ([division.title] + ContentSearch.headings(in: division.blocks))
        .map { Self.line($0, labels) }.filter { !$0.isEmpty }
      let called = ContentSearch.calledNotes(of: division)
      piece.notes = called.map { Self.text(of: division.notes[$0], labels) }
      piece.alternatives = ContentSearch.pictures(of: division, notes: called).map(\.alternative)
      return piece
    }
  }

  /// The division's notes that its text calls, directly or from other notes, ascending.
  package static func calledNotes(of division: Division) -> [Int] {
    ContentSearch.calledNotes(of: division)
  }

  private static func name(of division: Division) -> String {
    let title = Inline.plainText(division.title)
    return title.isEmpty ? division.id : title
  }

  private static func line(_ inlines: [Inline], _ labels: LabelTable) -> String {
    ReadingText(inlines: inlines, labels: labels).words.joined(separator: " ")
  }

  private static func text(of note: Note, _ labels: LabelTable) -> String {
    ReadingText(blocks: note.blocks, labels: labels).words.joined(separator: " ")
  }
}

extension BookContent {
  /// The first differences of each piece from what is wanted, as errors; empty where all is equal.
  ///
  /// - Parameter format: what was read back, such as `EPUB`.
  package func differences(from wanted: BookContent, format: String) -> [Diagnostic] {
    guard pieces.count == wanted.pieces.count else {
      return [
        Diagnostic(
          .error, "verify.pieces",
          "the \(format) holds \(pieces.count) pieces of the book, not \(wanted.pieces.count)")
      ]
    }
    return zip(pieces, wanted.pieces).flatMap { found, wanted in
      found.differences(from: wanted, format)
    }
  }
}

extension BookContent.Piece {
  fileprivate func differences(
    from wanted: BookContent.Piece, _ format: String
  ) -> [Diagnostic] {
    let lists: [(kind: String, found: [String], wanted: [String])] = [
      ("word", words, wanted.words), ("heading", headings, wanted.headings),
      ("note", notes, wanted.notes), ("description", alternatives, wanted.alternatives),
    ]
    return lists.compactMap { list in
      guard list.found != list.wanted else { return nil }
      let index =
        zip(list.found, list.wanted).enumerated().first { $0.element.0 != $0.element.1 }?
        .offset ?? min(list.found.count, list.wanted.count)
      func show(_ list: [String]) -> String {
        index < list.count ? "“\(list[index].prefix(80))”" : "nothing"
      }
      return Diagnostic(
        .error, "verify.\(list.kind)",
        "in “\(wanted.name)” \(list.kind) \(index + 1) of the \(format) is \(show(list.found)) where the book has \(show(list.wanted))"
      )
    }
  }
}
