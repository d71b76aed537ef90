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
    /// Where the text refers to other places: the running text's references in order, then those
    /// of each note.
    package var references: [ContentReference] = []
    /// Whether the book has characters there that the format has no place for.
    package var lacksCharacters = false

    package init(name: String) { self.name = name }
  }

  /// The book's divisions with text of their own, in order.
  package var pieces: [Piece]

  package init(pieces: [Piece]) { self.pieces = pieces }

  /// A line of a division that lists others, and what the whole of it leads to.
  package struct Entry: Sendable {
    package let title: [Inline]
    /// The id of the place; nil where the line has links of its own.
    package let anchor: String?

    package init(title: [Inline], anchor: String?) {
      self.title = title
      self.anchor = anchor
    }
  }

  /// How a format writes a book down, where that changes what is found in it.
  package struct Writing: Sendable {
    /// The characters it has a place for.
    package var characters = CharacterFilter.all
    /// An address as it writes it; nil for one it does not link to.
    package var address: @Sendable (String) -> String? = { $0 }
    /// Whether links may stand within links.
    package var nestsLinks = true

    package init() {}
  }

  /// The content of a book.
  ///
  /// - Parameters:
  ///   - labels: what cross references print.
  ///   - lists: the lines of the divisions that list others.
  ///   - writing: the format it is to be found in.
  package init(
    _ book: Book, labels: LabelTable, lists: ListedLines, writing: Writing = Writing()
  ) {
    let maker = ContentMaker(book: book, labels: labels, lists: lists, writing: writing)
    pieces = maker.pieces()
  }

  /// The division's notes that its text calls, directly or from other notes, ascending.
  package static func calledNotes(of division: Division) -> [Int] {
    ContentSearch.calledNotes(of: division)
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
    let names = wanted.pieces.map(\.name)
    let differences = zip(pieces, wanted.pieces).flatMap { found, wanted in
      found.differences(from: wanted, format)
    }
    // Places are told by the number of words before them, which other words make others.
    guard !differences.contains(where: { ["verify.word", "verify.note"].contains($0.code) }) else {
      return differences
    }
    return differences
      + zip(pieces, wanted.pieces).flatMap { $0.strayed(from: $1, names, format) }
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

  /// The first reference that is not what is wanted.
  fileprivate func strayed(
    from wanted: BookContent.Piece, _ names: [String], _ format: String
  ) -> [Diagnostic] {
    let common = zip(references, wanted.references).prefix { $0.agrees(with: $1) }.count
    guard common < max(references.count, wanted.references.count) else { return [] }
    func show(_ list: [ContentReference]) -> String {
      common < list.count ? list[common].described(names) : "not there"
    }
    return [
      Diagnostic(
        .error, "verify.reference",
        "in “\(wanted.name)” reference \(common + 1) of the \(format) is \(show(references)) where the book has \(show(wanted.references))"
      )
    ]
  }
}
