import OctavoBase
import OctavoBook
import OctavoStyle

/// Where each division begins in the book, and the folio of every page.
struct PageOrder {
  /// The divisions with their pages for the side they begin on.
  private(set) var divisions: [PagedDivision] = []
  /// The folio each physical page shows or would show.
  private(set) var pageLabels: [String] = []
  /// The folio each anchor stands on.
  private(set) var folios: [String: String] = [:]

  init(book: Book, sheet: StyleSheet, laid: [LaidDivision]) {
    var isArabic = false
    var folio = 0
    var sides = DivisionSides()
    for (division, laid) in zip(book.divisions, laid) {
      let start = sides.begin(division, sheet)
      if start.followsBlank {
        folio += 1
        pageLabels.append(Self.label(folio, isArabic: isArabic))
      }
      if start.beginsArabic {
        isArabic = true
        folio = 0
      }
      let pages = laid.pages(startingOnRecto: start.isRecto)
      sides.add(pages: pages.count)
      divisions.append(
        PagedDivision(
          kind: division.kind, matter: division.matter, store: laid.store, pages: pages,
          firstPage: pageLabels.count, firstFolio: folio + 1))
      for page in pages {
        folio += 1
        let label = Self.label(folio, isArabic: isArabic)
        pageLabels.append(label)
        for anchor in page.anchors where folios[anchor.name] == nil {
          folios[anchor.name] = label
        }
      }
    }
  }

  func startsOnRecto(division index: Int) -> Bool { divisions[index].firstPage % 2 == 0 }

  private static func label(_ folio: Int, isArabic: Bool) -> String {
    isArabic ? "\(folio)" : Numerals.roman(folio).lowercased()
  }
}
