import Dispatch
import Foundation
import Synchronization

/// Threads of their own for tasks that wait for the store or a disk.
///
/// The pool that all tasks share has a thread for each core, and so have Dispatch's concurrent queues,
/// which are the same threads: two tasks that wait there would stop everything else.
///
/// A class because executors are.
package final class BlockingThreads: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let ready = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - count: threads, at least one. They live as long as the process.
  ///   - name: what debuggers call them.
  package init(_ count: Int, name: String) {
    for _ in 0..<max(count, 1) {
      let thread = Thread { [self] in while true { work() } }
      thread.name = name
      thread.start()
    }
  }

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
