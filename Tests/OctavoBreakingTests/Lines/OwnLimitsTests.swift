@testable import OctavoBreaking
import Testing

@Suite("Octavo's own limits on lines")
struct OwnLimitsTests {
  private func longestRun(_ broken: BrokenParagraph, _ list: ItemList) -> Int {
    var longest = 0
    var run = 0
    for index in broken.breaks.dropLast() {
      run = list.candidates[Int(index)].isHyphen ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  @Test("no three lines in a row end in a hyphen")
  func hyphenRun() {
    var parameters = LineParameters()
    parameters.pretolerance = -1
    parameters.tolerance = 9_000
    parameters.emergencyStretch = 30 << 16
    parameters.hyphenPenalty = 0
    parameters.doubleHyphenDemerits = 0
    var limited = parameters
    limited.maximumHyphenRun = 2
    var maker = ParagraphMaker(seed: 5)
    var breaker = LineBreaker()
    var without = 0
    for _ in 0..<60 {
      let list = maker.paragraph(words: 60, hyphens: 100)
      let shape = LineShape(width: 300 << 16)
      let plain = breaker.breakLines(list, shape: shape, parameters: parameters)
      without = max(without, longestRun(plain, list))
      let broken = breaker.breakLines(list, shape: shape, parameters: limited)
      #expect(longestRun(broken, list) <= 2)
    }
    #expect(without > 2, "the limit had nothing to do")
  }

  @Test("the last line is not a runt where another setting avoids it")
  func runt() {
    var parameters = LineParameters()
    parameters.tolerance = 9_000
    parameters.emergencyStretch = 30 << 16
    var avoiding = parameters
    avoiding.runtWidth = 30 << 16
    var maker = ParagraphMaker(seed: 9)
    var breaker = LineBreaker()
    var runts = (plain: 0, avoiding: 0)
    for _ in 0..<200 {
      let list = maker.paragraph(words: 60, hyphens: 50)
      let shape = LineShape(width: 300 << 16)
      let plain = breaker.breakLines(list, shape: shape, parameters: parameters)
      let other = breaker.breakLines(list, shape: shape, parameters: avoiding)
      if plain.lines.last?.natural ?? 0 < avoiding.runtWidth { runts.plain += 1 }
      if other.lines.last?.natural ?? 0 < avoiding.runtWidth { runts.avoiding += 1 }
    }
    #expect(runts.plain >= 10)
    #expect(runts.avoiding == 0)
  }

  @Test("charges that no sum can hold do not overflow")
  func saturation() {
    var parameters = LineParameters()
    parameters.tolerance = 10_000
    parameters.linePenalty = .max
    parameters.adjacentDemerits = .max
    parameters.doubleHyphenDemerits = .max
    parameters.maximumHyphenRun = .max
    parameters.hyphenRunDemerits = .max
    parameters.looseBadness = 0
    parameters.looseDemerits = .max
    parameters.runtWidth = .max
    parameters.runtDemerits = .max
    parameters.emergencyStretch = .max
    var list = ItemList()
    for _ in 0..<100 {
      list.appendBox(width: .max, stretch: .max, shrink: .min)
      list.appendGlue(width: .min, stretch: .max, shrink: .max, stretchOrder: 9)
      list.appendDiscretionary(Discretionary(pre: .max, post: .min, replace: .max, penalty: .min))
    }
    list.finishParagraph()
    var breaker = LineBreaker()
    let broken = breaker.breakLines(
      list, shape: LineShape(width: .max), parameters: parameters)
    #expect(broken.breaks.last == Int32(list.candidates.count - 1))
  }

  @Test("a paragraph of a whole book costs no more a word than a page's")
  func huge() {
    var maker = ParagraphMaker(seed: 13)
    let list = maker.paragraph(words: 150_000, hyphens: 20)
    var breaker = LineBreaker()
    var parameters = LineParameters()
    parameters.looseness = 1
    parameters.emergencyStretch = 40 << 16
    parameters.tolerance = 2_000
    let broken = breaker.breakLines(
      list, shape: LineShape(width: 324 << 16), parameters: parameters)
    #expect(broken.breaks.last == Int32(list.candidates.count - 1))
    #expect(broken.lines.allSatisfy { $0.overfull == 0 })
    // The ways kept at once bound the work for one candidate; the breaks kept bound the memory.
    #expect(breaker.nodes.count < 200)
    #expect(breaker.passive.count <= (1 << 16) + 2 * broken.breaks.count + 4)
  }
}
