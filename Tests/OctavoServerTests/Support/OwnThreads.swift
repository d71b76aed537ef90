import Foundation
import Testing

/// Runs a test's own work on threads of its own: its client waits for answers of a server that needs
/// the threads of the pool, of which there may be two.
struct OwnThreads: TestTrait, SuiteTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  /// The test may block its thread.
  static var ownThreads: OwnThreads { OwnThreads() }
}

/// A thread for each piece of work. A class because executors are.
final class ThreadExecutor: TaskExecutor {
  static let shared = ThreadExecutor()

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    Thread.detachNewThread { [self] in
      work.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
