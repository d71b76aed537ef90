package import OctavoBase
import OctavoBook
import OctavoStyle

/// Reads a document back and compares it with the book it was written from: the gate after an
/// export.
package struct DOCXVerifier: Sendable {
  private let edition: Edition

  /// Makes a verifier for the book of an edition.
  package init(_ edition: Edition) { self.edition = edition }

  /// What differs between a document's words, headings, notes, references and descriptions and the
  /// book's, and lines of the index and page numbers of the contents that are not those of print;
  /// empty where all are equal. Throws where the bytes are no document.
  ///
  /// - Parameter folios: the folio of the page that each anchor stands on; nil where pages are not
  ///   known.
  package func check(
    _ archive: [UInt8], folios: [String: String]? = nil
  ) throws(OctavoError) -> [Diagnostic] {
    let found = try DOCXContentReader(edition).readWhole(archive)
    let entries = ContentsList(
      book: edition.book, sheet: edition.sheet, numbers: edition.numbers
    ).entries
    func lines(_ entries: [ContentsList.Entry]) -> [BookContent.Entry] {
      entries.map { BookContent.Entry(title: $0.title, anchor: $0.anchor) }
    }
    func captions(_ kind: Division.Kind) -> [BookContent.Entry] {
      lines(CaptionList(kind, book: edition.book, numbers: edition.numbers).entries)
    }
    let lists = ListedLines([
      .contents: lines(entries), .figures: captions(.figures), .tables: captions(.tables),
    ])
    let wanted = BookContent(
      edition.book, labels: edition.labels, lists: lists, writing: Self.writing)
    var inspector = try DOCXInspector(archive)
    return found.content.differences(from: asDocument(wanted), format: "DOCX")
      + differences(of: found.folios, from: entries.map { folios?[$0.anchor] ?? "" })
      + IndexLines(edition, folios, Self.writing.characters).differences(of: found)
      + inspector.check(.places).filter { $0.severity == .error }
  }

  private static let writing: BookContent.Writing = {
    var writing = BookContent.Writing()
    writing.characters = CharacterFilter { scalar in
      scalar.count > 1
        ? !(scalar[0] == 0xEF && scalar[1] == 0xBF && scalar[2] >= 0xBE) : scalar[0] >= 0x20
    }
    writing.address = { WordAddress.target($0) }
    writing.nestsLinks = false
    return writing
  }()

  /// Contents without page numbers are those of a manuscript, whose pages are others.
  private func differences(of found: [[String]], from wanted: [String]) -> [Diagnostic] {
    let wanted = wanted.filter { !$0.isEmpty }
    guard !wanted.isEmpty else { return [] }
    for (folios, division) in zip(found, edition.book.divisions)
    where division.kind == .contents && !folios.isEmpty && folios != wanted {
      let index = zip(folios, wanted).prefix { $0 == $1 }.count
      func show(_ list: [String]) -> String { index < list.count ? "“\(list[index])”" : "nothing" }
      return [
        Diagnostic(
          .error, "verify.folio",
          "page number \(index + 1) in the contents of the DOCX is \(show(folios)) where print has \(show(wanted))"
        )
      ]
    }
    return []
  }

  /// The content without the descriptions of pictures inside lines, which are words of the text,
  /// and with the notes that notes call, called in the text.
  private func asDocument(_ content: BookContent) -> BookContent {
    BookContent(
      pieces: zip(content.pieces, edition.book.divisions).map { piece, division in
        var piece = piece
        piece.alternatives = figures(of: division).map(Self.writing.characters.kept)
        piece.references = NoteCalls(piece.references).inText
        return piece
      })
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

/// The calls of notes as a word processor takes them, whose notes call none: where a note refers to
/// others, the text calls those beside it.
private struct NoteCalls {
  private let references: [ContentReference]
  /// The notes that each note calls.
  private var inner: [Int: [Int]] = [:]
  private var called: Set<Int> = []
  private var result: [ContentReference] = []

  init(_ references: [ContentReference]) {
    self.references = references
    for reference in references {
      if let note = reference.note, case .note(let other) = reference.target {
        inner[note, default: []].append(other)
      }
    }
  }

  /// The references with the text's calls as they are written.
  var inText: [ContentReference] {
    var calls = self
    for reference in references { calls.add(reference) }
    return calls.result
  }

  private mutating func add(_ reference: ContentReference) {
    result.append(reference)
    guard reference.note == nil, case .note(let note) = reference.target,
      called.insert(note).inserted
    else { return }
    for other in inner[note] ?? [] where !called.contains(other) {
      add(ContentReference(word: reference.word, target: .note(other)))
    }
  }
}
