import OctavoBase

/// Runs calls that wait for a disk on threads of their own, so that tasks elsewhere go on.
enum Blocking {
  private static let threads = BlockingThreads(8, name: "octavo-objects")

  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    return try await withTaskExecutorPreference(threads) { try work() }
  }
}
