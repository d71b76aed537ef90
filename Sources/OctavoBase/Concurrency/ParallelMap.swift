import Dispatch
import Synchronization

/// Runs independent pieces of work on several threads; the results never depend on how many.
package enum ParallelMap {
  /// Maps the indices below `count`, each with a context that only one thread at a time uses.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - threads: how many run at once; the result is the same for any number.
  ///   - makeContext: makes a thread's own context, once a thread.
  ///   - body: does the piece with the index; results are gathered by it.
  package static func run<Context, Value: Sendable>(
    count: Int, threads: Int, makeContext: @Sendable () -> Context,
    body: @Sendable (Int, Context) -> Value
  ) -> [Value] {
    guard count > 0 else { return [] }
    let width = min(max(threads, 1), count)
    if width == 1 {
      let context = makeContext()
      return (0..<count).map { body($0, context) }
    }
    let results = UnsafeMutablePointer<Value?>.allocate(capacity: count)
    results.initialize(repeating: nil, count: count)
    defer {
      results.deinitialize(count: count)
      results.deallocate()
    }
    // Each slot is written by the one thread that took its index.
    nonisolated(unsafe) let slots = results
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: width) { _ in
      let context = makeContext()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        slots[index] = body(index, context)
      }
    }
    return (0..<count).compactMap { slots[$0] }
  }
}
