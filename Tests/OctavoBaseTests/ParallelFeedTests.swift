import OctavoBase
import OctavoTestSupport
import Synchronization
import Testing

/// Work on pieces that are still being made.
@Suite("Feeds of work", .ownThreads)
struct ParallelFeedTests {
  @Test("what became of the pieces is the same for any number of threads", arguments: [1, 2, 3, 8])
  func order(threads: Int) {
    for count in [0, 1, 2, 500] {
      let (made, values) = ParallelFeed.run(threads: threads) { handOver in
        for number in 0..<count { handOver(number) }
        return "made"
      } makeContext: {
        ()
      } body: { number, _ in
        number * number
      }
      #expect(made == "made")
      #expect(values == (0..<count).map { $0 * $0 })
    }
  }

  /// Tells whether two threads use it at once.
  private final class Flag: Sendable {
    private let isTaken = Atomic<Bool>(false)

    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

    func give() { isTaken.store(false, ordering: .releasing) }
  }

  @Test("a context is used by one thread at a time")
  func contexts() {
    let (_, values) = ParallelFeed.run(threads: 4) { handOver in
      for number in 0..<1_000 { handOver(number) }
    } makeContext: {
      Flag()
    } body: { number, flag in
      defer { flag.give() }
      let isAlone = flag.take()
      return isAlone && (0...number % 100).reduce(0, +) >= 0
    }
    #expect(values == Array(repeating: true, count: 1_000))
  }

  @Test("a value that several need at once is made once")
  func deferred() {
    let made = Atomic<Int>(0)
    let value = Deferred { made.wrappingAdd(1, ordering: .relaxed).newValue }
    #expect(made.load(ordering: .relaxed) == 0)
    let (_, values) = ParallelFeed.run(threads: 4) { handOver in
      for number in 0..<100 { handOver(number) }
    } makeContext: {
      ()
    } body: { _, _ in
      value.value
    }
    #expect(values == Array(repeating: 1, count: 100))
  }
}
