public import OctavoBase
import OctavoBook
import OctavoEbook
import OctavoLayout

extension BookWriter {
  /// What a Word document of a book is for.
  public enum DocumentForm: Sendable, Hashable, CaseIterable {
    /// Looks like the printed book; its contents and references show the printed page numbers.
    case book
    /// As presses ask for it: 12 points, double-spaced, an inch of margin on every side.
    case manuscript
  }

  /// Writes the book as a Word document in styles printed from the template.
  ///
  /// - Returns: what of the book the document could not take.
  @discardableResult
  public func writeDOCX(
    to path: String, form: DocumentForm = .book
  ) throws(OctavoError) -> [Diagnostic] {
    // A file that is not committed leaves nothing behind.
    let file = try AtomicFile(path: path)
    let diagnostics = try writeDOCX(to: file, form: form)
    try file.commit()
    return diagnostics
  }

  /// Writes the document to any sink.
  package func writeDOCX(
    to sink: any ByteSink, form: DocumentForm = .book
  ) throws(OctavoError) -> [Diagnostic] {
    let pictures = PictureFiles(folder: result.folder, fonts: fonts).inDocuments
    // Anchors say where contents, references and the index lead: no other places are asked for.
    return try DOCXWriter(
      edition(mapsPages: false), folios: result.pages.anchorFolios,
      pictures: pictures, variant: form == .book ? .book : .manuscript, threads: result.threads
    ).write(to: sink)
  }

  /// Reads a document of the book back; what of the book's words, headings, notes and descriptions
  /// it lacks or has changed is an error each.
  public func verifyDOCX(at path: String) throws(OctavoError) -> [Diagnostic] {
    try verifyDOCX(Self.readBack(path))
  }

  /// The same for a document in memory.
  package func verifyDOCX(_ archive: [UInt8]) throws(OctavoError) -> [Diagnostic] {
    try DOCXVerifier(edition(mapsPages: false)).check(
      archive, folios: result.pages.anchorFolios)
  }
}

extension PagedBook {
  /// The folio of the page that each anchor stands on.
  fileprivate var anchorFolios: [String: String] {
    var folios: [String: String] = [:]
    for division in divisions {
      for (index, page) in division.pages.enumerated() {
        let number = division.firstPage + index
        guard labels.indices.contains(number) else { continue }
        for anchor in page.anchors where folios[anchor.name] == nil {
          folios[anchor.name] = labels[number]
        }
      }
    }
    return folios
  }
}
