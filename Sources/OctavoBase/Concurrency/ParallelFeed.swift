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
  ///   - makeContext: makes a context for a thread to do pieces with, one after the other.
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
    let feed = Feed<Piece, Value>(helpers: threads - 1)
    let made = make { piece in
      // No helper waits for pieces: a thread of the pool that has none left is given back.
      if feed.add(piece) { DispatchQueue.global().async { feed.help(makeContext(), body) } }
    }
    feed.finish(makeContext(), body)
    return (made, feed.values())
  }

  /// The pieces between the threads.
  ///
  /// A class because the threads share it.
  private final class Feed<Piece: Sendable, Value: Sendable>: Sendable {
    private struct State: Sendable {
      /// Nil for those that were taken.
      var pieces: [Piece?] = []
      var values: [Value?] = []
      var taken = 0
      var done = 0
      /// Threads beside the maker's that are at work, or asked for.
      var helping = 0
      var hasEnded = false

      var isDone: Bool { hasEnded && done == pieces.count }
    }

    private let helpers: Int
    private let state = Mutex(State())
    private let allDone = DispatchSemaphore(value: 0)

    init(helpers: Int) { self.helpers = helpers }

    /// Takes a piece in; whether another helper should come.
    func add(_ piece: Piece) -> Bool {
      state.withLock { state in
        state.pieces.append(piece)
        state.values.append(nil)
        guard state.helping < helpers else { return false }
        state.helping += 1
        return true
      }
    }

    /// Does pieces until there are none.
    func help<Context>(_ context: Context, _ body: (Piece, Context) -> Value) {
      while let (index, piece) = take() { end(index, body(piece, context)) }
    }

    /// Does what is left once all pieces are made, and waits for those that others have taken. A
    /// helper that never came is not waited for.
    func finish<Context>(_ context: Context, _ body: (Piece, Context) -> Value) {
      while let (index, piece) = state.withLock({ next(&$0) }) { end(index, body(piece, context)) }
      let isDone = state.withLock { state in
        state.hasEnded = true
        return state.isDone
      }
      if !isDone { allDone.wait() }
    }

    func values() -> [Value] { state.withLock { $0.values.compactMap(\.self) } }

    /// The next piece; a helper that finds none is no helper any more.
    private func take() -> (index: Int, piece: Piece)? {
      state.withLock { state in
        if let found = next(&state) { return found }
        state.helping -= 1
        return nil
      }
    }

    private func next(_ state: inout State) -> (index: Int, piece: Piece)? {
      guard state.taken < state.pieces.count, let piece = state.pieces[state.taken] else {
        return nil
      }
      state.pieces[state.taken] = nil
      state.taken += 1
      return (state.taken - 1, piece)
    }

    private func end(_ index: Int, _ value: Value) {
      let isDone = state.withLock { state in
        state.values[index] = value
        state.done += 1
        return state.isDone
      }
      if isDone { allDone.signal() }
    }
  }
}
