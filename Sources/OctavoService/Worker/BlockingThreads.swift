import Dispatch
import Foundation
import Synchronization

/// Threads of their own for tasks that wait for the store.
///
/// SQLite has one writer, and who waits for it blocks a thread. On the pool that all tasks share, which
/// has a thread for each core, two that wait would stop everything else: so tasks that ask the store
/// prefer these.
///
/// A class because executors are.
package final class BlockingThreads: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let ready = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - count: threads, at least one. They live as long as the process.
  ///   - name: what debuggers call them.
  private init(_ count: Int, name: String) {
    for _ in 0..<max(count, 1) {
      let thread = Thread { [self] in while true { work() } }
      thread.name = name
      thread.start()
    }
  }

  /// For requests.
  package static let requests = BlockingThreads(24, name: "octavo-request")
  /// For jobs.
  static let jobs = BlockingThreads(12, name: "octavo-job")

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    ready.signal()
  }

  private func work() {
    ready.wait()
    let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    job?.runSynchronously(on: asUnownedTaskExecutor())
  }
}
