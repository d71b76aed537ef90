/// A watcher that did not read what was sent to it in time. Nothing is lost: it asks again from the
/// event that is named.
struct SlowWatcher: Error {
  /// The last event that was surely sent.
  let last: Int64

  /// What it is told.
  var advice: String { "resync from event \(last)" }
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
        try await Task.sleep(for: limit)
        throw Passed()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw Passed() }
      return value
    }
  }
}
