import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Orders are admitted or refused whole.
@Suite("Orders")
struct OrderTests {
  private static func order(
    _ user: UserID, key: String? = nil, says: String = "same", price: Int = 0,
    limits: WorkOrder.Limits = WorkOrder.Limits()
  ) -> WorkOrder {
    var order = WorkOrder(
      user: user, author: AuditAuthor(user: user, token: nil),
      subject: .newProject(TestStore.brief, budget: nil), kind: "ideation",
      action: "project.initiate")
    order.key = key.map { WorkOrder.Key($0, fingerprint: says, window: 60_000) }
    order.price = WorkOrder.Price(whole: price)
    order.limits = limits
    order.event = NewEvent("project_started")
    return order
  }

  private static func accepted(_ outcome: OrderOutcome) throws -> (ProjectID, JobID) {
    guard case .accepted(let project, let job) = outcome else {
      throw OctavoError(.defect, "test.not-accepted", "\(outcome)")
    }
    return (project, job)
  }

  @Test("an order makes project, job, events and audit line together")
  func accepts() async throws {
    let test = try TestStore()
    let ann = try test.store.makeUser("ann")
    let (project, job) = try Self.accepted(await test.store.submit(Self.order(ann)))
    #expect(try test.store.projects.owner(of: project) == ann)
    let queued = try test.store.jobs.find(job)
    #expect((queued.owner, queued.project, queued.state) == (ann, project, .queued))
    let events = try test.store.events.after(0, of: ann)
    #expect(events.map(\.type) == ["job.state", "project_started"])
    #expect(events.allSatisfy { $0.job == job && $0.project == project })
    let line = try #require(try test.store.auditLines(limit: 1).first)
    #expect((line.action, line.subject) == ("project.initiate", project.text))
    #expect(try test.store.projects.list(of: ann, limit: 10).map(\.project.id) == [project])
  }

  @Test("a key gives the same answer again, or says that it was used for something else")
  func keys() async throws {
    let test = try TestStore()
    let (ann, bob) = (try test.store.makeUser("ann"), try test.store.makeUser("bob"))
    let (project, job) = try Self.accepted(await test.store.submit(Self.order(ann, key: "k")))
    #expect(try await test.store.submit(Self.order(ann, key: "k")) == .replayed(project, job))
    #expect(try await test.store.submit(Self.order(ann, key: "k", says: "other")) == .keyReused)
    _ = try Self.accepted(await test.store.submit(Self.order(bob, key: "k", says: "other")))
    test.clock.advance(seconds: 60)
    let again = try Self.accepted(
      await test.store.submit(Self.order(ann, key: "k", says: "other")))
    #expect(again.0 != project)
    #expect(try test.store.projects.list(of: ann, limit: 10).count == 2)
  }

  @Test("so many projects an hour, and not one more in any hour")
  func hourlyLimit() async throws {
    let test = try TestStore()
    let ann = try test.store.makeUser("ann")
    var random = SeededGenerator(seed: 5)
    var accepted: [Moment] = []
    let limits = WorkOrder.Limits(ideationsPerHour: 4)
    for _ in 0..<300 {
      test.clock.advance(milliseconds: Int64.random(in: 1000...400_000, using: &random))
      switch try await test.store.submit(Self.order(ann, limits: limits)) {
      case .accepted: accepted.append(test.clock.now)
      case .limited(.ideationsPerHour, let wait):
        let wait = try #require(wait)
        #expect((1...3_720_000).contains(wait))
        test.clock.advance(milliseconds: wait)
        _ = try Self.accepted(await test.store.submit(Self.order(ann, limits: limits)))
        accepted.append(test.clock.now)
      case let other: Issue.record("\(other)")
      }
    }
    for (first, fifth) in zip(accepted, accepted.dropFirst(4)) {
      #expect(fifth.since(first) >= 3_600_000)
    }
  }

  @Test("so many jobs at once, so many projects, and a feature that is off")
  func otherLimits() async throws {
    let test = try TestStore()
    let ann = try test.store.makeUser("ann")
    let two = WorkOrder.Limits(jobsAtOnce: 2)
    let (_, job) = try Self.accepted(await test.store.submit(Self.order(ann, limits: two)))
    _ = try Self.accepted(await test.store.submit(Self.order(ann, limits: two)))
    #expect(
      try await test.store.submit(Self.order(ann, limits: two))
        == .limited(.jobsAtOnce, retryAfter: nil))
    #expect(try test.store.jobs.cancel(job))
    _ = try Self.accepted(await test.store.submit(Self.order(ann, limits: two)))
    let three = WorkOrder.Limits(projects: 3)
    #expect(
      try await test.store.submit(Self.order(ann, limits: three))
        == .limited(.projects, retryAfter: nil))
    try test.store.flags.set("ideation", to: false, by: .service)
    #expect(try await test.store.submit(Self.order(ann)) == .disabled)
    try test.store.flags.set("ideation", to: nil, by: .service)
    _ = try Self.accepted(await test.store.submit(Self.order(ann)))
  }

  @Test("what belongs to another is not there")
  func ownership() async throws {
    let test = try TestStore()
    let (ann, bob) = (try test.store.makeUser("ann"), try test.store.makeUser("bob"))
    let (project, _) = try Self.accepted(await test.store.submit(Self.order(ann)))
    var order = WorkOrder(
      user: bob, author: .service, subject: .project(project), kind: "export", action: "a")
    #expect(try await test.store.submit(order) == .missing(.project, project.text))
    order.subject = .concept(ConceptID("c0"), of: project)
    #expect(try await test.store.submit(order) == .missing(.project, project.text))
    order.user = ann
    #expect(try await test.store.submit(order) == .missing(.concept, "c0"))
    order.subject = .project(project)
    #expect(try await test.store.submit(order) == .nothingWritten)
    try test.outline()
    let chapter = try #require(try test.chapters().first)
    order.subject = .chapter(chapter)
    order.kind = "chapter"
    #expect(try await test.store.submit(order) == .missing(.chapter, chapter.text))
    order.user = .local
    let (_, job) = try Self.accepted(await test.store.submit(order))
    #expect(try await test.store.submit(order) == .underWay(job))
    order.subject = .project(test.project)
    order.kind = "export"
    order.waitsFor = ["outline", "chapter"]
    let (_, export) = try Self.accepted(await test.store.submit(order))
    #expect(try test.store.jobs.needs(of: export) == [job])
    #expect(try test.store.jobs.find(export).waiting == 1)
  }

  @Test("orders that come together are admitted one by one, and each is answered")
  func together() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    let ann = try store.makeUser("ann", credits: 30)
    let outcomes = await withTaskGroup(of: OrderOutcome?.self) { group in
      for number in 0..<100 {
        group.addTask {
          try? await store.submit(Self.order(ann, key: "k\(number % 50)", price: 1))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let known = outcomes.compactMap { $0 }
    #expect(known.count == 100)
    let accepted = known.filter { if case .accepted = $0 { true } else { false } }
    #expect(accepted.count == 30)
    #expect(known.contains(.creditsExhausted(needed: 1, left: 0)))
    #expect(try store.users.find(ann).credits == 0)
    #expect(try store.check() == [])
  }
}
