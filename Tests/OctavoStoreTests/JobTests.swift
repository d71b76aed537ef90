import Foundation
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Work is done once in effect, whoever dies.
@Suite("Jobs")
struct JobTests {
  private static func queue(
    _ test: borrowing TestStore, _ owner: String = "ann", payload: String = "{}",
    key: String? = nil, limits: JobLimits = JobLimits()
  ) throws -> JobAdmission {
    try test.store.jobs.enqueue(
      NewJob(owner: owner, kind: "write", payload: payload, idempotencyKey: key), limits: limits)
  }

  private static func created(_ admission: JobAdmission) throws -> Job {
    guard case .created(let job) = admission else {
      throw OctavoError(.defect, "test.not-created", "\(admission)")
    }
    return job
  }

  @Test("a job goes from queued through running to succeeded, with progress and result")
  func succeeds() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let queued = try Self.created(try Self.queue(test))
    #expect(queued.state == .queued)
    let job = try #require(try jobs.claim(worker: "w"))
    #expect((job.id, job.state, job.attempts, job.worker) == (queued.id, .running, 1, "w"))
    let progress = JobProgress(stage: "chapter", done: 2, total: 12)
    #expect(try jobs.heartbeat(job, progress: progress) == .held)
    #expect(try jobs.find(job.id).progress == progress)
    #expect(try jobs.claim(worker: "v") == nil)
    let event = NewEvent("job.state", job: job.id)
    #expect(try jobs.finish(job, result: #"{"n":1}"#, announcing: event) == .held)
    #expect(try jobs.finish(job, result: "{}", announcing: event) == .lost)
    #expect(try jobs.find(job.id).state == .succeeded)
    #expect(try jobs.find(job.id).result == #"{"n":1}"#)
    #expect(try test.store.events.after(0, job: job.id).count == 1)
  }

  @Test("a key gives the same job again, or says that it was used for other work")
  func keysAreKept() throws {
    let test = try TestStore()
    let first = try Self.created(try Self.queue(test, key: "k"))
    #expect(try Self.queue(test, key: "k") == .existing(first))
    #expect(try Self.queue(test, payload: #"{"other":1}"#, key: "k") == .keyReused)
    _ = try Self.created(try Self.queue(test, "bob", key: "k"))
    _ = try Self.created(try Self.queue(test))
    _ = try Self.created(try Self.queue(test))
  }

  @Test("an owner who queues too much is told when there is room")
  func rateIsLimited() throws {
    let test = try TestStore()
    var limits = JobLimits()
    limits.perHour = 3
    for _ in 0..<3 {
      _ = try Self.created(try Self.queue(test, limits: limits))
      test.clock.advance(seconds: 60)
    }
    #expect(try Self.queue(test, limits: limits) == .rateLimited(retryAfter: 3_420_000))
    _ = try Self.created(try Self.queue(test, "bob", limits: limits))
    test.clock.advance(seconds: 3420)
    _ = try Self.created(try Self.queue(test, limits: limits))
  }

  @Test("an owner has at most so many jobs running, and others need not wait for it")
  func runningIsLimited() throws {
    let test = try TestStore()
    var limits = JobLimits()
    limits.running = 2
    for _ in 0..<4 { _ = try Self.queue(test) }
    _ = try Self.queue(test, "bob")
    let owners = try (0..<5).map {
      try test.store.jobs.claim(worker: "w\($0)", limits: limits)?.owner
    }
    #expect(owners == ["ann", "ann", "bob", nil, nil])
    #expect(try test.store.jobs.claim(worker: "w", kinds: ["other"]) == nil)
    #expect(try test.store.jobs.claim(worker: "w", kinds: ["other", "write"]) != nil)
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
    #expect(try jobs.finish(first, result: "{}") == .lost)
    #expect(try jobs.fail(first, error: "{}") == .lost)
    #expect(try jobs.finish(second, result: "{}") == .held)
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
    let job = try #require(try jobs.list(owner: "ann").first)
    #expect(job.state == .failed)
    #expect(job.error?.contains("job.worker-lost") == true)
  }

  @Test("a failed attempt waits: longer each time, and as long as the provider asked")
  func waitsBetweenTries() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    _ = try Self.queue(test)
    var job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: #"{"code":"x"}"#) == .held)
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
    #expect(try jobs.find(job.id).state == .failed)

    _ = try Self.queue(test)
    job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.fail(job, error: "{}", isFinal: true) == .held)
    #expect(try jobs.find(job.id).state == .failed)
  }

  @Test("a cancelled job stops its worker, and stays cancelled")
  func cancels() throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    let waiting = try Self.created(try Self.queue(test))
    #expect(try jobs.cancel(waiting.id))
    #expect(try jobs.claim(worker: "a") == nil)
    _ = try Self.queue(test)
    let job = try #require(try jobs.claim(worker: "a"))
    #expect(try jobs.cancel(job.id))
    #expect(try jobs.heartbeat(job) == .cancelled)
    #expect(try jobs.finish(job, result: "{}") == .cancelled)
    #expect(try !jobs.cancel(job.id))
    #expect(failure { try jobs.cancel(JobID("b0")) }?.kind == .missingInput)
    test.clock.advance(seconds: 10)
    #expect(try jobs.forget(endedBefore: test.clock.now) == 2)
  }

  @Test("two processes on one queue do every job once")
  func processesShare() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    var limits = JobLimits()
    limits.perHour = 1000
    for _ in 0..<120 {
      _ = try store.jobs.enqueue(
        NewJob(owner: "ann", kind: "write", payload: "{}"), limits: limits)
    }
    let probes = try (0..<2).map { number in
      try ProbeProcess(
        ["work", folder.path], output: folder.url.appending(path: "out\(number)"))
    }
    for probe in probes { #expect(probe.finish() == 0) }
    let done = try probes.flatMap { try $0.lines() }
    #expect(done.count == 120)
    #expect(Set(done).count == 120)
    let jobs = try store.jobs.list(owner: "ann", limit: 1000)
    #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempts == 1 })
    #expect(try store.events.after(0).count == 120)
  }
}
