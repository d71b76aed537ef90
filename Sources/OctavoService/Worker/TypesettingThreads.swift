import Dispatch
import Foundation
import Synchronization

/// Threads of their own for setting books: seconds of work, which tasks elsewhere must not wait for.
///
/// A class because it owns the queue of what waits for a thread.
package final class TypesettingThreads: Sendable {
  private struct State: Sendable {
    var free: Int
    var waiting: [@Sendable () -> Void] = []
  }

  /// Layout calls itself for each level of nesting.
  private static let stack = 16 << 20

  private let state: Mutex<State>

  /// - Parameter count: books that are set at the same time, at least one.
  init(_ count: Int) { state = Mutex(State(free: max(count, 1))) }

  /// Does some work on one of the threads.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      start { continuation.resume(with: Result { try work() }) }
    }
  }

  private func start(_ work: @escaping @Sendable () -> Void) {
    let isFree = state.withLock { state in
      guard state.free > 0 else {
        state.waiting.append(work)
        return false
      }
      state.free -= 1
      return true
    }
    guard isFree else { return }
    let thread = Thread { [self] in
      var next: (@Sendable () -> Void)? = work
      while let current = next {
        current()
        next = state.withLock { state in
          guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
          state.free += 1
          return nil
        }
      }
    }
    thread.stackSize = Self.stack
    thread.name = "octavo-typesetting"
    thread.start()
  }
}
