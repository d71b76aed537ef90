import Foundation
import GRDB
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Work is done once in effect, whoever dies.
@Suite("Jobs", .ownThreads)
struct JobTests {
  private static func queue(
    _ test: borrowing TestStore, _ owner: UserID = .local, priority: Int = 0, needs: [JobID] = [],
    project: ProjectID? = nil
  ) throws -> Job {
    var job = NewJob(owner: owner, kind: "write", project: project)
    job.priority = priority
    job.needs = needs
    job.isExclusive = project != nil
    return try test.store.jobs.enqueue(job)
  }

  @Test("a job goes from queued through running to succeeded, with progress and result")
  func succeeds() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let queued = try Self.queue(test)
    #expect(queued.state == .queued)
    let job = try #require(try jobs.claim(worker: "w"))
    #expect((job.id, job.state, job.attempts, job.worker) == (queued.id, .running, 1, "w"))
    let progress = JobProgress(stage: "chapter", done: 2, total: 12)
    #expect(try jobs.heartbeat(job, progress: progress) == .held)
    #expect(try jobs.find(job.id).progress == progress)
    #expect(try jobs.claim(worker: "v") == nil)
    let event = NewEvent("done", job: job.id)
    #expect(try jobs.finish(job, result: #"{"n":1}"#, announcing: [event]) == .held)
    #expect(try jobs.finish(job, result: "{}", announcing: [event]) == .lost)
    #expect(try jobs.find(job.id).state == .succeeded)
    #expect(try jobs.find(job.id).result == #"{"n":1}"#)
    let types = try test.store.events.after(0, job: job.id).map(\.type)
    #expect(types == ["job.state", "job.state", "done", "job.state"])
  }

  @Test("an owner has at most so many jobs running, and others need not wait for it")
  func runningIsLimited() throws {
    let test = try TestStore()
    let bob = try test.store.makeUser("bob")
    var limits = JobLimits()
    limits.running = 2
    for _ in 0..<4 { _ = try Self.queue(test) }
    _ = try Self.queue(test, bob)
    let owners = try (0..<5).map {
      try test.store.jobs.claim(worker: "w\($0)", limits: limits)?.owner
    }
    // The one with fewer running goes first of equals.
    #expect(owners == [.local, bob, .local, nil, nil])
    #expect(try test.store.jobs.claim(worker: "w", kinds: ["other"]) == nil)
    #expect(try test.store.jobs.claim(worker: "w", kinds: ["other", "write"]) != nil)
    #expect(try test.store.check() == [])
  }

  @Test("two claims of one slot cannot both be written")
  func slotsAreFacts() throws {
    let test = try TestStore()
    for _ in 0..<2 {
      _ = try Self.queue(test)
      _ = try test.store.jobs.claim(worker: "w")
    }
    #expect(throws: DatabaseError.self) {
      try test.store.pool.write { db in try db.execute(sql: "UPDATE jobs SET slot = 1") }
    }
  }

  @Test("a higher priority goes first, then who waits longest")
  func priorities() throws {
    let test = try TestStore()
    let low = try Self.queue(test, priority: -1)
    test.clock.advance(seconds: 1)
    let first = try Self.queue(test)
    test.clock.advance(seconds: 1)
    let second = try Self.queue(test)
    let high = try Self.queue(test, priority: 5)
    let order = try (0..<4).map { _ in try test.store.jobs.claim(worker: "w")?.id }
    #expect(order == [high.id, first.id, second.id, low.id])
  }

  @Test("jobs that change a project go one after another; those of others go on")
  func projectsAreExclusive() throws {
    let test = try TestStore()
    let other = try test.store.projects.create(TestStore.brief)
    let first = try Self.queue(test, project: test.project)
    test.clock.advance(milliseconds: 1)
    let second = try Self.queue(test, project: test.project)
    test.clock.advance(milliseconds: 1)
    let third = try Self.queue(test, project: other)
    let one = try #require(try test.store.jobs.claim(worker: "w"))
    #expect(one.id == first.id)
    #expect(try test.store.jobs.claim(worker: "w")?.id == third.id)
    #expect(try test.store.jobs.claim(worker: "w") == nil)
    #expect(try test.store.jobs.finish(one, result: "{}") == .held)
    #expect(try test.store.jobs.claim(worker: "w")?.id == second.id)
  }

  @Test("a job waits for those it needs, and fails with them")
  func dependencies() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let first = try Self.queue(test)
    let second = try Self.queue(test)
    let last = try Self.queue(test, needs: [first.id, second.id])
    let after = try Self.queue(test, needs: [last.id])
    let one = try #require(try jobs.claim(worker: "w"))
    let two = try #require(try jobs.claim(worker: "w"))
    #expect(try jobs.claim(worker: "w") == nil)
    #expect(try jobs.finish(one, result: "{}") == .held)
    #expect(try jobs.claim(worker: "w") == nil)
    #expect(try jobs.finish(two, result: "{}") == .held)
    let claimed = try #require(try jobs.claim(worker: "w"))
    #expect(claimed.id == last.id)
    #expect(try jobs.needs(of: last.id) == [first.id, second.id].sorted())
    #expect(try jobs.fail(claimed, error: #"{"code":"x"}"#, isFinal: true) == .held)
    let failed = try jobs.find(after.id)
    #expect((failed.state, failed.isDead) == (.failed, false))
    #expect(failed.error?.contains("job.dependency-failed") == true)
    #expect(try jobs.find(last.id).isDead)
    #expect(try test.store.check() == [])
  }

  @Test("a job that two ways lead to from one that failed is ended once")
  func diamonds() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let first = try Self.queue(test)
    let second = try Self.queue(test, needs: [first.id])
    let last = try Self.queue(test, needs: [first.id, second.id])
    #expect(try jobs.cancel(first.id))
    for id in [second.id, last.id] {
      #expect(try jobs.find(id).state == .failed)
      let ends = try test.store.events.after(0, job: id).filter { $0.data.contains("failed") }
      #expect(ends.count == 1)
    }
  }

  @Test("a lost worker's job is done by another, and the lost one's late writes do not count")
  func lostWorkers() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    _ = try Self.queue(test)
    let first = try #require(try jobs.claim(worker: "a"))
    test.clock.advance(seconds: 20)
    #expect(try jobs.heartbeat(first) == .held)
    test.clock.advance(seconds: 20)
    #expect(try jobs.claim(worker: "b") == nil)
    test.clock.advance(seconds: 11)
    let second = try #require(try jobs.claim(worker: "b"))
    #expect((second.id, second.attempts, second.fence) == (first.id, 2, first.fence + 1))
    #expect(try jobs.heartbeat(first) == .lost)
    #expect(try jobs.keep("{}", of: first) == .lost)
    #expect(try jobs.finish(first, result: "{}") == .lost)
    #expect(try jobs.fail(first, error: "{}") == .lost)
    #expect(try jobs.finish(second, result: "{}") == .held)
  }

  @Test("the jobs of a worker whose process ended are free at once")
  func deadWorkers() throws {
    let test = try TestStore()
    let dying = try test.other(process: 7)
    let name = try dying.workers.enter(lanes: 2)
    _ = try Self.queue(test)
    let job = try #require(try dying.jobs.claim(worker: name))
    #expect(try test.store.workers.alive().map(\.id) == [name])
    let heir = try test.other(seed: 3, process: 8, gone: [7])
    let own = try heir.workers.enter(lanes: 1)
    #expect(try heir.jobs.claim(worker: own) == nil)
    try heir.workers.sign(own, lanes: 1)
    #expect(try heir.jobs.claim(worker: own)?.id == job.id)
    #expect(try dying.jobs.look(job) == .lost)
    #expect(try heir.workers.alive().map(\.id) == [own])
    test.clock.advance(seconds: 31)
    #expect(try heir.workers.alive() == [])
  }

  @Test("after the last try a job has failed, also where its workers only vanished")
  func triesEnd() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    _ = try Self.queue(test)
    for _ in 0..<3 {
      _ = try #require(try jobs.claim(worker: "a"))
      test.clock.advance(seconds: 31)
    }
    #expect(try jobs.claim(worker: "a") == nil)
    let job = try #require(try jobs.list(JobListing(owner: .local)).first)
    #expect((job.state, job.isDead) == (.failed, true))
    #expect(job.error?.contains("job.worker-lost") == true)
  }

  @Test("a failed attempt waits: longer each time, and as long as the provider asked")
  func waitsBetweenTries() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    _ = try Self.queue(test, project: test.project)
    var job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: #"{"code":"x"}"#) == .held)
    let changes = test.store.changes.count
    try jobs.settle(cancelled: job)
    #expect(test.store.changes.count == changes, "what was not cancelled costs no transaction")
    #expect(try jobs.claim(worker: "a") == nil)
    let first = try jobs.find(job.id).runAt.since(test.clock.now)
    #expect((1000...2000).contains(first))
    test.clock.advance(seconds: 2)
    job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: "{}", retryAfter: 90_000) == .held)
    #expect(try jobs.find(job.id).runAt.since(test.clock.now) == 90_000)
    test.clock.advance(seconds: 90)
    job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: "{}") == .held)
    #expect(try jobs.find(job.id).isDead)

    _ = try Self.queue(test)
    job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: "{}", isFinal: true) == .held)
    #expect(try jobs.find(job.id).isDead)
  }

  @Test("a postponed attempt does not count, and a checkpoint outlives its attempt")
  func postpones() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    _ = try Self.queue(test)
    for _ in 0..<5 {
      let job = try #require(try jobs.claim(worker: "a"))
      #expect(job.attempts == 1)
      #expect(try jobs.keep(#"{"v":2}"#, of: job) == .held)
      #expect(try jobs.postpone(job, for: 500) == .held)
      #expect(try jobs.claim(worker: "a") == nil)
      test.clock.advance(milliseconds: 500)
    }
    #expect(try jobs.claim(worker: "a")?.checkpoint == #"{"v":2}"#)
  }

  @Test("a cancelled job stops its worker and what waits for it, and stays cancelled")
  func cancels() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let waiting = try Self.queue(test)
    #expect(try jobs.cancel(waiting.id))
    #expect(try jobs.claim(worker: "a") == nil)
    _ = try Self.queue(test)
    let job = try #require(try jobs.claim(worker: "a"))
    let dependent = try Self.queue(test, needs: [job.id])
    #expect(try jobs.cancel(job.id))
    #expect(try jobs.heartbeat(job) == .cancelled)
    #expect(try jobs.look(job) == .cancelled)
    #expect(try jobs.finish(job, result: "{}") == .cancelled)
    #expect(try !jobs.cancel(job.id))
    #expect(try jobs.find(dependent.id).state == .failed)
    #expect(failure { try jobs.cancel(JobID("b0")) }?.kind == .missingInput)
    test.clock.advance(seconds: 10)
    #expect(try test.store.retention.forgetJobs(endedBefore: test.clock.now) == 3)
    #expect(try test.store.check() == [])
  }

  @Test("two processes on one queue do every job once")
  func processesShare() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    for _ in 0..<120 { _ = try store.jobs.enqueue(NewJob(owner: .local, kind: "write")) }
    let probes = try (0..<2).map { number in
      try ProbeProcess(
        ["work", folder.path], output: folder.url.appending(path: "out\(number)"))
    }
    for probe in probes { #expect(probe.finish() == 0) }
    let done = try probes.flatMap { try $0.lines() }
    #expect(done.count == 120)
    #expect(Set(done).count == 120)
    let jobs = try store.jobs.list(JobListing(limit: 1000))
    #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempts == 1 })
    #expect(try store.events.after(0, limit: 5000).count { $0.type == "done" } == 120)
    #expect(try store.check() == [])
  }
}
