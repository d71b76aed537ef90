public import OctavoBase
import OctavoBook
import OctavoStyle

extension BookWriter {
  /// Reads a PDF of the book back; what of its words, notes, outline and links it lacks or has
  /// changed is an error each.
  ///
  /// - Parameter pages: the pages, 0-based, it was written with; all unless given.
  public func verifyPDF(
    at path: String, pages: Pages? = nil
  ) throws(OctavoError) -> [Diagnostic] {
    try verifyPDF(Self.readBack(path), pages: pages)
  }

  /// The same for a PDF in memory.
  package func verifyPDF(
    _ bytes: [UInt8], pages: Pages? = nil
  ) throws(OctavoError) -> [Diagnostic] {
    let numbers = BookNumbers(book: result.book, numbering: result.sheet.numbering)
    let labels = LabelTable(numbers, in: result.pages)
    return try PDFVerifier(
      book: result.book, pages: result.pages, labels: labels,
      lists: ListedLines(result.book, result.sheet, numbers, labels: labels),
      threads: result.threads,
      notePlace: result.sheet.notes.place(in: result.book)
    ).check(bytes, pages: pages)
  }

  /// The bytes of a file just written.
  static func readBack(_ path: String) throws(OctavoError) -> [UInt8] {
    guard let bytes = WholeFile.bytes(of: path) else {
      throw OctavoError(.inputOutput, "verify.unreadable", "“\(path)” cannot be read back")
    }
    return bytes
  }
}
