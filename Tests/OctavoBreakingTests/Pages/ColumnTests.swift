import OctavoBase
import Testing

@testable import OctavoBreaking

@Suite("Columns")
struct ColumnTests {
  private static let line = Length(points: 12)

  /// Entries of so many lines each; a negative number is a heading of one line with space above.
  private func material(_ entries: [Int]) -> PageMaterial {
    var material = PageMaterial()
    for entry in entries {
      let first = material.lines.count
      for _ in 0..<max(entry, 1) { material.lines.append(PageMaterial.Line(height: Self.line)) }
      let variant = material.variants.count
      material.addVariant(from: first)
      var block = PageMaterial.Block()
      block.isOnGrid = false
      if entry < 0 {
        block.spaceBefore = Self.line
        block.keepWithNext = true
      }
      material.addBlock(block, variantsFrom: variant)
    }
    return material
  }

  private func plan(_ entries: [Int], lines: Int = 10, columns: Int = 2) -> PagePlan {
    ColumnPlanner.plan(
      material(entries),
      ColumnPlanner.Shape(
        firstBlock: 0, columns: columns, height: Self.line * lines, grid: Self.line))
  }

  /// The lines in each column of a page.
  private func counts(_ page: PagePlan.Page) -> [Int] {
    let last = Int(page.slices.map(\.column).max() ?? 0)
    return (0...last).map { column in
      page.slices.filter { $0.column == column }.reduce(0) { $0 + $1.lines.count }
    }
  }

  @Test func fullColumnsThenEqualOnes() {
    let pages = plan(Array(repeating: 1, count: 27)).pages
    #expect(pages.map(counts) == [[10, 10], [4, 3]])
  }

  @Test func everyLineIsSetOnceAndInOrder() {
    for seed in 0..<40 {
      let entries = (0..<60).map { ($0 * 7 + seed) % 11 == 0 ? -1 : 1 + ($0 + seed) % 3 }
      let slices = plan(entries).pages.flatMap(\.slices)
      let lines = slices.flatMap { Array($0.lines) }
      #expect(lines == (0..<Int32(material(entries).lines.count)).map { $0 })
    }
  }

  @Test func aLetterStandsAtNoColumnsFoot() {
    let entries = Array(repeating: 1, count: 9) + [-1] + Array(repeating: 1, count: 14)
    for page in plan(entries).pages {
      for column in 0..<2 {
        let last = page.slices.last { $0.column == column }
        #expect(last?.block != 9)
      }
    }
  }

  @Test func entriesOfTwoLinesAreNotTorn() {
    let pages = plan([1] + Array(repeating: 2, count: 20), lines: 10).pages
    for slice in pages.flatMap(\.slices) where slice.block > 0 { #expect(slice.lines.count == 2) }
  }

  @Test func columnsOfAPageEndOnOneLine() {
    let entries = (0..<80).map { $0 % 9 == 0 ? -1 : 1 }
    for page in plan(entries, lines: 20).pages.dropLast() {
      let feet = (0..<2).compactMap { column in
        page.slices.last { $0.column == column }.map { $0.y + Self.line * $0.lines.count }
      }
      #expect(Set(feet).count == 1, "\(feet)")
    }
  }

  @Test func anEntryTallerThanAColumnGoesOn() {
    let pages = plan([35], lines: 10).pages
    #expect(pages.map(counts) == [[10, 10], [8, 7]])
    #expect(pages[1].slices.filter { !$0.isContinuation }.isEmpty)
  }

  @Test func nothingIsAPage() { #expect(plan([]).pages.count == 1) }
}
