import OctavoBase
import OctavoService

/// What was found out last, for as long as it holds; whoever asks meanwhile gets the same.
actor Recent<Value: Sendable> {
  private let lifetime: Duration
  private var last: (value: Value, at: ContinuousClock.Instant)?
  private var asking: Task<Value, Never>?

  init(lifetime: Duration) { self.lifetime = lifetime }

  /// The last answer while it is fresh, the one that is on its way, or a new one.
  func value(_ ask: @escaping @Sendable () async -> Value) async -> Value {
    if let last, ContinuousClock.now - last.at < lifetime { return last.value }
    if let asking { return await asking.value }
    // Whoever is asked may wait for the store.
    let task = Task(executorPreference: BlockingThreads.requests) { await ask() }
    asking = task
    let value = await task.value
    asking = nil
    last = (value, .now)
    return value
  }
}
