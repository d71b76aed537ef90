import Synchronization

/// Tasks that wait, each with a wish, until somebody finds the wish fulfilled or they are cancelled.
///
/// A class because those who wait and those who let go share it.
package final class WaitingTasks<Wish: Sendable>: Sendable {
  private struct State: Sendable {
    var next: UInt64 = 0
    var tasks: [UInt64: (wish: Wish, continuation: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// What is waited for now, in no order.
  package var wishes: [Wish] { state.withLock { $0.tasks.values.map(\.wish) } }

  /// Waits until `release` finds the wish fulfilled or the task is cancelled.
  ///
  /// - Parameter isFulfilled: whether there is nothing to wait for. It is asked once the task can be
  ///   let go, so that nothing is missed between the look and the waiting.
  package func wait(with wish: Wish, unless isFulfilled: @Sendable () -> Bool) async {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { $0.tasks[number] = (wish, continuation) }
        if Task.isCancelled || isFulfilled() { release(number) }
      }
    } onCancel: {
      release(number)
    }
  }

  /// Lets those go whose wish is fulfilled.
  ///
  /// - Parameter isFulfilled: is asked while nobody can begin to wait: it must not use these tasks.
  package func release(where isFulfilled: (Wish) -> Bool) {
    let due = state.withLock { state in
      let due = state.tasks.filter { isFulfilled($0.value.wish) }
      for key in due.keys { state.tasks[key] = nil }
      return due.values
    }
    for task in due { task.continuation.resume() }
  }

  private func release(_ number: UInt64) {
    state.withLock { $0.tasks.removeValue(forKey: number) }?.continuation.resume()
  }
}
