import Dispatch
import GRDB
import OctavoBase
import Synchronization

extension Store {
  /// Tells when anybody has changed the store.
  package var changes: StoreChanges { changeWatch }
}

/// Tells when the store was changed, by this process or another.
///
/// This process' commits are told of at once. Another's are seen by looking at the connection's
/// `PRAGMA data_version`, which costs a few microseconds and reads no table.
/// A class because it owns a connection and a timer.
package final class StoreChanges: Sendable {
  private struct State: Sendable {
    var count: UInt64 = 0
    var last = 0
    var isLooking = false
    var isClosed = false
  }

  /// Milliseconds between two looks.
  private static let interval = 15

  private let state = Mutex(State())
  /// Those who wait: for more changes than so many, until a time.
  private let waiting = WaitingTasks<(after: UInt64, deadline: DispatchTime)>()
  private let path: String
  private let queue = DispatchQueue(label: "octavo.changes")
  /// The connection that looks; nil where it is not open yet.
  private let connection = Mutex<DatabaseQueue?>(nil)

  init(path: String) { self.path = path }

  deinit { close() }

  /// Counts the changes that were noticed; several may count as one.
  package var count: UInt64 { state.withLock { $0.count } }

  /// Waits until there are more changes than `after`, at most so many milliseconds, and gives their
  /// count. Comes back at once when the task is cancelled or the store was closed.
  package func wait(after: UInt64, milliseconds: Int) async -> UInt64 {
    start()
    let deadline = DispatchTime.now() + .milliseconds(max(0, milliseconds))
    await waiting.wait(with: (after, deadline)) {
      state.withLock { $0.count > after || $0.isClosed }
    }
    return count
  }

  /// Says that something was changed.
  func note() {
    let count = state.withLock { state in
      state.count += 1
      return state.count
    }
    waiting.release { $0.after < count }
  }

  /// Ends the looking; those who wait come back.
  func close() {
    state.withLock { $0.isClosed = true }
    waiting.release { _ in true }
    let old = connection.withLock { connection in
      defer { connection = nil }
      return connection
    }
    // After the last look, which runs on the same queue.
    queue.async { try? old?.close() }
  }

  /// Begins to look, unless that was done.
  private func start() {
    let mustStart = state.withLock { state in
      guard !state.isLooking, !state.isClosed else { return false }
      state.isLooking = true
      return true
    }
    if mustStart { queue.async { [weak self] in self?.tick() } }
  }

  /// Looks, and again in a moment for as long as the store is open.
  private func tick() {
    guard !state.withLock({ $0.isClosed }) else { return }
    look()
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.interval)) { [weak self] in
      self?.tick()
    }
  }

  private func look() {
    // A store that cannot be opened or read for once is looked at again in a moment.
    let version = try? opened()?.unsafeRead { db in
      try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0
    }
    let count = state.withLock { state in
      if let version, version != state.last {
        state.last = version
        state.count += 1
      }
      return state.count
    }
    // Whatever became of the look: who has waited long enough waits no longer.
    let now = DispatchTime.now()
    waiting.release { $0.after < count || $0.deadline <= now }
  }

  /// The connection, opened where it is not; nil once the store was closed.
  private func opened() throws -> DatabaseQueue? {
    try connection.withLock { connection in
      if let connection { return connection }
      guard !state.withLock({ $0.isClosed }) else { return nil }
      var configuration = Configuration()
      configuration.label = "octavo.changes"
      // A store that is gone is not made anew.
      configuration.readonly = true
      connection = try DatabaseQueue(path: path, configuration: configuration)
      return connection
    }
  }
}
