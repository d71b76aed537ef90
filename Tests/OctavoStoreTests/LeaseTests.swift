import Foundation
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// One process at a time works on a project.
@Suite("Leases", .ownThreads)
struct LeaseTests {
  @Test("a second process is told who holds the project")
  func secondIsTold() throws {
    let test = try TestStore()
    test.clock.advance(seconds: 20)
    let error = failure { _ = try test.other().leases.take(test.project) }
    #expect(error?.kind == .tryAgain)
    #expect(error?.words.contains("process 1 on desk") == true)
    #expect(try test.store.leases.holder(of: test.project)?.holder.process == 1)
  }

  @Test("a lease that ran out, was given back, or whose process is gone is free")
  func freeLeases() throws {
    let first = try TestStore()
    first.clock.advance(seconds: 31)
    _ = try first.other().leases.take(first.project)

    let second = try TestStore()
    try second.store.leases.release(second.lease)
    #expect(try second.store.leases.holder(of: second.project) == nil)
    _ = try second.other().leases.take(second.project)

    let third = try TestStore()
    _ = try third.other(gone: [1]).leases.take(third.project)
  }

  @Test("a process that slept through its lease cannot write over its successor's work")
  func fencesHold() throws {
    let test = try TestStore()
    try test.outline()
    let chapter = try test.chapters()[0]
    try test.store.answers.begin("c", under: test.lease)
    test.clock.advance(seconds: 31)
    let other = try test.other()
    let lease = try other.leases.take(test.project)
    let call = NewCall(step: "s", provider: "p", model: "m", reserve: .zero)
    let store = test.store
    let verbs: [() throws -> Void] = [
      { try store.answers.append("late", to: "c", under: test.lease) },
      { try store.answers.begin("late", under: test.lease) },
      { try store.leases.renew(test.lease) },
      { _ = try store.ledger.open(call, under: test.lease) },
      {
        let effects = [RecordEffect.working(chapter, reason: nil)]
        try store.records.save(
          StoredRecord("chapter", body: "{}"), effects: effects, under: test.lease)
      },
      { _ = try store.outline.rename(chapter, to: "late", under: test.lease) },
      { try store.projects.setState(.failed, under: test.lease) },
    ]
    for verb in verbs { #expect(failure(verb)?.code == "store.lease-lost") }
    #expect(failure { try store.leases.renew(test.lease) }?.words.contains("process 2") == true)
    try store.leases.release(test.lease)
    try other.leases.renew(lease)
    #expect(try other.chapters.text(chapter) == nil)
  }

  @Test("another process is refused while one lives, and let in when it is killed")
  func processesExclude() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    let project = try store.projects.create(TestStore.brief)
    let probe = try ProbeProcess(
      ["hold", folder.path, project.text], output: folder.url.appending(path: "out"))
    #expect(try probe.wait(for: "held"))
    let error = failure { _ = try store.leases.take(project) }
    #expect(error?.code == "store.project-held")
    #expect(error?.words.contains("process \(probe.number) on") == true)
    probe.kill()
    _ = try store.leases.take(project)
  }

  @Test("processes that begin a store at once all succeed")
  func openAtOnce() throws {
    for _ in 0..<4 {
      let folder = try TemporaryFolder()
      let probes = try (0..<4).map { number in
        try ProbeProcess(
          ["create", folder.path + "/new"], output: folder.url.appending(path: "out\(number)"))
      }
      for probe in probes {
        let status = probe.finish()
        let lines = try probe.lines()
        #expect(status == 0, "\(lines)")
      }
      #expect(try Store.open(folder: folder.path + "/new", creating: false).check() == [])
    }
  }

  @Test("work under a lease keeps it as long as it takes, and gives it back")
  func holdRenews() async throws {
    let test = try TestStore()
    try test.store.leases.release(test.lease)
    let (clock, store, project) = (test.clock, test.store, test.project)
    let other = try test.other()
    let (beats, beat) = AsyncStream.makeStream(of: Void.self)
    try await store.leases.hold(
      project,
      sleep: { milliseconds in
        clock.advance(seconds: milliseconds / 1000)
        beat.yield()
        try await Task.sleep(for: .milliseconds(1))
      }
    ) { lease in
      var count = 0
      for await _ in beats {
        count += 1
        if count == 20 { break }
      }
      try store.leases.renew(lease)
      #expect(failure { _ = try other.leases.take(project) }?.code == "store.project-held")
    }
    #expect(try other.leases.holder(of: project) == nil)
  }

  @Test("this very process is alive, and one that ended is gone")
  func livenessIsSeen() throws {
    #expect(!LeaseHolder.thisProcess.isGone)
    let own = LeaseHolder.thisProcess
    let reused = LeaseHolder(
      machine: own.machine, host: own.host, process: own.process, started: own.started - 1)
    #expect(reused.isGone)
    let elsewhere = LeaseHolder(machine: "other", host: "h", process: 999_999_999, started: 1)
    #expect(!elsewhere.isGone)
    let ended = LeaseHolder(machine: own.machine, host: "h", process: 999_999_999, started: 1)
    #expect(ended.isGone)
  }
}
