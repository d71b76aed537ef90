import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoEbook
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// The e-book's page list leads to the very words with which the printed pages begin.
@Suite("Page list", .ownThreads)
struct PageListTests {
  @Test(
    "the words at every page's marker are those the printed page begins with",
    arguments: ["Fixtures/handbook", "Fixtures/torture", "Fixtures/manuscripts/single.md"])
  func everyPage(book: String) throws {
    try expectEveryPage(try SmallBook.set(path: Repository.path(book)), book)
  }

  @Test("also in a novel of many short chapters, whose words are divided at pages' ends")
  func chapters() throws {
    var generator = SeededGenerator(seed: 5)
    let vocabulary =
      "a captain sailed unfathomably towards the well-known north-western archipelago — said he"
      .split(separator: " ")
    let chapters = (1...40).map { number in
      let paragraphs = (0..<6).map { _ in
        (0..<90).map { _ in
          String(vocabulary[Int.random(in: 0..<vocabulary.count, using: &generator)])
        }
        .joined(separator: " ") + "."
      }
      return "# \(number == 3 ? "*A* Title" : "Of \(number)")\n\n"
        + paragraphs.joined(separator: "\n\n")
    }
    let result = try SmallBook.set(
      chapters.joined(separator: "\n\n"), header: "trim: 5x8in\nfront: [half-title, title, toc]\n")
    #expect(result.pageCount > 60)
    let map = BookWriter(result).edition.pages.pages
    #expect(map.contains { $0.character > 0 }, "no page begins within a word")
    try expectEveryPage(result, "chapters")
  }

  @Test(
    "the first word at every page's marker is the first that another program reads on the page",
    arguments: ["Fixtures/handbook", "Fixtures/manuscripts/single.md"])
  func everyPageOfThePDF(book: String) throws {
    let result = try SmallBook.set(path: Repository.path(book), threads: 2)
    let publication = try Publication.write(result)
    let listed = try publication.pageList()
    let pages = try PrintedStart.pages(of: result)
    #expect(pages.count == listed.count)
    var beginWithHeads = 0
    for (index, (page, listed)) in zip(pages, listed).enumerated() {
      guard let word = PrintedStart.firstWord(page) else { continue }
      let found = try [true, false].map {
        try publication.text(from: listed.target, keepsLabels: $0)
      }
      if found.contains(where: { $0.hasPrefix(word) }) { continue }
      // A table that goes on has its head again, which is no text of the page, and says so.
      let first = result.pages.firstLine(onPage: index)
      let heads = first.map { $0.role == .tableHead || $0.isDecoration } ?? false
      #expect(heads, "page \(index + 1): “\(word)” begins the page, “\(found[1])” is at the marker")
      beginWithHeads += 1
    }
    #expect(beginWithHeads < 6)
    let onlyShown = result.pages.divisions.flatMap { division in
      division.pages.filter { $0.items.isEmpty && !$0.floats.isEmpty }
    }
    #expect(onlyShown.isEmpty != book.contains("handbook"), "a turned table has a page of its own")
  }

  @Test("every printed page is listed: roman folios, blank pages, pages of pictures alone")
  func everyPageIsListed() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"))
    let map = BookWriter(result).edition.pages
    #expect(map.pages.map(\.label) == result.pages.labels)
    let publication = try Publication.write(result)
    let listed = try publication.pageList()
    #expect(listed.map(\.label) == result.pages.labels)
    let ids = try publication.identifiers()
    for page in listed { #expect(ids.contains(page.target), "\(page.target) is not there") }
    #expect(Set(listed.map(\.target)).count == listed.count)
  }

  private func expectEveryPage(_ result: TypesetResult, _ name: String) throws {
    let publication = try Publication.write(result)
    let listed = try publication.pageList()
    #expect(listed.count == result.pageCount)
    for division in result.pages.divisions {
      for (index, page) in division.pages.enumerated() {
        let number = division.firstPage + index
        // A table that goes on has its head again, which is no text of the page.
        let printed = [false, true].map {
          PrintedStart.words(page, division.store, takesHeads: $0)
        }
        guard !printed[0].isEmpty, listed.indices.contains(number) else { continue }
        let found = try publication.text(from: listed[number].target)
        #expect(
          printed.contains(where: found.hasPrefix),
          "\(name), page \(number + 1): “\(printed[0])” begins the page, “\(found)” stands at the marker"
        )
      }
    }
  }
}

/// The first words of a page that are the book's own.
private enum PrintedStart {
  private static let made: Set<StyleRole> = [
    .chapterNumber, .partNumber, .note, .calloutTitle, .contentsHeading, .noteHeading,
    .indexHeading, .bibliographyHeading, .halfTitle,
    .bookTitle, .bookSubtitle, .bookAuthor, .bookPublisher, .copyright, .sceneBreak,
  ]

  /// The first line's characters, without white space and in capitals; empty for a page without
  /// text and for one that begins with a picture.
  static func words(
    _ page: PageFragment, _ store: FragmentStore, takesHeads: Bool
  ) -> String {
    for item in page.shownItems(store) {
      guard case .line(let index, _) = item else {
        if case .image = item { return "" }
        continue
      }
      let line = store.lines[Int(index)]
      guard !line.isDecoration, !made.contains(line.role) else { continue }
      if line.role == .tableHead && !takesHeads { continue }
      var text = line.runs.map { run in
        let range = store.runs[Int(run)].text
        return String(
          decoding: store.text[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
      }.joined()
      if line.endsInHyphen && text.hasSuffix("-") { text.removeLast() }
      if isMarker(text, line.role) { continue }
      if line.role == .caption { text.replace(/^(Table|Figure) \d+\. */, with: "") }
      let compact = BookUnits.compact(text)
      if compact.isEmpty { continue }
      return String(compact.prefix { $0 != "[" }.prefix(12))
    }
    return ""
  }

  /// The text of each page of the book's PDF, as `pdftotext` reads it.
  static func pages(of result: TypesetResult) throws -> [String] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/book.pdf"
    try BookWriter(result).writePDF(to: path)
    let read = try Shell.run("pdftotext", ["-raw", path, "-"])
    return Array(read.out.components(separatedBy: "\u{0C}").dropLast())
  }

  /// The first word of a page that is no list marker, without the hyphen at a line's end.
  static func firstWord(_ page: String) -> String? {
    let words = page.split(whereSeparator: \.isWhitespace).prefix(2).map(String.init)
    guard let first = words.first else { return nil }
    let isMarker =
      ["•", "–", "·", "☑", "☐"].contains(first) || first.contains(/^([0-9]+|[a-zA-Z]|[ivx]+)[.)]$/)
    var word = BookUnits.compact(isMarker && words.count > 1 ? words[1] : first)
    if word.count > 1 && word.hasSuffix("-") { word.removeLast() }
    return word
  }

  /// Whether a line is the marker of a list's item or the number of a contents' entry.
  private static func isMarker(_ text: String, _ role: StyleRole) -> Bool {
    let isContents = role.rawValue.hasPrefix("toc.")
    return ["•", "–", "·", "☑", "☐"].contains(text)
      || (isContents || text.hasSuffix(".") || text.hasSuffix(")"))
        && text.prefix { $0.isNumber || "IVXLCivxlcABCDabcd".contains($0) }.count >= text.count - 1
  }
}

extension PagedBook {
  /// The first line that stands on a physical page, 0-based.
  fileprivate func firstLine(onPage number: Int) -> LineFragment? {
    for division in divisions where division.pages.indices.contains(number - division.firstPage) {
      let page = division.pages[number - division.firstPage]
      for case .line(let index, _) in page.shownItems(division.store) {
        return division.store.lines[Int(index)]
      }
    }
    return nil
  }
}

extension PageFragment {
  /// The page's text and pictures; those that left their places where it has no others.
  fileprivate func shownItems(_ store: FragmentStore) -> [Item] {
    let isRunning = items.contains { item in
      switch item {
      case .line(let index, _): !store.lines[Int(index)].isDecoration
      case .image: true
      case .rule: false
      }
    }
    return isRunning ? items : floats.flatMap(\.items)
  }
}
