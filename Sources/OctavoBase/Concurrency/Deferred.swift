import Synchronization

/// A value that the thread which first needs it makes; others wait for it. What makes it may not ask
/// for it.
///
/// A class because all that need the value share it.
package final class Deferred<Value: Sendable>: Sendable {
  private enum State: Sendable {
    case wanted(@Sendable () -> Value)
    case made(Value)
  }

  private let state: Mutex<State>

  package init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.wanted(make)) }

  package var value: Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .wanted(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}
