import Dispatch
import Synchronization

/// Works on pieces while others are still being made; the results never depend on how many threads do.
package enum ParallelFeed {
  /// What `make` gives, and what became of each piece, in the order the pieces were made in.
  ///
  /// - Parameters:
  ///   - threads: how many run at once, the one that makes the pieces among them: once all are made
  ///     it works on them, too. With one, each piece is done as soon as it is made.
  ///   - make: makes the pieces, each handed over when it is complete.
  ///   - makeContext: makes a thread's own context, once a thread.
  ///   - body: does a piece.
  package static func run<Piece: Sendable, Context, Value: Sendable, Made>(
    threads: Int, make: (_ handOver: (Piece) -> Void) -> Made,
    makeContext: @escaping @Sendable () -> Context,
    body: @escaping @Sendable (Piece, Context) -> Value
  ) -> (made: Made, values: [Value]) {
    guard threads > 1 else {
      let context = makeContext()
      var values: [Value] = []
      let made = make { values.append(body($0, context)) }
      return (made, values)
    }
    let feed = Feed<Piece, Value>(threads: threads)
    for _ in 1..<threads {
      DispatchQueue.global().async { feed.work(makeContext, body) }
    }
    let made = make { feed.add($0) }
    feed.end()
    feed.work(makeContext, body)
    return (made, feed.values())
  }

  /// The pieces between the threads.
  ///
  /// A class because the threads share it.
  private final class Feed<Piece: Sendable, Value: Sendable>: Sendable {
    private struct State: Sendable {
      var pieces: [Piece] = []
      var values: [Value?] = []
      /// Pieces taken so far.
      var taken = 0
      var done = 0
      var hasEnded = false

      var isDone: Bool { hasEnded && done == pieces.count }
    }

    private let threads: Int
    private let state = Mutex(State())
    /// Counts the pieces not yet taken, and in the end a thread's leave to go each.
    private let signs = DispatchSemaphore(value: 0)
    private let allDone = DispatchSemaphore(value: 0)

    init(threads: Int) { self.threads = threads }

    func add(_ piece: Piece) {
      state.withLock { state in
        state.pieces.append(piece)
        state.values.append(nil)
      }
      signs.signal()
    }

    func end() {
      let isDone = state.withLock { state in
        state.hasEnded = true
        return state.isDone
      }
      if isDone { allDone.signal() }
      for _ in 0..<threads { signs.signal() }
    }

    /// Does pieces until there will be no more.
    func work<Context>(_ makeContext: () -> Context, _ body: (Piece, Context) -> Value) {
      var context: Context?
      while let (index, piece) = next() {
        let own = context ?? makeContext()
        context = own
        let value = body(piece, own)
        let isDone = state.withLock { state in
          state.values[index] = value
          state.done += 1
          return state.isDone
        }
        if isDone { allDone.signal() }
      }
    }

    private func next() -> (index: Int, piece: Piece)? {
      signs.wait()
      return state.withLock { state in
        guard state.taken < state.pieces.count else { return nil }
        state.taken += 1
        return (state.taken - 1, state.pieces[state.taken - 1])
      }
    }

    /// Waits for the pieces that others have taken. A thread that never came is not waited for.
    func values() -> [Value] {
      allDone.wait()
      return state.withLock { $0.values.compactMap(\.self) }
    }
  }
}
