import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// The table of the Jobs page, held against random lives.
@Suite("Lives of jobs")
struct JobLifeTests {
  /// States that may follow one, as the events tell them; the empty one comes before all.
  private static let allowed: [String: Set<String>] = [
    "": ["queued"], "queued": ["running", "cancelled", "failed"],
    "running": ["queued", "succeeded", "failed", "cancelled"],
  ]

  @Test("whatever happens, a job's states follow the table and its attempts have a bound")
  func randomLives() throws {
    for seed in 1...4 as ClosedRange<UInt64> { try live(seed) }
  }

  private func live(_ seed: UInt64) throws {
    let test = try TestStore()
    let jobs = test.store.jobs
    var random = SeededGenerator(seed: seed)
    var made: [JobID] = []
    var running: [Job] = []
    for _ in 0..<150 {
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1:
        var job = NewJob(owner: .local, kind: "k", project: test.project)
        job.isExclusive = Bool.random(using: &random)
        job.needs = made.suffix(8).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        // Only jobs that have not ended are waited for, as orders do it.
        job.needs = try job.needs.filter { try !jobs.find($0).state.isEnd }
        made.append(try jobs.enqueue(job).id)
      case 2, 3, 4: if let job = try jobs.claim(worker: "w") { running.append(job) }
      case 5:
        guard let job = running.randomElement(using: &random) else { continue }
        _ = try jobs.finish(job, result: "{}")
      case 6:
        guard let job = running.randomElement(using: &random) else { continue }
        _ = try jobs.fail(job, error: "{}", isFinal: Int.random(in: 0..<4, using: &random) == 0)
      case 7:
        guard let job = running.randomElement(using: &random) else { continue }
        if Bool.random(using: &random) {
          _ = try jobs.postpone(job, for: 10)
        } else {
          try jobs.cancel(job.id)
        }
      default: test.clock.advance(seconds: Int64.random(in: 0...20, using: &random))
      }
    }
    try check(test, made)
  }

  private func check(_ test: borrowing TestStore, _ made: [JobID]) throws {
    #expect(try test.store.check() == [])
    for id in made {
      let states = try test.store.events.after(0, job: id, limit: 1000).map { event in
        Job.State.allCases.map(\.rawValue).first { event.data.contains(#""state":"\#($0)""#) }
          ?? "?"
      }
      for (before, after) in zip([""] + states, states) {
        #expect(Self.allowed[before]?.contains(after) == true, "\(before) → \(after)")
      }
      let job = try test.store.jobs.find(id)
      #expect(job.state.rawValue == states.last)
      #expect(job.attempts <= job.maxAttempts)
      let needs = try test.store.jobs.needs(of: id).map { try test.store.jobs.find($0).state }
      if job.state == .running || job.state == .succeeded {
        #expect(needs.allSatisfy { $0 == .succeeded })
      }
      if job.state == .queued {
        #expect(job.waiting == needs.count { $0 != .succeeded })
        #expect(!needs.contains { $0 == .failed || $0 == .cancelled })
      }
    }
  }
}
