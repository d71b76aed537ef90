import OctavoBook

/// The folios of the printed book by place, for the page numbers a document shows before a word
/// processor has counted its own.
struct PrintedFolios: Sendable {
  /// The pages of each division, ascending.
  private var pages: [[PageMap.Page]] = []
  /// The folio of the page that each anchor stands on.
  private let anchors: [String: String]
  /// Whether places are known besides those of anchors.
  let hasPlaces: Bool

  /// - Parameter anchors: the folio of the page that each anchor stands on.
  init(_ map: PageMap = PageMap(pages: []), anchors: [String: String] = [:]) {
    hasPlaces = !map.pages.isEmpty
    self.anchors = anchors
    for page in map.pages where page.division >= 0 {
      while pages.count <= page.division { pages.append([]) }
      pages[page.division].append(page)
    }
  }

  /// The folio of the page an anchor stands on; nil where it is not known.
  func folio(of anchor: String) -> String? {
    anchors[anchor].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The folio of the page a place stands on; nil where it is not known.
  func folio(division: Int, at place: ReadingPlace) -> String? {
    guard division < pages.count, !pages[division].isEmpty else { return nil }
    let pages = pages[division]
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if ReadingPlace(word: pages[middle].word, character: pages[middle].character) <= place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let label = pages[max(low - 1, 0)].label
    return label.isEmpty ? nil : label
  }
}
