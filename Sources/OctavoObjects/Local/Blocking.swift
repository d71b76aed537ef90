import Dispatch

/// Runs calls that wait for a disk on threads of their own, so that tasks elsewhere go on.
enum Blocking {
  private static let queue = DispatchQueue(label: "octavo-objects", attributes: .concurrent)

  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
