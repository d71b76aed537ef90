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
  private let pictures: DOCXPictures
  private let variant: Variant

  package init(
    _ edition: Edition, pictures: DOCXPictures = .none, variant: Variant = .book
  ) {
    self.edition = edition
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
      edition, pictures: pictures, sheet: sheet, isManuscript: isManuscript)
    var relations = Relations()
    let sections = SectionPlan(plan, hasEvenHeads: !isManuscript, relations: &relations)
    var body = BodyWriter(plan)
    body.story.relations = relations
    body.write(sections: sections.sections)
    let package = WordPackage(
      plan: plan, body: body, sections: sections, hasEvenHeads: !isManuscript)
    try ArchiveWriter.write(try package.entries(), to: sink)
    return body.diagnostics
  }
}
