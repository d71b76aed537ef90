import OctavoBase
import OctavoBook
import OctavoStyle

/// Fills in the divisions that list others, with the page numbers known so far.
struct DivisionFiller: Sendable {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers
  let labels: LabelTable
  /// The folio of every anchor.
  let folios: [String: String]

  /// - Parameter ruler: how wide a text is on one line.
  func filling(of division: Division, ruler: (ParagraphText) -> Length) -> Filling {
    switch division.kind {
    case .contents:
      let list = ContentsList(book: book, sheet: sheet, numbers: numbers)
      return filling(with: list.entries, ruler)
    case .figures, .tables:
      let list = CaptionList(division.kind, book: book, numbers: numbers)
      return filling(with: list.entries, ruler)
    case .index:
      let index = IndexBuilder(book: book, sheet: sheet, numbers: numbers)
      return Filling(blocks: index.blocks(labels), reads: index.reads(labels))
    default: return Filling()
    }
  }

  private func filling(
    with entries: [ContentsList.Entry], _ ruler: (ParagraphText) -> Length
  ) -> Filling {
    let lines = ContentsBuilder(sheet: sheet, entries: entries)
    return Filling(blocks: lines.blocks(folio: { folios[$0] }, width: ruler))
  }
}
