package import OctavoBook

extension ListedLines {
  /// What the contents and the index of a book list.
  ///
  /// - Parameter labels: knows the folios of the index's marks.
  package init(_ book: Book, _ sheet: StyleSheet, _ numbers: BookNumbers, labels: LabelTable) {
    var lines: [Division.Kind: [[Inline]]] = [:]
    for division in book.divisions where lines[division.kind] == nil {
      switch division.kind {
      case .contents:
        lines[.contents] =
          ContentsList(book: book, sheet: sheet, numbers: numbers).entries.map(\.title)
      case .index:
        lines[.index] =
          IndexList(book, words: numbers.words) { labels[$0]?.folio }.lines.map(\.content)
      default: break
      }
    }
    self.init(lines)
  }
}
