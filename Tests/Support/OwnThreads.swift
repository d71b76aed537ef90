import Foundation
import Synchronization
package import Testing

/// Runs a test's own work on threads of its own, some tests at once.
///
/// Tests that wait for a program, or for answers of a server in this process, block their thread. The
/// pool may have two: blocked, nothing that is asynchronous goes on, and servers, timers and other
/// tests with it.
package struct OwnThreads: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  /// Programs share the machine's processors with the other tests.
  private static let turns = Turns(max(4, ProcessInfo.processInfo.activeProcessorCount))

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    await Self.turns.take()
    defer { Self.turns.give() }
    try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  /// The test may block its thread.
  package static var ownThreads: OwnThreads { OwnThreads() }
}

/// So many turns at once; who comes later waits without a thread.
///
/// A class because those who wait share it.
private final class Turns: Sendable {
  private struct State: Sendable {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(free: count)) }

  func take() async {
    await withCheckedContinuation { continuation in
      let isMine = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isMine { continuation.resume() }
    }
  }

  func give() {
    let next = state.withLock { state in
      guard state.waiting.isEmpty else { return Optional(state.waiting.removeFirst()) }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}

/// A thread for each piece of work, for servers too that tests run beside themselves: on the pool they
/// would wait behind all tests of the run. A class because executors are.
package final class ThreadExecutor: TaskExecutor {
  package static let shared = ThreadExecutor()

  package func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    Thread.detachNewThread { [self] in
      work.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
