import OctavoBase
import OctavoTestSupport
import Synchronization
import Testing

/// Tasks that wait for one another.
@Suite("Waiting tasks", .ownThreads, .timeLimit(.minutes(10)))
struct WaitingTasksTests {
  /// Numbers that tasks note.
  private final class Notes: Sendable {
    private let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0.sorted() } }

    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
  }

  /// A number that one task raises and others look at.
  private final class Count: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int {
      get { number.load(ordering: .sequentiallyConsistent) }
      set { number.store(newValue, ordering: .sequentiallyConsistent) }
    }
  }

  @Test("those whose wish is fulfilled are let go, and no others")
  func some() async {
    let waiting = WaitingTasks<Int>()
    let free = Notes()
    await withTaskGroup { group in
      for number in 0..<10 {
        group.addTask {
          await waiting.wait(with: number) { false }
          free.add(number)
        }
      }
      while waiting.wishes.count < 10 { await Task.yield() }
      waiting.release { $0 % 2 == 0 }
      while free.all.count < 5 { await Task.yield() }
      #expect(free.all == [0, 2, 4, 6, 8])
      #expect(waiting.wishes.sorted() == [1, 3, 5, 7, 9])
      waiting.release { _ in true }
    }
    #expect(free.all.count == 10)
    #expect(waiting.wishes.isEmpty)
  }

  @Test("a wish that is fulfilled already is not waited for")
  func fulfilled() async {
    let waiting = WaitingTasks<Int>()
    await waiting.wait(with: 1) { true }
    #expect(waiting.wishes.isEmpty)
  }

  @Test("a task that is cancelled, before or while it waits, comes back")
  func cancelled() async {
    let waiting = WaitingTasks<Int>()
    let before = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await waiting.wait(with: 1) { false }
    }
    await before.value
    let meanwhile = Task { await waiting.wait(with: 2) { false } }
    while waiting.wishes.isEmpty { await Task.yield() }
    meanwhile.cancel()
    await meanwhile.value
    #expect(waiting.wishes.isEmpty)
  }

  @Test("what happens between the look and the waiting is not missed")
  func races() async {
    let waiting = WaitingTasks<Int>()
    let count = Count()
    let last = 2_000
    let counter = Task {
      for number in 1...last {
        count.value = number
        waiting.release { $0 < number }
        if number % 50 == 0 { await Task.yield() }
      }
    }
    await withTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          var seen = 0
          while seen < last {
            let place = seen
            await waiting.wait(with: place) {
              count.value > place
            }
            seen = count.value
          }
        }
      }
    }
    await counter.value
    #expect(waiting.wishes.isEmpty)
  }
}
