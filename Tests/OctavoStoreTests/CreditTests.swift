import GRDB
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Credits: nothing is charged twice, and every balance is the sum of its ledger.
@Suite("Credits")
struct CreditTests {
  private static func submit(
    _ store: Store, _ user: UserID, price: Int
  ) async throws -> OrderOutcome {
    var order = WorkOrder(
      user: user, author: .service, subject: .newProject(TestStore.brief, budget: nil),
      kind: "ideation", action: "a")
    order.price = WorkOrder.Price(whole: price)
    return try await store.submit(order)
  }

  @Test("credits are reserved with the job, settled with its end, and come back where it fails")
  func life() async throws {
    let test = try TestStore()
    let (store, jobs) = (test.store, test.store.jobs)
    let ann = try store.makeUser("ann", credits: 10)
    func left() throws -> Int? { try store.users.find(ann).credits }
    guard case .accepted(_, let first) = try await Self.submit(store, ann, price: 6) else {
      Issue.record("not accepted")
      return
    }
    #expect(try left() == 4)
    #expect(
      try await Self.submit(store, ann, price: 5) == .creditsExhausted(needed: 5, left: 4))
    var job = try #require(try jobs.claim(worker: "w"))
    #expect(try jobs.finish(job, result: "{}", charge: 2) == .held)
    #expect(try left() == 8)
    let state = try #require(try store.credits.state(of: first))
    #expect((state.reserved, state.charged) == (6, 2))

    _ = try await Self.submit(store, ann, price: 8)
    #expect(try left() == 0)
    job = try #require(try jobs.claim(worker: "w"))
    #expect(try jobs.fail(job, error: "{}") == .held)
    #expect(try left() == 0, "another attempt is to come")
    test.clock.advance(seconds: 60)
    job = try #require(try jobs.claim(worker: "w"))
    #expect(try jobs.fail(job, error: "{}", isFinal: true) == .held)
    #expect(try left() == 8)

    guard case .accepted(_, let third) = try await Self.submit(store, ann, price: 3) else {
      Issue.record("not accepted")
      return
    }
    #expect(try jobs.cancel(third))
    #expect(try left() == 8)
    let kinds = try store.credits.entries(of: ann).reversed().map(\.kind)
    #expect(
      kinds == [.grant, .reserve, .settle, .reserve, .refund, .reserve, .refund])
    #expect(try store.check() == [])
  }

  @Test("what is reserved for the jobs of an erased project comes back")
  func erasing() async throws {
    let test = try TestStore()
    let ann = try test.store.makeUser("ann", credits: 10)
    guard case .accepted(let project, _) = try await Self.submit(test.store, ann, price: 6) else {
      Issue.record("not accepted")
      return
    }
    #expect(try test.store.users.find(ann).credits == 4)
    _ = try test.store.projects.erase(project)
    #expect(try test.store.users.find(ann).credits == 10)
    #expect(try test.store.check() == [])
  }

  @Test("the ledger can only be added to, and a grant of a name is given once")
  func appendOnly() throws {
    let test = try TestStore()
    let ann = try test.store.makeUser("ann", credits: 5)
    for sql in ["UPDATE credit_entries SET amount = 9", "DELETE FROM credit_entries"] {
      #expect(throws: DatabaseError.self) {
        try test.store.pool.write { db in try db.execute(sql: sql) }
      }
    }
    let grant = CreditGrant(7, key: "month-2027-01")
    #expect(try test.store.credits.grant(grant, to: ann))
    #expect(try !test.store.credits.grant(grant, to: ann))
    #expect(try test.store.users.find(ann).credits == 12)
    #expect(
      failure { try test.store.credits.grant(CreditGrant(-13), to: ann) }?.code
        == "credits.too-few")
    try test.store.pool.write { db in
      try db.execute(sql: "UPDATE users SET credits = 100 WHERE id = ?", arguments: [ann.text])
    }
    #expect(try test.store.check().map(\.code) == ["store.wrong-credits"])
  }

  @Test("whatever happens to jobs, balances are sums and nothing is held for ended ones")
  func anyOrder() async throws {
    for seed in 1...6 as ClosedRange<UInt64> { try await random(seed) }
  }

  private func random(_ seed: UInt64) async throws {
    let test = try TestStore()
    let (store, jobs) = (test.store, test.store.jobs)
    var random = SeededGenerator(seed: seed)
    let users = try (0..<3).map { try store.makeUser("u\($0)", credits: 40) }
    var running: [Job] = []
    for _ in 0..<200 {
      let user = users[Int.random(in: 0..<3, using: &random)]
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        _ = try await Self.submit(store, user, price: Int.random(in: 0...9, using: &random))
      case 2, 3: if let job = try jobs.claim(worker: "w") { running.append(job) }
      case 4:
        guard let job = running.popLast() else { continue }
        _ = try jobs.finish(job, result: "{}", charge: Int.random(in: 0...12, using: &random))
      case 5:
        guard let job = running.popLast() else { continue }
        _ = try jobs.fail(job, error: "{}", isFinal: Bool.random(using: &random))
      case 6:
        let all = try jobs.list(JobListing(owner: user))
        if let job = all.randomElement(using: &random) { try jobs.cancel(job.id) }
      default: test.clock.advance(seconds: Int64.random(in: 0...40, using: &random))
      }
    }
    #expect(try store.check() == [])
    for job in try jobs.list(JobListing(limit: 1000)) where !job.state.isEnd {
      try jobs.cancel(job.id)
    }
    let held = try await store.pool.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM credit_entries r WHERE r.kind = 'reserve' AND NOT EXISTS
            (SELECT 1 FROM credit_entries c WHERE c.job_id = r.job_id AND c.kind <> 'reserve')
          """)
    }
    #expect(held == 0)
    #expect(try store.check() == [])
  }
}
