import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoRender
import OctavoStyle

/// Reads a PDF back and compares it with the book it was written from: the gate after an export.
///
/// In two steps, since a PDF has pages and no chapters: what is read back must be what the pages
/// set show, and those must hold the book's words, notes and descriptions of pictures.
struct PDFVerifier {
  let book: Book
  let pages: PagedBook
  let labels: LabelTable
  /// What the contents and the index list.
  let lists: ListedLines
  let threads: Int
  /// Where notes are printed.
  let notePlace: NoteDesign.Place

  /// What differs; empty where all is equal. Throws where the bytes are no PDF.
  ///
  /// - Parameter range: the physical pages, 0-based, that the file holds; all unless given.
  func check(_ bytes: [UInt8], pages range: Range<Int>?) throws(OctavoError) -> [Diagnostic] {
    var reader = try PDFContentReader(bytes, threads: threads)
    let found = try reader.read()
    let wanted = PDFContent(pages, pages: range, threads: threads)
    return found.differences(from: wanted, firstPage: range?.lowerBound ?? 0) + losses()
  }

  /// Words of the book that no page shows.
  private func losses() -> [Diagnostic] {
    let count = min(book.divisions.count, pages.divisions.count)
    return ParallelMap.run(count: count, threads: threads, makeContext: {}) { index, _ in
      losses(in: book.divisions[index], pages.divisions[index])
    }.flatMap(\.self)
  }

  private func losses(in division: Division, _ paged: PagedDivision) -> [Diagnostic] {
    let text = ReadingText(
      division, labels: labels, entries: lists[division.kind].map(\.title))
    let called = notes(printedIn: division)
    let notes = ReadingText(blocks: called, labels: labels)
    let (running, ofNotes) = (PrintedText(paged), PrintedText(paged, isOfNotes: true))
    return [
      loss(of: "word", of: text, in: running, division),
      loss(of: "note", of: notes, in: ofNotes, division),
      loss(ofDescriptions: division.blocks, in: running, division),
      loss(ofDescriptions: called, in: ofNotes, division),
    ].compactMap(\.self)
  }

  /// The notes that stand in a division, in order.
  private func notes(printedIn division: Division) -> [Block] {
    let sources =
      notePlace != .book ? [division] : division.kind == .notes ? book.divisions : []
    return sources.flatMap { source in
      BookContent.calledNotes(of: source).flatMap { source.notes[$0].blocks }
    }
  }

  /// The first figure whose description is neither with its picture nor in its place.
  private func loss(
    ofDescriptions blocks: [Block], in printed: PrintedText, _ division: Division
  ) -> Diagnostic? {
    var wanted: [String] = []
    TreeWalk.visit(blocks) { block in
      if case .figure(let figure) = block.content { wanted.append(figure.image.alternative) }
    } text: { _ in
    }
    let count = zip(printed.descriptions, wanted).prefix { $0.says($1) }.count
    guard count < max(wanted.count, printed.descriptions.count) else { return nil }
    let title = Inline.plainText(division.title)
    let found = count < wanted.count ? "“\(wanted[count].prefix(80))”" : "of no figure"
    return Diagnostic(
      .error, "verify.description",
      "in “\(title.isEmpty ? division.id : title)” description \(count + 1) on the pages of the PDF is not that of the book: \(found)"
    )
  }

  /// The first piece of a text that is not printed.
  private func loss(
    of kind: String, of text: ReadingText, in printed: PrintedText, _ division: Division
  ) -> Diagnostic? {
    let compared = ComparedText(text)
    guard let loss = PageAlignment.losses(printed, in: compared).first else { return nil }
    let word = compared.place(loss.lowerBound).word
    let title = Inline.plainText(division.title)
    let words = (word..<min(word + 6, text.count)).map { text[$0] }.joined(separator: " ")
    let place = "in “\(title.isEmpty ? division.id : title)” word \(word + 1)"
    return Diagnostic(
      .error, "verify.\(kind)",
      "\(place)\(kind == "note" ? " of the notes" : "") is not on the pages of the PDF: “\(words)”")
  }
}

extension PDFContent {
  /// The first difference of each kind on each page, as errors; empty where all is equal.
  ///
  /// - Parameter firstPage: the physical page, 0-based, that the file begins with.
  func differences(from wanted: PDFContent, firstPage: Int) -> [Diagnostic] {
    guard pages.count == wanted.pages.count else {
      return [
        Diagnostic(
          .error, "verify.pages", "the PDF has \(pages.count) pages, not \(wanted.pages.count)")
      ]
    }
    var found: [Diagnostic] = []
    for (index, (page, wanted)) in zip(pages, wanted.pages).enumerated() where page != wanted {
      found += page.differences(from: wanted, number: firstPage + index + 1)
    }
    found += Self.difference("heading", "entry of the outline", outline, wanted.outline)
    return found + Self.difference("reference", "named place", places, wanted.places)
  }

  /// The first difference of two lists.
  fileprivate static func difference(
    _ kind: String, _ name: String, _ found: [String], _ wanted: [String]
  ) -> [Diagnostic] {
    guard found != wanted else { return [] }
    let index =
      zip(found, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(found.count, wanted.count)
    func show(_ list: [String]) -> String {
      index < list.count ? "“\(list[index].prefix(80))”" : "nothing"
    }
    return [
      Diagnostic(
        .error, "verify.\(kind)",
        "\(name) \(index + 1) of the PDF is \(show(found)) where the book has \(show(wanted))")
    ]
  }
}

extension PDFContent.Page {
  fileprivate func differences(from wanted: PDFContent.Page, number: Int) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if text != wanted.text {
      let common = zip(text.unicodeScalars, wanted.text.unicodeScalars).prefix { $0 == $1 }.count
      func show(_ text: String) -> String {
        String(text.unicodeScalars.dropFirst(common).prefix(40))
      }
      found.append(
        Diagnostic(
          .error, "verify.word",
          "page \(number) of the PDF shows “\(show(text))” where the book has “\(show(wanted.text))”"
        ))
    }
    return found
      + PDFContent.difference("reference", "on page \(number) link", links, wanted.links)
      + PDFContent.difference(
        "description", "on page \(number) description", alternatives, wanted.alternatives)
  }
}
