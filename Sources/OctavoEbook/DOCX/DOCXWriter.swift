package import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes a book as a Word document: ECMA-376 (transitional), in styles printed from the template.
///
/// The document's bytes depend on the source alone.
package struct DOCXWriter: Sendable {
  /// What the document is for.
  package enum Variant: Sendable, Hashable, CaseIterable {
    /// Looks like the printed book.
    case book
    /// What presses ask for: 12 points, double-spaced, an inch of margin.
    case manuscript
  }

  private let edition: Edition
  private let folios: [String: String]
  private let pictures: DOCXPictures
  private let variant: Variant
  private let threads: Int

  /// - Parameters:
  ///   - folios: the folio of the printed page that each anchor stands on, so far as known.
  ///   - threads: how many compress the document's parts; the bytes are the same for any number.
  package init(
    _ edition: Edition, folios: [String: String] = [:], pictures: DOCXPictures = .none,
    variant: Variant = .book, threads: Int = 1
  ) {
    self.edition = edition
    self.folios = folios
    self.threads = threads
    self.pictures = pictures
    self.variant = variant
  }

  /// Writes the whole document; returns what could not be said in one.
  package func write(to sink: any ByteSink) throws(OctavoError) -> [Diagnostic] {
    let isManuscript = variant == .manuscript
    let sheet =
      isManuscript
      ? ManuscriptSheet.sheet(from: edition.sheet, edition.book.metadata) : edition.sheet
    let plan = DocumentPlan(
      edition, pictures: pictures, sheet: sheet,
      folios: isManuscript
        ? nil : PrintedFolios(edition.pages, anchors: folios))
    let sections = Deferred { SectionPlan(plan, hasEvenHeads: !isManuscript) }
    let text = PackedText.write(BodyWriter(plan), sections: sections, threads: threads)
    let body = text.writer
    let package = WordPackage(
      plan: plan, body: body, text: text.parts, sections: sections.value,
      hasEvenHeads: !isManuscript)
    try ArchiveWriter.write(try package.entries(), threads: threads, to: sink)
    return body.diagnostics
  }
}
