import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoStyle

/// Finds the place in the book's reading text at which each printed page begins.
struct PageMapper {
  let book: Book
  let pages: PagedBook
  /// What cross references print, folios included.
  let labels: LabelTable
  /// What the contents and the index list.
  let lists: ListedLines

  /// The map of all pages, in order; a blank page begins where the page after it does.
  ///
  /// - Parameter threads: how many divisions are searched at once; the result is the same for any.
  func map(threads: Int) -> PageMap {
    let count = min(book.divisions.count, pages.divisions.count)
    let starts = ParallelMap.run(count: count, threads: threads, makeContext: {}) { index, _ in
      places(in: index)
    }
    var mapped: [PageMap.Page] = []
    mapped.reserveCapacity(pages.pageCount)
    for (index, division) in pages.divisions.prefix(count).enumerated() {
      while mapped.count < division.firstPage { mapped.append(page(mapped.count, index)) }
      for place in starts[index] { mapped.append(page(mapped.count, index, place)) }
    }
    return PageMap(pages: mapped)
  }

  private func page(
    _ number: Int, _ division: Int, _ place: ReadingPlace = ReadingPlace()
  ) -> PageMap.Page {
    PageMap.Page(
      label: pages.labels.indices.contains(number) ? pages.labels[number] : "",
      division: division, word: place.word, character: place.character)
  }

  private func places(in index: Int) -> [ReadingPlace] {
    let division = book.divisions[index]
    let text = ReadingText(division, labels: labels, entries: lists[division.kind].map(\.title))
    return PageAlignment.places(PrintedText(pages.divisions[index]), in: ComparedText(text))
  }
}

extension LabelTable {
  /// Every label of a book with its number, its title and the folio it stands on.
  init(_ numbers: BookNumbers, in pages: PagedBook) {
    self = numbers.labels
    var placed: Set<String> = []
    for division in pages.divisions {
      for (index, page) in division.pages.enumerated() {
        let number = division.firstPage + index
        guard pages.labels.indices.contains(number) else { continue }
        for anchor in page.anchors where placed.insert(anchor.name).inserted {
          place(anchor.name, folio: pages.labels[number])
        }
      }
    }
  }
}
