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
      let contents = ContentsBuilder(book: book, sheet: sheet, numbers: numbers)
      return Filling(blocks: contents.blocks(folio: { folios[$0] }, width: ruler))
    case .index:
      let index = IndexBuilder(book: book, sheet: sheet, numbers: numbers)
      return Filling(blocks: index.blocks(labels), reads: index.reads(labels))
    default: return Filling()
    }
  }
}
