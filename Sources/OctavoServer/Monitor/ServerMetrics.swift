import Synchronization

/// What the server counts of itself while it runs.
///
/// A class because all connections share it.
final class ServerMetrics: Sendable {
  /// Requests of one kind.
  struct Key: Hashable, Sendable {
    let method: String
    /// The route's template, never an address as it came: its values would be without number.
    let route: String
    let status: Int
  }

  struct Counts: Sendable {
    var requests: [Key: Int] = [:]
    /// By route's template.
    var durations: [String: Histogram] = [:]
    var events = 0
    var inFlight = 0
  }

  private let counts = Mutex(Counts())

  func began() { counts.withLock { $0.inFlight += 1 } }

  func ended(_ key: Key, seconds: Double) {
    counts.withLock {
      $0.inFlight -= 1
      $0.requests[key, default: 0] += 1
      $0.durations[key.route, default: Histogram()].add(seconds)
    }
  }

  /// Counts events that were sent to watchers.
  func count(events: Int) { counts.withLock { $0.events += events } }

  var snapshot: Counts { counts.withLock { $0 } }
}
