import OctavoBreaking
import Testing

private let pt: Int64 = 65_536

@Suite("What a line may hold and where it may end")
struct LineRulesTests {
  private func lines(
    _ list: ItemList, _ measure: Int64, _ change: (inout LineParameters) -> Void = { _ in }
  ) -> BrokenParagraph {
    var parameters = LineParameters()
    change(&parameters)
    var breaker = LineBreaker()
    return breaker.breakLines(list, shape: LineShape(width: measure), parameters: parameters)
  }

  /// Words of 30 pt with spaces of 5 pt.
  private func words(_ count: Int) -> ItemList {
    var list = ItemList()
    for index in 0..<count {
      if index > 0 { list.appendGlue(width: 5 * pt, stretch: 3 * pt, shrink: 2 * pt) }
      list.appendBox(width: 30 * pt)
    }
    list.finishParagraph()
    return list
  }

  @Test("an empty paragraph and an unfinished one still have a result")
  func degenerate() {
    #expect(lines(ItemList(), 100 * pt).breaks.isEmpty)
    var list = ItemList()
    list.finishParagraph()
    #expect(lines(list, 100 * pt).breaks == [0])
    var unfinished = ItemList()
    unfinished.appendBox(width: 30 * pt)
    unfinished.appendGlue(width: 5 * pt)
    #expect(lines(unfinished, 100 * pt).breaks == [0])
  }

  @Test("a word wider than the measure is reported as overfull by how much")
  func overfull() {
    var list = ItemList()
    list.appendBox(width: 130 * pt)
    list.appendGlue(width: 5 * pt, stretch: 3 * pt, shrink: 2 * pt)
    list.appendBox(width: 30 * pt)
    list.finishParagraph()
    let broken = lines(list, 100 * pt)
    #expect(broken.lines.map(\.overfull) == [30 * pt, 0])
  }

  @Test("space at a break belongs to neither line")
  func discarded() {
    let broken = lines(words(6), 100 * pt)
    #expect(broken.lines.map(\.natural) == [100 * pt, 100 * pt])
    #expect(broken.lines.map(\.stretchOrder) == [0, 1])
  }

  @Test("a forced break ends the line wherever it is")
  func forced() {
    var list = ItemList()
    list.appendBox(width: 30 * pt)
    list.appendGlue(width: 0, stretch: pt, stretchOrder: 1)
    list.appendPenalty(-10_000, tag: 7)
    list.appendBox(width: 30 * pt)
    list.finishParagraph()
    let broken = lines(list, 100 * pt)
    #expect(broken.breaks.count == 2)
    #expect(list.candidates[Int(broken.breaks[0])].tag == 7)
  }

  @Test("hyphenation is not used where lines are good without it")
  func passes() {
    var list = ItemList()
    for index in 0..<9 {
      if index > 0 { list.appendGlue(width: 5 * pt, stretch: 3 * pt, shrink: 2 * pt) }
      list.appendBox(width: 15 * pt)
      list.appendDiscretionary(Discretionary(pre: 2 * pt, penalty: 50))
      list.appendBox(width: 15 * pt)
    }
    list.finishParagraph()
    #expect(lines(list, 100 * pt).pass == .first)
    let narrow = lines(list, 86 * pt)
    #expect(narrow.pass == .second)
    #expect(narrow.breaks.dropLast().contains { list.candidates[Int($0)].isHyphen })
    var breaker = LineBreaker()
    let shape = LineShape(width: 86 * pt)
    #expect(breaker.firstPass(list, shape: shape, parameters: LineParameters()) == nil)
  }

  @Test("what hangs into the margins makes a line shorter by as much")
  func protrusion() {
    var carried = ItemList()
    carried.startProtrusion = pt
    carried.appendBox(width: 60 * pt, rightProtrusion: 2 * pt)
    carried.appendGlue(width: 5 * pt, stretch: 3 * pt, shrink: 2 * pt)
    carried.appendBox(width: 60 * pt, leftProtrusion: 3 * pt)
    carried.finishParagraph()
    let broken = lines(carried, 60 * pt) { $0.tolerance = 10_000 }
    #expect(broken.lines.map(\.natural) == [57 * pt, 57 * pt])
    var set = words(6)
    let plain = lines(set, 100 * pt).lines[1].natural
    set = ItemList()
    for index in 0..<6 {
      if index > 0 {
        set.appendGlue(width: 5 * pt, stretch: 3 * pt, shrink: 2 * pt)
        set.setProtrusion(end: pt, next: 2 * pt)
      }
      set.appendBox(width: 30 * pt)
    }
    set.finishParagraph()
    #expect(lines(set, 100 * pt).lines.map(\.natural) == [plain - pt, plain - 2 * pt])
  }

  @Test("lines beside a drop capital are shorter, the others are not")
  func shape() {
    let narrow = LineShape.Line(width: 65 * pt, indent: 35 * pt)
    let shape = LineShape(leading: [narrow, narrow], rest: LineShape.Line(width: 100 * pt))
    var breaker = LineBreaker()
    let broken = breaker.breakLines(words(10), shape: shape, parameters: LineParameters())
    #expect(broken.lines.map(\.natural) == [65 * pt, 65 * pt, 100 * pt, 100 * pt])
    #expect(broken.lines.map(\.place.indent) == [35 * pt, 35 * pt, 0, 0])
  }

  @Test("a ragged paragraph breaks without stretching its spaces")
  func ragged() {
    let broken = lines(words(8), 120 * pt) {
      $0.raggedStretch = 40 * pt
      $0.tolerance = 500
    }
    #expect(broken.lines.allSatisfy { $0.overfull == 0 })
    #expect(broken.lines[0].stretch == 2 * 3 * pt + 40 * pt)
  }

  @Test("asking for more lines never gives fewer")
  func looseness() {
    var maker = ParagraphMaker(seed: 3)
    for _ in 0..<20 {
      let list = maker.paragraph(words: 60, hyphens: 40)
      let counts = (-2...2).map { looseness in
        lines(list, 200 * pt) {
          $0.tolerance = 2_000
          $0.looseness = Int32(looseness)
        }.breaks.count
      }
      #expect(counts == counts.sorted())
    }
  }
}
