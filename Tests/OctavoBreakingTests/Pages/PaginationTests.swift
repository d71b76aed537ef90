import OctavoBase
import Testing

@testable import OctavoBreaking

/// How lines and notes fall on pages, by cases small enough to know the answer.
@Suite("Pagination")
struct PaginationTests {
  @Test("nothing makes no page, a line makes one")
  func smallest() {
    #expect(MaterialMaker().plan(lines: 10).pages.isEmpty)
    var maker = MaterialMaker()
    maker.add(1)
    #expect(maker.plan(lines: 10).lineCounts == [1])
  }

  @Test("pages are filled to their last line", arguments: [true, false])
  func fullPages(startsOnRecto: Bool) {
    var maker = MaterialMaker()
    maker.add(35)
    let plan = maker.plan(lines: 10) { $0.startsOnRecto = startsOnRecto }
    #expect(plan.lineCounts == [10, 10, 10, 5])
    #expect(plan.pages.dropLast().allSatisfy { $0.shortBy == 0 })
  }

  @Test("a paragraph's last line is not left alone at a page's top")
  func noWidow() {
    var maker = MaterialMaker()
    maker.add(11)
    maker.add(10)
    let plan = maker.plan(lines: 10)
    #expect(checks(maker, plan, lines: 10).stragglers == [])
  }

  @Test("a paragraph's first line is not left alone at a page's foot")
  func noOrphan() {
    var maker = MaterialMaker()
    maker.add(9)
    maker.add(12)
    let plan = maker.plan(lines: 10)
    #expect(checks(maker, plan, lines: 10).stragglers == [])
  }

  @Test("no page begins with the rest of a wrapped line of code, or with a blank one")
  func cleanStart() {
    var maker = MaterialMaker()
    maker.add(30)
    for line in [10, 20] { maker.material.lines[line].isNoStart = true }
    let counts = maker.plan(lines: 10) { $0.startsOnRecto = true }.lineCounts
    #expect(counts.allSatisfy { $0 > 1 } && counts.reduce(0, +) == 30)
    let starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    #expect(!starts.contains(10) && !starts.contains(20), "\(counts)")
  }

  @Test("a heading stays with the text it heads")
  func headingKept() {
    var maker = MaterialMaker()
    maker.add(9)
    maker.add(1) { $0.keepWithNext = true }
    maker.add(8)
    let plan = maker.plan(lines: 10)
    let heading = plan.pages.firstIndex { $0.slices.contains { $0.block == 1 } }
    let text = plan.pages.firstIndex { $0.slices.contains { $0.block == 2 } }
    #expect(heading == 1)
    #expect(text == heading)
  }

  @Test("a chain of headings moves as one")
  func headingsKept() {
    var maker = MaterialMaker()
    maker.add(7)
    maker.add(1) { $0.keepWithNext = true }
    maker.add(1) { $0.keepWithNext = true }
    maker.add(1) { $0.keepWithNext = true }
    maker.add(8)
    let plan = maker.plan(lines: 10)
    #expect(plan.lineCounts.first == 7)
  }

  @Test("a block kept together moves whole, unless no page can hold it")
  func keptTogether() {
    var maker = MaterialMaker()
    maker.add(6)
    maker.add(7) { $0.keepTogether = true }
    #expect(maker.plan(lines: 10).lineCounts == [6, 7])
    maker.add(23) { $0.keepTogether = true }
    let plan = maker.plan(lines: 10)
    #expect(plan.lineCounts.reduce(0, +) == 36)
    #expect(plan.lineCounts.allSatisfy { $0 <= 11 })
  }

  @Test("a block that begins a page begins a page")
  func forcedBreak() {
    var maker = MaterialMaker()
    maker.add(3)
    maker.add(3) { $0.breakBefore = true }
    #expect(maker.plan(lines: 10).lineCounts == [3, 3])
  }

  @Test("space between blocks is dropped at a page's top, an opening's sink is not")
  func spaces() {
    var maker = MaterialMaker()
    maker.add(4) {
      $0.topSpace = pageGrid * 3
      $0.spaceAfter = pageGrid
    }
    maker.add(2) { $0.spaceBefore = pageGrid * 2 }
    maker.add(2) {
      $0.spaceBefore = pageGrid * 2
      $0.breakBefore = true
    }
    let plan = maker.plan(lines: 15)
    let tops = plan.pages.flatMap(\.slices).map(\.y)
    #expect(tops == [pageGrid * 3, pageGrid * 9, .zero])
  }

  @Test("text after an odd display stands on the grid again")
  func grid() {
    var maker = MaterialMaker()
    maker.add(2)
    maker.add(1) {
      $0.isOnGrid = false
      $0.spaceBefore = Length(points: 5)
      $0.spaceAfter = Length(points: 5)
    }
    maker.add(2)
    let slices = maker.plan(lines: 15).pages[0].slices
    #expect(slices[1].y == Length(points: 29))
    #expect(slices[2].y == Length(points: 48))
  }

  @Test("a line taller than the page is set all the same")
  func tallLine() {
    var maker = MaterialMaker()
    maker.add(3)
    let start = maker.material.lines.count
    maker.material.lines.append(PageMaterial.Line(height: pageGrid * 30))
    maker.material.addVariant(from: start)
    maker.material.addBlock(
      PageMaterial.Block(), variantsFrom: maker.material.variants.count - 1)
    maker.add(3)
    #expect(maker.plan(lines: 10).lineCounts == [3, 1, 3])
  }

  @Test("a table's head is repeated where it goes on")
  func repeatedHead() {
    var maker = MaterialMaker()
    maker.add(18) { $0.repeatedHead = pageGrid * 2 }
    let plan = maker.plan(lines: 10)
    #expect(plan.lineCounts == [10, 8])
    #expect(plan.pages[1].slices[0].y == pageGrid * 2)
    #expect(plan.pages[1].slices[0].isContinuation)
  }

  @Test("a paragraph set a line longer saves a widow")
  func variantSavesWidow() {
    var maker = MaterialMaker()
    maker.addVariants([(11, 0), (12, 500)])
    maker.add(8)
    let plan = maker.plan(lines: 10) { $0.allowsUnevenSpreads = false }
    #expect(plan.variant(of: 0) == 1)
    #expect(plan.lineCounts == [10, 10])
  }

  @Test("facing pages end level where a variant can do it")
  func variantLevelsSpread() {
    var maker = MaterialMaker()
    maker.add(10)
    maker.addVariants([(9, 0), (10, 500)])
    maker.add(8) { $0.keepTogether = true }
    maker.add(2)
    maker.add(6)
    let plan = maker.plan(lines: 10)
    #expect(plan.variant(of: 1) == 2)
    #expect(plan.pages.dropLast().allSatisfy { $0.shortBy == 0 })
  }

  @Test("twenty thousand lines in one block are paginated at once")
  func longBlock() {
    var maker = MaterialMaker()
    maker.add(20_000)
    let plan = maker.plan(lines: 40)
    #expect(plan.lineCounts.reduce(0, +) == 20_000)
    #expect((480...520).contains(plan.pages.count))
  }

  private func checks(_ maker: MaterialMaker, _ plan: PagePlan, lines: Int) -> PlanChecks {
    PlanChecks(
      material: maker.material, parameters: MaterialMaker.parameters(lines: lines), plan: plan)
  }
}
