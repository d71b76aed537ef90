import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Files of exports, webhooks' deliveries, and the sweep that ends both.
@Suite("Artifacts, webhooks and retention")
struct ArtifactTests {
  private static func artifact(_ key: String, format: String = "pdf") -> NewArtifact {
    NewArtifact(
      format: format, key: key, bytes: 10, sha256: String(repeating: "a", count: 64),
      fileName: "book.pdf", mediaType: "application/pdf")
  }

  private static func running(_ test: borrowing TestStore) throws -> Job {
    _ = try test.store.jobs.enqueue(
      NewJob(owner: .local, kind: "export", project: test.project))
    guard let job = try test.store.jobs.claim(worker: "w") else {
      throw OctavoError(.defect, "test.no-job", "no job")
    }
    return job
  }

  @Test("a key is swept once no file has it, and cannot be entered while it goes")
  func orphans() throws {
    let test = try TestStore()
    let files = test.store.artifacts
    let (one, two) = (try Self.running(test), try Self.running(test))
    #expect(try files.enter(Self.artifact("k"), by: one))
    #expect(try files.enter(Self.artifact("k"), by: two))
    #expect(try files.enter(Self.artifact("k"), by: two))
    #expect(try files.list(of: two.id).map(\.key) == ["k"])
    #expect(try files.owner(of: "k") == .local)
    #expect(try files.beginSweep() == [])
    test.clock.advance(seconds: 10)
    #expect(try files.forget(before: test.clock.now) == 2)
    #expect(try files.owner(of: "k") == nil)
    let three = try Self.running(test)
    #expect(try files.enter(Self.artifact("k"), by: three), "an orphan is taken back")
    #expect(try files.beginSweep() == [])
    test.clock.advance(seconds: 10)
    _ = try files.forget(before: test.clock.now)
    #expect(try files.beginSweep() == ["k"])
    #expect(try !files.enter(Self.artifact("k"), by: three), "its bytes are just going")
    #expect(try files.beginSweep() == ["k"], "a sweep that died is made up for")
    try files.gone("k")
    #expect(try files.enter(Self.artifact("k"), by: three))
    #expect(try files.beginSweep() == [])
    #expect(try test.store.jobs.finish(three, result: "{}") == .held)
    #expect(failure { _ = try files.enter(Self.artifact("x"), by: three) }?.code == "job.lost")
  }

  @Test("bytes that were put after their project was erased are swept, even after a first sweep")
  func late() throws {
    let test = try TestStore()
    let files = test.store.artifacts
    let job = try Self.running(test)
    #expect(try files.enter(Self.artifact("k"), by: job))
    let changes = test.store.changes.count
    try files.settle("k")
    #expect(test.store.changes.count == changes, "what is in order costs no transaction")
    #expect(try files.beginSweep() == [], "a file that is there stays")
    try test.store.leases.release(test.lease)
    _ = try test.store.projects.erase(test.project)
    #expect(try files.beginSweep() == ["k"])
    try files.settle("k")
    try files.gone("k")
    #expect(try files.beginSweep() == ["k"], "what came after the sweep's delete goes as well")
    try files.gone("k")
    #expect(try files.beginSweep() == [])
    try files.settle("k")
    #expect(try files.beginSweep() == ["k"])
    let sweeps = try test.store.jobs.list(JobListing(owner: .system, state: .queued))
    #expect(sweeps.map(\.kind) == ["sweep"])
  }

  @Test("erasing a project leaves its keys to the sweep")
  func erasing() throws {
    let test = try TestStore()
    let job = try Self.running(test)
    #expect(try test.store.artifacts.enter(Self.artifact("k"), by: job))
    try test.store.leases.release(test.lease)
    _ = try test.store.projects.erase(test.project)
    #expect(try test.store.artifacts.beginSweep() == ["k"])
  }

  @Test("each event is queued for each webhook once, whoever dispatches; streamed text never")
  func webhooks() throws {
    let test = try TestStore()
    let hooks = test.store.webhooks
    try test.store.events.append(NewEvent("before"), project: test.project)
    let all = try hooks.create(url: "https://a", events: [], secret: "s", by: .service)
    let some = try hooks.create(url: "https://b", events: ["one"], secret: "s", by: .service)
    for type in ["one", "two", "chapter.delta"] {
      try test.store.events.append(NewEvent(type), project: test.project)
    }
    let other = try test.other()
    #expect(try hooks.dispatch { $0.type } == 3)
    #expect(try other.webhooks.dispatch { $0.type } == 0)
    #expect(try hooks.list().map(\.pending) == [2, 1])
    let jobs = try test.store.jobs.list(JobListing(owner: .system))
    #expect(jobs.count == 3)
    #expect(jobs.allSatisfy { $0.kind == "webhook" })
    #expect(try hooks.dispatch { $0.type } == 0, "a delivery is no event to tell of")
    try hooks.delete(all.id, by: .service)
    #expect(try hooks.list().map(\.id) == [some.id])
  }

  @Test("temporary things go after their time, what is in use stays")
  func retention() async throws {
    let test = try TestStore()
    let sweep = test.store.retention
    _ = try test.store.webhooks.create(url: "https://a", events: [], secret: "s", by: .service)
    try test.store.events.append(NewEvent("old"), project: test.project)
    let queued = try test.store.jobs.enqueue(NewJob(owner: .local, kind: "k"))
    let ended = try test.store.jobs.enqueue(NewJob(owner: .local, kind: "k"))
    try test.store.jobs.cancel(ended.id)
    test.clock.advance(seconds: 100)
    let now = test.clock.now
    #expect(try sweep.forgetEvents(before: now) == 0, "a webhook has not been told yet")
    _ = try test.store.webhooks.dispatch { $0.type }
    #expect(try sweep.forgetEvents(before: now) > 0)
    #expect(try sweep.forgetJobs(endedBefore: now) == 1)
    #expect(try test.store.jobs.find(queued.id).state == .queued)
    #expect(try test.store.check() == [])
  }
}
