import Dispatch
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
/// A class because it owns the timer and those who wait.
private final class Alarm: Sendable {
  private struct Waiter: Sendable {
    let time: DispatchTime
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State: Sendable {
    var next: UInt64 = 0
    var waiters: [UInt64: Waiter] = [:]
    /// When it is looked who is due.
    var look = DispatchTime.distantFuture
  }

  static let shared = Alarm()

  private let state = Mutex(State())
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
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isCancelled = state.withLock { state in
          guard !Task.isCancelled else { return true }
          state.waiters[number] = Waiter(time: time, continuation: continuation)
          if time < state.look { set(&state, for: time) }
          return false
        }
        if isCancelled { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
    }
  }

  private func set(_ state: inout State, for time: DispatchTime) {
    state.look = time
    timer.schedule(deadline: time, leeway: .milliseconds(1))
  }

  /// Wakes who is due, and sees to the next look.
  private func look() {
    let due = state.withLock { state in
      let now = DispatchTime.now()
      let due = state.waiters.filter { $0.value.time <= now }
      for key in due.keys { state.waiters[key] = nil }
      set(&state, for: state.waiters.values.map(\.time).min() ?? .distantFuture)
      return due
    }
    for waiter in due.values { waiter.continuation.resume() }
  }
}
