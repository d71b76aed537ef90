import ServiceLifecycle
import Synchronization

/// Does something, and cancels it as soon as the service is told to stop.
///
/// ServiceLifecycle's own `cancelWhenGracefulShutdown` ends by a task on the pool that all tasks share:
/// where that is busy, what was done long ago does not come back.
///
/// - Returns: what the work gives, cancelled or not.
func untilShutdown<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let bell = Bell()
  return try await withGracefulShutdownHandler {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        await bell.heard()
        return nil
      }
      defer { group.cancelAll() }
      while let ended = try await group.next() {
        group.cancelAll()
        if let value = ended { return value }
      }
      throw CancellationError()
    }
  } onGracefulShutdown: {
    bell.ring()
  }
}

/// Rings once, for one who waits for it.
///
/// A class because who waits and who rings share it.
private final class Bell: Sendable {
  private enum State: Sendable {
    case silent
    case awaited(CheckedContinuation<Void, Never>)
    case rung
  }

  private let state = Mutex(State.silent)

  func ring() {
    let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .rung }
      guard case .awaited(let continuation) = state else { return nil }
      return continuation
    }
    waiting?.resume()
  }

  /// Comes back when it has rung, or the task is cancelled.
  func heard() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasRung = state.withLock { state in
          if case .rung = state { return true }
          state = .awaited(continuation)
          return false
        }
        if hasRung { continuation.resume() }
      }
    } onCancel: {
      ring()
    }
  }
}
