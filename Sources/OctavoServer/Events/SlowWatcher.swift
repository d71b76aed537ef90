import OctavoStore
import Synchronization

/// A watcher that did not read what was sent to it in time. Nothing is lost: it asks again from the
/// event that is named.
struct SlowWatcher: Error {
  /// The last event that was surely sent.
  let last: Int64

  /// What it is told.
  var advice: String { "resync from event \(last)" }
}

/// Since when a socket has been waiting for its peer to take what is sent.
///
/// A class because the task that sends and the one that watches it share it.
final class SendClock: Sendable {
  /// Seconds on the server's clock; nil while nothing is being sent.
  private let state = Mutex<(began: Double?, last: Int64)>((nil, 0))

  func begins(at time: Double) { state.withLock { $0.began = time } }

  /// - Parameter last: the last event that was sent.
  func ended(last: Int64) { state.withLock { $0 = (nil, last) } }

  /// Throws where the peer has taken nothing for longer than `limit` seconds.
  func check(at time: Double, limit: Double) throws(SlowWatcher) {
    let (began, last) = state.withLock { $0 }
    if let began, time - began > limit { throw SlowWatcher(last: last) }
  }
}

/// Does something within a time, or throws.
enum Deadline {
  /// The time ran out.
  struct Passed: Error {}

  static func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Pause.wait(limit)
        throw Passed()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw Passed() }
      return value
    }
  }
}
