import Dispatch
import OctavoBase
import Synchronization

/// Waits for a while, whatever other tasks do.
///
/// `Task.sleep` ends on the pool of threads that all tasks share: where that is busy for a minute, a
/// pause of milliseconds takes a minute. These end on a thread of their own, and one that is cancelled
/// leaves nothing behind.
package enum Pause {
  /// Comes back after so long; throws as soon as the task is cancelled.
  package static func wait(_ duration: Duration) async throws(CancellationError) {
    await Alarm.shared.wait(until: .now() + .nanoseconds(nanoseconds(duration)))
    if Task.isCancelled { throw CancellationError() }
  }

  /// At most a century, which Dispatch can count.
  private static func nanoseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    guard seconds < 3_000_000_000 else { return 3_000_000_000 * 1_000_000_000 }
    return max(0, Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
  }
}

/// Wakes tasks, each at its time, by one timer.
///
/// A class because it owns the timer.
private final class Alarm: Sendable {
  static let shared = Alarm()

  private let waiting = WaitingTasks<DispatchTime>()
  /// When it is looked who is due.
  private let next = Mutex(DispatchTime.distantFuture)
  /// Unsafe, because Dispatch does not say that its sources are made for many threads, which they are.
  nonisolated(unsafe) private let timer: any DispatchSourceTimer

  private init() {
    // A serial queue has a thread whatever the pool is busy with.
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "octavo.pause"))
    timer.setEventHandler { [unowned self] in look() }
    timer.schedule(deadline: .distantFuture)
    timer.resume()
  }

  /// Waits until a time, or until the task is cancelled.
  func wait(until time: DispatchTime) async {
    await waiting.wait(with: time) {
      // Only now can the task be let go.
      setTimer(for: time)
      return false
    }
  }

  /// Sees to a look at a time, or before.
  private func setTimer(for time: DispatchTime) {
    next.withLock { next in
      guard time < next else { return }
      next = time
      timer.schedule(deadline: time, leeway: .milliseconds(1))
    }
  }

  /// Wakes who is due, and sees to the next look.
  private func look() {
    next.withLock { $0 = .distantFuture }
    let now = DispatchTime.now()
    waiting.release { $0 <= now }
    if let first = waiting.wishes.min() { setTimer(for: first) }
  }
}
