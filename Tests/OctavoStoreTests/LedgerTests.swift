import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Every call is in the ledger before it is sent, and the sums are always right.
@Suite("Ledger")
struct LedgerTests {
  private static func call(_ reserve: Int64, step: String = "chapter") -> NewCall {
    NewCall(step: step, provider: "acme", model: "large", reserve: MicroDollars(reserve))
  }

  private static func admitted(_ admission: CallAdmission) throws -> CallID {
    guard case .admitted(let id) = admission else {
      throw OctavoError(.defect, "test.not-admitted", "\(admission)")
    }
    return id
  }

  @Test("a budget stops the call that could exceed it, not the one after")
  func budgetStops() throws {
    let test = try TestStore(budget: MicroDollars(1000))
    let ledger = test.store.ledger
    let first = try Self.admitted(try ledger.open(Self.call(600), under: test.lease))
    guard case .overBudget(let state) = try ledger.open(Self.call(401), under: test.lease) else {
      Issue.record("the budget did not stop the call")
      return
    }
    #expect(state.left == MicroDollars(400))
    let second = try Self.admitted(try ledger.open(Self.call(400), under: test.lease))
    #expect(try ledger.calls(test.project).count == 2)
    try ledger.settle(
      first, CallSettlement(.completed, tokensIn: 1, tokensOut: 2, cost: MicroDollars(100)))
    try ledger.settle(
      second, CallSettlement(.failed, tokensIn: 1, tokensOut: 0, cost: .zero, reason: "x"))
    let after = try ledger.state(test.project)
    #expect(
      (after.spent, after.reserved, after.left) == (MicroDollars(100), .zero, MicroDollars(900)))
    try test.store.projects.setBudget(nil, under: test.lease)
    _ = try Self.admitted(try ledger.open(Self.call(1_000_000), under: test.lease))
  }

  @Test("calls at once never reserve more than the budget together")
  func budgetHoldsAtOnce() async throws {
    let test = try TestStore(budget: MicroDollars(1000))
    let (store, lease) = (test.store, test.lease)
    let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try (0..<10).count { _ in
            if case .admitted = try store.ledger.open(Self.call(30), under: lease) {
              true
            } else {
              false
            }
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(admitted == 33)
    #expect(try store.ledger.state(test.project).reserved == MicroDollars(990))
    #expect(try store.check() == [])
  }

  @Test("a call is settled once; a second time changes nothing")
  func settlesOnce() throws {
    let test = try TestStore()
    let id = try Self.admitted(try test.store.ledger.open(Self.call(50), under: test.lease))
    test.clock.advance(seconds: 3)
    var settlement = CallSettlement(
      .truncated, tokensIn: 100, tokensOut: 20, tokensCached: 60, isEstimate: true,
      cost: MicroDollars(70), reason: "cut off")
    #expect(try test.store.ledger.settle(id, settlement))
    #expect(
      try !test.store.ledger.settle(
        id, CallSettlement(.lost, tokensIn: 0, tokensOut: 0, cost: .zero)))
    let record = try #require(try test.store.ledger.calls(test.project).first)
    #expect(record.settlement == settlement)
    #expect(record.ended?.since(record.started) == 3000)
    #expect(try test.store.ledger.state(test.project).spent == MicroDollars(70))
    settlement.cost = .zero
    let unknown = failure { try test.store.ledger.settle(CallID("k0"), settlement) }
    #expect(unknown?.kind == .missingInput)
  }

  @Test("a call whose process died stays visible, is counted at its most, and can be put right")
  func abandonedAreCounted() throws {
    let test = try TestStore()
    let id = try Self.admitted(try test.store.ledger.open(Self.call(50), under: test.lease))
    let other = try test.other(gone: [1])
    let lease = try other.leases.take(test.project)
    #expect(try other.check().map(\.code) == ["store.open-call"])
    _ = try Self.admitted(try other.ledger.open(Self.call(7), under: lease))
    #expect(try other.ledger.closeAbandoned(under: lease).map(\.id) == [id])
    #expect(try other.ledger.closeAbandoned(under: lease) == [])
    let state = try other.ledger.state(test.project)
    #expect((state.spent, state.reserved) == (MicroDollars(50), MicroDollars(7)))
    #expect(try other.ledger.calls(test.project)[0].settlement?.outcome == .lost)
    // The process was only asleep, and knows better.
    let late = CallSettlement(.completed, tokensIn: 5, tokensOut: 5, cost: MicroDollars(20))
    #expect(try !test.store.ledger.settle(id, late))
    #expect(try other.ledger.state(test.project).spent == MicroDollars(20))
    #expect(try other.check() == [])
  }

  @Test("who knows more of a call whose process died says what it cost, never above its reserve")
  func abandonedAreEstimated() throws {
    let test = try TestStore()
    for number in 0..<2 {
      var call = Self.call(50)
      call.expectedIn = 700 + number
      _ = try Self.admitted(try test.store.ledger.open(call, under: test.lease))
    }
    #expect(try test.store.ledger.report(test.project).lines.map(\.tokensIn) == [0])
    let other = try test.other(gone: [1])
    let lease = try other.leases.take(test.project)
    try other.ledger.closeAbandoned(under: lease) { record in
      var lost = CallSettlement.lost(record)
      lost.tokensIn = record.call.expectedIn
      lost.cost = MicroDollars(record.call.expectedIn == 700 ? 30 : 80)
      return lost
    }
    let calls = try other.ledger.calls(test.project)
    #expect(calls.map { $0.settlement?.cost } == [MicroDollars(30), MicroDollars(50)])
    #expect(calls.map { $0.settlement?.tokensIn } == [700, 701])
    #expect(calls.allSatisfy { $0.settlement?.isEstimate == true && $0.call.expectedIn == 0 })
    #expect(try other.ledger.state(test.project).spent == MicroDollars(80))
    #expect(try other.check() == [])
  }

  @Test("the report's lines add up to what was spent")
  func reportAddsUp() throws {
    let test = try TestStore()
    var generator = SeededGenerator(seed: 5)
    for number in 0..<40 {
      let step = ["ideation", "chapter", "summary"][number % 3]
      let id = try Self.admitted(
        try test.store.ledger.open(Self.call(1000, step: step), under: test.lease))
      guard number % 7 != 0 else { continue }
      var settlement = CallSettlement(
        number % 5 == 0 ? .failed : .completed, tokensIn: 10, tokensOut: 3,
        cost: MicroDollars(.random(in: 0...2000, using: &generator)))
      if number % 2 == 0 { settlement.model = "small" }
      try test.store.ledger.settle(id, settlement)
    }
    let report = try test.store.ledger.report(test.project)
    #expect(report.lines.map(\.cost).reduce(.zero, +) == report.state.spent)
    #expect(report.lines.map(\.calls).reduce(0, +) == 40)
    #expect(report.lines.map(\.open).reduce(0, +) == 6)
    #expect(
      report.lines.map { "\($0.step) \($0.model)" } == [
        "chapter large", "chapter small", "ideation large", "ideation small", "summary large",
        "summary small",
      ])
    #expect(report.state.reserved == MicroDollars(6000))
    #expect(try test.store.projects.find(test.project).spent == report.state.spent)
  }
}
