import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoBreaking

/// Figures that float stand in the order of their calls, each once, and never over the text.
@Suite("Floats")
struct FloatTests {
  private struct Page {
    let text: Int
    let floats: [Int32]
  }

  /// Adds a block of `lines` with the floats called at its end.
  private func add(
    _ lines: Int, _ floats: [(lines: Int, place: PageMaterial.Float.Place)] = [],
    to maker: inout MaterialMaker
  ) {
    let first = Int32(maker.material.floats.count)
    maker.material.floats += floats.map {
      PageMaterial.Float(height: pageGrid * $0.lines, place: $0.place)
    }
    let range = first..<Int32(maker.material.floats.count)
    maker.add(lines) { $0.floats = range }
  }

  private func pages(_ plan: PagePlan) -> [Page] {
    zip(plan.lineCounts, plan.pages).map { Page(text: $0, floats: $1.floats.map(\.float)) }
  }

  @Test("a figure that fits stands at the head of its call's page, and the text below it")
  func top() {
    var maker = MaterialMaker()
    add(10, to: &maker)
    add(3, [(4, .top)], to: &maker)
    add(3, to: &maker)
    let plan = maker.plan(lines: 10)
    #expect(plan.pages.count == 2)
    #expect(plan.pages[1].floats.map(\.y) == [.zero])
    #expect(plan.pages[1].slices.map(\.y) == [pageGrid * 4, pageGrid * 7])
  }

  @Test("a figure for the head never stands above a division's heading")
  func opening() {
    var maker = MaterialMaker()
    add(3, [(4, .top)], to: &maker)
    add(10, to: &maker)
    #expect(pages(maker.plan(lines: 10)).map(\.floats) == [[], [0]])
  }

  @Test("a figure for the foot stands above the notes")
  func bottom() {
    var maker = MaterialMaker()
    let first = Int32(maker.material.floats.count)
    maker.material.floats.append(PageMaterial.Float(height: pageGrid * 3, place: .bottom))
    maker.add(3, notes: [0: [1]]) { $0.floats = first..<first + 1 }
    let plan = maker.plan(lines: 10)
    // Ten lines, of which a note and the space above it take the last two.
    #expect(plan.pages[0].floats.map(\.y) == [pageGrid * 5])
    #expect(plan.pages[0].slices.map(\.y) == [.zero])
  }

  @Test("one without room waits for the next page, and those after it wait too")
  func waiting() {
    var maker = MaterialMaker()
    add(8, [(5, .top), (1, .bottom)], to: &maker)
    add(10, to: &maker)
    let plan = maker.plan(lines: 10) { $0.allowsUnevenSpreads = false }
    #expect(pages(plan).map(\.floats) == [[], [0, 1], []])
    #expect(plan.pages[1].floats.map(\.y) == [.zero, pageGrid * 9])
  }

  @Test("one that wants a page gets the next, and the text goes on around it")
  func ownPage() {
    var maker = MaterialMaker()
    add(6, [(7, .page)], to: &maker)
    add(12, to: &maker)
    let plan = maker.plan(lines: 10)
    #expect(pages(plan).map(\.text) == [10, 0, 8])
    #expect(pages(plan).map(\.floats) == [[], [0], []])
  }

  @Test("what waits at the end gets pages of its own")
  func atTheEnd() {
    var maker = MaterialMaker()
    add(10, [(4, .top), (4, .bottom), (9, .page)], to: &maker)
    #expect(pages(maker.plan(lines: 10)).map(\.floats) == [[], [0, 1], [2]])
  }

  @Test("on a page without text, one for the foot does not touch one for the head below it")
  func parted() {
    var maker = MaterialMaker()
    add(10, [(3, .bottom), (4, .top)], to: &maker)
    let last = maker.plan(lines: 10).pages.last
    #expect(last?.floats.map(\.float) == [0, 1])
    #expect(last?.floats.map(\.y) == [pageGrid, pageGrid * 5])
    // With the line between them these are too high for one page.
    var higher = MaterialMaker()
    add(10, [(5, .bottom), (5, .top)], to: &higher)
    #expect(pages(higher.plan(lines: 10)).map(\.floats) == [[], [0], [1]])
  }

  @Test("every float stands once, in order, and nothing overlaps", arguments: 1...40)
  func properties(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var maker = MaterialMaker()
    for _ in 0..<Int.random(in: 1..<30, using: &generator) {
      let floats = (0..<max(0, Int.random(in: -3..<3, using: &generator))).map { _ in
        (
          lines: Int.random(in: 1..<12, using: &generator),
          place: [PageMaterial.Float.Place.top, .bottom, .page].randomElement(using: &generator)!
        )
      }
      let sized = floats.map { $0.lines > 6 ? (lines: $0.lines, place: .page) : $0 }
      add(Int.random(in: 1..<14, using: &generator), sized, to: &maker)
    }
    let plan = maker.plan(lines: 12)
    #expect(
      plan.pages.flatMap { $0.floats.map(\.float) }
        == Array(maker.material.floats.indices).map(Int32.init))
    #expect(plan.lineCounts.reduce(0, +) == maker.material.lines.count)
    for page in plan.pages {
      #expect(page.overfull == .zero, "seed \(seed)")
      var edges = page.floats.map { float in
        (top: float.y, bottom: float.y + maker.material.floats[Int(float.float)].height)
      }
      edges += page.slices.map { ($0.y, $0.y + pageGrid * $0.lines.count) }
      edges.sort { $0.top < $1.top }
      for (above, below) in zip(edges, edges.dropFirst()) {
        #expect(above.bottom <= below.top, "seed \(seed)")
      }
    }
  }
}
