public import OctavoBase
import OctavoBook
package import OctavoEbook
import OctavoLayout
import OctavoStyle

extension BookWriter {
  /// Writes the book as an EPUB 3.3 publication whose page list is that of the pages set.
  ///
  /// - Returns: what of the book the e-book could not take.
  @discardableResult
  public func writeEPUB(to path: String) throws(OctavoError) -> [Diagnostic] {
    // A file that is not committed leaves nothing behind.
    let file = try AtomicFile(path: path)
    let diagnostics = try writeEPUB(to: file)
    try file.commit()
    return diagnostics
  }

  /// Writes the publication to any sink.
  package func writeEPUB(to sink: any ByteSink) throws(OctavoError) -> [Diagnostic] {
    let pictures = PictureFiles(folder: result.folder, fonts: fonts)
    return try EPUBWriter(edition, threads: result.threads).write(
      to: sink, fonts: FontCutter(library: result.fonts).inEbooks
    ) { pictures.read($0) }
  }

  /// Reads an EPUB of the book back; what of the book's words, headings, notes and descriptions it
  /// lacks or has changed is an error each.
  public func verifyEPUB(at path: String) throws(OctavoError) -> [Diagnostic] {
    try verifyEPUB(Self.readBack(path))
  }

  /// The same for a publication in memory.
  package func verifyEPUB(_ archive: [UInt8]) throws(OctavoError) -> [Diagnostic] {
    try EPUBVerifier(edition).check(archive)
  }

  /// What the e-book is written from: the book, its look, and where its printed pages begin.
  package var edition: Edition { edition(mapsPages: true) }

  /// The same; where pages begin is found only where it is asked for.
  func edition(mapsPages: Bool) -> Edition {
    let numbers = BookNumbers(book: result.book, numbering: result.sheet.numbering)
    let labels = LabelTable(numbers, in: result.pages)
    guard mapsPages else {
      return Edition(
        book: result.book, sheet: result.sheet, numbers: numbers, labels: labels,
        pages: PageMap(pages: []), sources: result.sources)
    }
    let mapper = PageMapper(
      book: result.book, pages: result.pages, labels: labels,
      lists: ListedLines(result.book, result.sheet, numbers, labels: labels))
    return Edition(
      book: result.book, sheet: result.sheet, numbers: numbers, labels: labels,
      pages: mapper.map(threads: result.threads), sources: result.sources)
  }
}
