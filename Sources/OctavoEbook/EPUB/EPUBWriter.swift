package import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes a book as an EPUB 3.3 publication.
package struct EPUBWriter: Sendable {
  private let edition: Edition
  private let threads: Int

  /// - Parameter threads: how many write chapters; the bytes are the same for any number.
  package init(_ edition: Edition, threads: Int = 1) {
    self.edition = edition
    self.threads = threads
  }

  /// Writes the publication; the result says what of the book it could not take.
  ///
  /// - Parameters:
  ///   - fonts: where the fonts come from that the template has embedded.
  ///   - picture: the bytes of the picture at a path of the manuscript; nil where it cannot be shown,
  ///     which has been said.
  package func write(
    to sink: any ByteSink, fonts: EbookFonts = .none, picture: (String) -> [UInt8]?
  ) throws(OctavoError) -> [Diagnostic] {
    let images = EPUBImages.gather(edition.book, read: picture)
    let text = BookText(edition, images: images.value, threads: threads)
    let files = EPUBFontFiles(edition, text: text, fonts: fonts, threads: threads)
    let publication = Publication(edition, images: images.value, text: text, fonts: files)
    try ArchiveWriter.write(publication.entries(), threads: threads, to: sink)
    return AccessibilityFacts.diagnostics(edition) + images.diagnostics
      + text.diagnostics + files.diagnostics
  }
}

/// The content documents of a book, with where every id stands.
struct BookText: Sendable {
  /// In reading order, without the cover.
  private(set) var files: [TextFile] = []
  /// What was found on the way, in order.
  private(set) var diagnostics: [Diagnostic] = []
  /// The file's name of each name that links lead to.
  private(set) var targets: [String: String] = [:]
  /// The first file of each division, by its index.
  private(set) var firstFiles: [Int] = []
  let ids: IdentifierTable

  init(_ edition: Edition, images: EPUBImages, threads: Int) {
    ids = IdentifierTable(edition.book, pages: edition.pages)
    let surroundings = DivisionWriter.Surroundings(
      edition: edition, ids: ids, images: images,
      contents: ContentsList(book: edition.book, sheet: edition.sheet, numbers: edition.numbers))
    let divisions = edition.book.divisions
    let written = ParallelMap.run(
      count: divisions.count, threads: threads, makeContext: {}
    ) { index, _ in
      DivisionWriter.write(divisions[index], index: index, surroundings)
    }
    for (division, result) in zip(divisions, written) {
      firstFiles.append(files.count)
      diagnostics += result.diagnostics
      for (part, markup) in result.files.enumerated() {
        add(markup, of: division, part: part, edition)
      }
    }
  }

  private mutating func add(
    _ markup: XHTMLText, of division: Division, part: Int, _ edition: Edition
  ) {
    let number = ArchiveName.numbered(firstFiles.count)
    let name = ArchiveName.plain(division.id)
    let suffix = part == 0 ? "" : "-part-\(part + 1)"
    let stem = name.isEmpty ? number : number + "-" + name
    let title = edition.numbers.outlineTitle(
      of: division, in: edition.book, edition.sheet.contents)
    let file = TextFile(
      path: "text/\(stem)\(suffix).xhtml",
      title: title.flatMap { $0.isEmpty ? nil : $0 } ?? edition.book.metadata.title,
      matter: division.matter.semantics, markup: markup)
    for name in markup.definitions { targets[name] = file.name }
    files.append(file)
    let size = markup.bytes.count
    guard size > 300_000 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, "epub.large-file",
        "a piece of the text makes a file of \(size / 1000) KB, more than the 300 KB that old reading systems take",
        at: division.span, hints: ["divide the paragraph or the formula that is so long"]))
  }

  /// Where an id is found, relative to the package's folder.
  func place(ofID id: String) -> String? { targets[id].map { "text/\($0)#\(id)" } }

  /// Where a label is found, relative to the package's folder.
  func place(ofLabel label: String) -> String? { ids[label].flatMap(place(ofID:)) }
}
