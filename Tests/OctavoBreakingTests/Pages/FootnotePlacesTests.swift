import OctavoBase
import Testing

@testable import OctavoBreaking

@Suite("Footnote places")
struct FootnotePlacesTests {
  @Test("a note stands on the page of its call")
  func samePage() {
    var maker = MaterialMaker()
    maker.add(14, notes: [7: [2]])
    let plan = maker.plan(lines: 10)
    #expect(plan.lineCounts.reduce(0, +) == 14)
    let called = plan.pages.firstIndex { $0.slices.contains { $0.lines.contains(7) } }
    let set = plan.pages.firstIndex { !$0.notes.isEmpty }
    #expect(called != nil && called == set)
    check(maker, plan, lines: 10, "same page")
  }

  @Test("a note longer than its page's room is split, what is left comes first on the next")
  func split() {
    var maker = MaterialMaker()
    maker.add(20, notes: [6: [6], 11: [1]])
    let plan = maker.plan(lines: 10)
    let first = plan.pages[0].notes
    let second = plan.pages[1].notes
    if first.last?.lines.count ?? 6 < 6 {
      #expect(second.first?.note == 0)
      #expect(second.first?.lines.upperBound == 6)
    }
    check(maker, plan, lines: 10, "split")
  }

  @Test("a note of many pages is spread over them")
  func longNote() {
    var maker = MaterialMaker()
    maker.add(12, notes: [2: [60]])
    let plan = maker.plan(lines: 10)
    #expect(plan.noteCounts.reduce(0, +) == 60)
    #expect(plan.pages.count >= 8)
    check(maker, plan, lines: 10, "long note")
  }

  @Test("several notes called in one line stand below it in order")
  func manyInALine() {
    var maker = MaterialMaker()
    maker.add(4, notes: [1: [1, 2, 1]])
    let plan = maker.plan(lines: 10)
    #expect(plan.pages[0].notes.map(\.note) == [0, 1, 2])
    check(maker, plan, lines: 10, "many in a line")
  }

  @Test("a short note called after a long one leaves no page short")
  func shortAfterLong() {
    var maker = MaterialMaker()
    maker.add(60, notes: [8: [30], 11: [2]])
    let plan = maker.plan(lines: 14)
    // The pages the long note fills have room for four lines of text.
    #expect(plan.pages.dropLast().allSatisfy { $0.shortBy <= 2 }, "\(plan.lineCounts)")
    let order = plan.pages.flatMap(\.notes).map(\.note)
    #expect(order == order.sorted() && Set(order) == [0, 1])
  }

  @Test("the first of two notes of a line may be divided")
  func firstOfTwo() {
    var maker = MaterialMaker()
    maker.add(40, notes: [9: [12, 1]])
    let plan = maker.plan(lines: 16)
    #expect(plan.pages.dropLast().allSatisfy { $0.shortBy <= 1 }, "\(plan.lineCounts)")
    #expect(plan.noteCounts.reduce(0, +) == 13)
  }

  @Test("a note that would fit its page is not put off to fill it")
  func notPutOff() {
    var maker = MaterialMaker()
    maker.add(40, notes: [14: [3], 15: [3]])
    let plan = maker.plan(lines: 20)
    check(maker, plan, lines: 20, "not put off")
  }

  @Test("what fits no page is measured")
  func overfull() {
    var maker = MaterialMaker()
    maker.add(3)
    maker.add(1)
    maker.material.lines[3] = PageMaterial.Line(height: pageGrid * 12)
    let first = maker.material.variants[1].lines.lowerBound
    #expect(first == 3)
    let plan = maker.plan(lines: 10)
    #expect(plan.pages.map(\.overfull) == [.zero, pageGrid * 2])
  }

  @Test("a line whose notes alone fill pages loses none of them")
  func moreNotesThanPage() {
    var maker = MaterialMaker()
    maker.add(3, notes: [0: [8, 8, 8], 2: [3]])
    let plan = maker.plan(lines: 10)
    #expect(plan.lineCounts.reduce(0, +) == 3)
    #expect(plan.noteCounts.reduce(0, +) == 27)
  }

  private func check(
    _ maker: MaterialMaker, _ plan: PagePlan, lines: Int, _ name: Comment
  ) {
    PlanChecks(
      material: maker.material, parameters: MaterialMaker.parameters(lines: lines), plan: plan
    ).check(name)
  }
}
