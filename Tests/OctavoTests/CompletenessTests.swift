import Octavo
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// Nothing the author wrote is lost, doubled or moved.
@Suite("Completeness")
struct CompletenessTests {
  /// Longest stretch of text the engine adds between two pieces: a list's number, a label, the
  /// head of a table that goes on.
  private static let longestAddition = 160

  @Test(
    "every word of the manuscript stands in the pages, in order",
    arguments: ["Fixtures/handbook", "Fixtures/torture", "Fixtures/manuscripts/single.md"])
  func everyWord(book: String) throws {
    let result = try SmallBook.set(path: Repository.path(book))
    for (division, paged) in zip(result.book.divisions, result.pages.divisions) {
      let units = BookUnits(division)
      let lines = paged.setLines
      let name = "\(book), “\(Inline.plainText(division.title))”"
      expect(units.text, in: lines.filter { !$0.isInNote }, name)
      expect(units.notes, in: lines.filter(\.isInNote), name)
    }
  }

  /// The lines but for the heads of tables that go on from the page before, which may stand within
  /// a cell's text.
  private static func withoutRepeatedHeads(_ lines: [SetLine]) -> [SetLine] {
    var known: Set<String> = []
    var page = 0
    var isAtTop = true
    return lines.filter { line in
      isAtTop = line.page > page || (isAtTop && line.role == .tableHead)
      page = line.page
      guard line.role == .tableHead else { return true }
      return known.insert(line.text).inserted || !isAtTop
    }
  }

  /// Expects each piece after the one before it, with little between them.
  private func expect(_ units: [String], in lines: [SetLine], _ name: String) {
    guard let missing = missing(units, in: lines) else { return }
    if self.missing(units, in: Self.withoutRepeatedHeads(lines)) == nil { return }
    Issue.record("\(name): \(missing)")
  }

  /// The first piece that is not in its place; nil where all are.
  private func missing(_ units: [String], in lines: [SetLine]) -> String? {
    let pages = Array(BookUnits.compact(lines.map(\.ownText).joined()))
    var from = 0
    for unit in units {
      let wanted = Array(unit)
      guard let found = find(wanted, in: pages, from: from) else {
        let next = String(pages[from..<min(from + 80, pages.count)])
        return "“\(unit.prefix(120))” is not in the pages; there stands “\(next)”"
      }
      from = found + wanted.count
    }
    return nil
  }

  private func find(_ wanted: [Character], in pages: [Character], from start: Int) -> Int? {
    let last = min(start + Self.longestAddition, pages.count - wanted.count)
    guard start <= last else { return nil }
    let runsBothWays = wanted.contains(where: Self.isRightToLeft)
    return (start...last).first { place in
      let there = pages[place..<(place + wanted.count)]
      // A line's words stand from left to right in the pages, whichever way they are read.
      return runsBothWays
        ? there.sorted() == wanted.sorted() : there.elementsEqual(wanted)
    }
  }

  private static func isRightToLeft(_ character: Character) -> Bool {
    character.unicodeScalars.contains { (0x590...0x8FF).contains($0.value) }
  }
}
