import OctavoBase
import Testing

@testable import OctavoBreaking

/// Random chapters: what must hold of every plan holds of theirs.
@Suite("Random pages")
struct RandomPagesTests {
  @Test("every line and note is set once, in order, on pages they fit", arguments: 0..<150)
  func sound(seed: UInt64) {
    var random = ParagraphMaker(seed: seed)
    let lines = Int.random(in: 16...30, using: &random)
    let maker = chapter(&random, longestNote: 5)
    for startsOnRecto in [true, false] {
      var parameters = MaterialMaker.parameters(lines: lines)
      parameters.startsOnRecto = startsOnRecto
      let plan = Paginator.paginate(maker.material, parameters: parameters)
      PlanChecks(material: maker.material, parameters: parameters, plan: plan)
        .check("seed \(seed), recto \(startsOnRecto)")
    }
  }

  @Test("notes longer than pages lose nothing", arguments: 0..<100)
  func complete(seed: UInt64) {
    var random = ParagraphMaker(seed: seed)
    let lines = Int.random(in: 5...12, using: &random)
    let maker = chapter(&random, longestNote: 40)
    PlanChecks(
      material: maker.material, parameters: MaterialMaker.parameters(lines: lines),
      plan: maker.plan(lines: lines)
    ).checkCompleteness("seed \(seed)")
  }

  @Test("plain paragraphs leave no widow or orphan", arguments: 0..<60)
  func noStragglers(seed: UInt64) {
    var random = ParagraphMaker(seed: seed)
    var maker = MaterialMaker()
    for _ in 0..<40 {
      let lines = Int.random(in: 1...9, using: &random)
      maker.addVariants([(lines, 0), (lines + 1, 1_500)])
    }
    let parameters = MaterialMaker.parameters(lines: 20)
    let plan = Paginator.paginate(maker.material, parameters: parameters)
    let checks = PlanChecks(material: maker.material, parameters: parameters, plan: plan)
    #expect(checks.stragglers == [], "seed \(seed)")
    let deep = plan.pages.dropLast().filter { $0.shortBy > 1 }
    #expect(deep.isEmpty, "seed \(seed): a page ends more than a line short")
  }

  @Test("no other pagination of a short list is cheaper", arguments: 0..<120)
  func cheapest(seed: UInt64) {
    var random = ParagraphMaker(seed: seed)
    var maker = MaterialMaker()
    for _ in 0..<4 {
      let lines: Int = Int.random(in: 1...4, using: &random)
      var variants: [(lines: Int, cost: Int64)] = [(lines, 0)]
      if Bool.random(using: &random) {
        variants.append((lines + 1, Int64.random(in: 100...9_000, using: &random)))
      }
      maker.addVariants(variants)
    }
    var parameters = MaterialMaker.parameters(lines: 5)
    parameters.lastPageLines = 2
    parameters.startsOnRecto = Bool.random(using: &random)
    let plan = Paginator.paginate(maker.material, parameters: parameters)
    var search = ExhaustivePages(material: maker.material, parameters: parameters)
    let least = search.leastCost()
    #expect(plan.cost == least, "seed \(seed): \(plan.lineCounts)")
  }

  @Test("the same list gives the same plan")
  func repeatable() {
    var random = ParagraphMaker(seed: 7)
    let maker = chapter(&random, longestNote: 5)
    let plans = (0..<2).map { _ in maker.plan(lines: 18) }
    #expect(plans[0].cost == plans[1].cost)
    #expect(plans[0].lineCounts == plans[1].lineCounts)
    #expect(plans[0].pages.map(\.target) == plans[1].pages.map(\.target))
  }

  private func chapter(_ random: inout ParagraphMaker, longestNote: Int32) -> MaterialMaker {
    var maker = MaterialMaker()
    for _ in 0..<Int.random(in: 1...25, using: &random) {
      let lines = Int.random(in: 1...12, using: &random)
      var notes: [Int: [Int32]] = [:]
      if Int.random(in: 0..<6, using: &random) == 0 {
        let call = Int.random(in: 0..<lines, using: &random)
        notes[call] = (0..<Int.random(in: 1...2, using: &random)).map { _ in
          Int32.random(in: 1...longestNote, using: &random)
        }
      }
      let kind = Int.random(in: 0..<8, using: &random)
      let space = Length(points: Double.random(in: 0...20, using: &random))
      maker.add(lines, notes: notes) { block in
        block.keepWithNext = kind == 0 && lines < 4
        block.keepTogether = kind == 1
        block.breakBefore = kind == 2
        block.isOnGrid = kind != 3
        if kind == 3 { block.spaceBefore = space }
      }
    }
    return maker
  }
}
