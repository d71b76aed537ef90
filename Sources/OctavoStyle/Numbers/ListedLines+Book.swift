package import OctavoBook

extension ListedLines {
  /// What the contents, the index and the lists of figures and tables hold.
  ///
  /// - Parameter labels: knows the folios of the index's marks.
  package init(_ book: Book, _ sheet: StyleSheet, _ numbers: BookNumbers, labels: LabelTable) {
    var lines: [Division.Kind: [BookContent.Entry]] = [:]
    for division in book.divisions where lines[division.kind] == nil {
      switch division.kind {
      case .contents:
        lines[.contents] =
          ContentsList(book: book, sheet: sheet, numbers: numbers).entries.map {
            BookContent.Entry(title: $0.title, anchor: $0.anchor)
          }
      case .index:
        lines[.index] =
          IndexList(book, words: numbers.words) { labels[$0]?.folio }.lines.map {
            BookContent.Entry(title: $0.content, anchor: nil)
          }
      case .figures, .tables:
        lines[division.kind] =
          CaptionList(division.kind, book: book, numbers: numbers).entries.map {
            BookContent.Entry(title: $0.title, anchor: $0.anchor)
          }
      default: break
      }
    }
    self.init(lines)
  }
}
