import Foundation
import OctavoJSON
import OctavoStore
import OctavoTestSupport
import Synchronization
import Testing

@testable import OctavoServer

/// The service while something else keeps all threads of the pool busy that tasks share.
@Suite("Busy pool", .serialized, .ownThreads)
struct BusyPoolTests {
  /// Work for all threads of the pool, until it is let go, or some minutes have passed since it has them
  /// all. A class because tasks share it.
  private final class Hog: Sendable {
    private let isLetGo = Atomic(false)
    private let begun = Atomic(0)
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    /// Comes back when no thread is free.
    init() {
      let count = 4 * ProcessInfo.processInfo.activeProcessorCount
      for _ in 0..<count {
        Task.detached { [self] in
          begun.wrappingAdd(1, ordering: .relaxed)
          // Not asleep: Dispatch would start another thread for one that is.
          while holds { sched_yield() }
        }
      }
      while begun.load(ordering: .relaxed) < ProcessInfo.processInfo.activeProcessorCount {
        usleep(1000)
      }
      end.withLock { $0 = .now + .seconds(240) }
    }

    /// Whether the pool is still busy with it.
    var holds: Bool {
      !isLetGo.load(ordering: .relaxed) && end.withLock { $0.map { .now < $0 } ?? true }
    }

    func letGo() { isLetGo.store(true, ordering: .relaxed) }
  }

  @Test("jobs are done, waits end and files are sent all the same")
  func goesOn() async throws {
    let server = try await TestServer()
    let ann = server.client.with(try server.user("ann"))
    let hog = Hog()
    defer { hog.letGo() }
    let begun = try ann.ask(
      "POST", "/api/v1/projects/initiate",
      ["keyword": "bees", "genre": "guide", "audience_level": "all"],
      headers: ["Prefer": "wait=60"])
    #expect(begun.json["state"] == "succeeded", "\(begun.text)")
    let job = try #require(begun.json["job_id"]?.string)
    let events = try ann.ask("GET", "/api/v1/jobs/\(job)/events")
    #expect(events.text.contains("event: ideation_completed"))
    #expect(try server.client.ask("GET", "/ready").status == 200)
    #expect(hog.holds)
  }

  @Test("a limit of time holds")
  func deadline() async throws {
    let hog = Hog()
    defer { hog.letGo() }
    await #expect(throws: Deadline.Passed.self) {
      try await Deadline.within(.milliseconds(20)) { try await Pause.wait(.seconds(20)) }
    }
  }

  @Test("what is told to stop is cancelled, and what ends by itself comes back")
  func shutdown() async throws {
    let hog = Hog()
    defer { hog.letGo() }
    #expect(try await untilShutdown { 7 } == 7)
    let waiting = Task(executorPreference: ThreadExecutor.shared) {
      try await untilShutdown { try await Pause.wait(.seconds(20)) }
    }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(hog.holds)
  }
}
