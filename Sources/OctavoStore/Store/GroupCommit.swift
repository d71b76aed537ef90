import Dispatch
import GRDB
import OctavoBase
import Synchronization

/// Writes of many callers that wait at the same time, made in one transaction.
///
/// A transaction costs its bytes and one wait for the disk; shared, the wait costs each caller a
/// fraction. Every write has a savepoint of its own, so that one which fails takes none with it.
/// A class because it owns the queue of those who wait.
final class GroupCommit: Sendable {
  /// One caller's write, and how to tell them what came of it.
  private struct Item: Sendable {
    let write: @Sendable (Database) throws -> Void
    let end: @Sendable (Result<Void, any Error>) -> Void
  }

  private struct State: Sendable {
    var waiting: [Item] = []
    var isWriting = false
  }

  /// Most writes in a transaction: a bound on how long other processes wait.
  private static let most = 128

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "octavo.group-commit")

  /// Adds a write; `end` is called once it is on the disk, or was refused.
  func add(
    to store: Store, write: @escaping @Sendable (Database) throws -> Void,
    end: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) {
    let mustStart = state.withLock { state in
      state.waiting.append(Item(write: write, end: end))
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if mustStart { queue.async { self.drain(store) } }
  }

  private func drain(_ store: Store) {
    while let items = next() {
      let results: [Result<Void, any Error>]
      do {
        results = try store.commit(durably: true) { db in items.map { Self.perform($0, db) } }
      } catch {
        results = items.map { _ in .failure(error) }
      }
      for (item, result) in zip(items, results) { item.end(result) }
    }
  }

  private func next() -> [Item]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      let items = Array(state.waiting.prefix(Self.most))
      state.waiting.removeFirst(items.count)
      return items
    }
  }

  private static func perform(_ item: Item, _ db: Database) -> Result<Void, any Error> {
    Result {
      try db.inSavepoint {
        try item.write(db)
        return .commit
      }
    }
  }
}

extension Store {
  /// One write in a transaction that others may share; returns once it is on the disk.
  func writeTogether<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(OctavoError) -> Value {
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      let value = Mutex<Value?>(nil)
      groupCommit.add(to: self) { db in
        let made = try body(db)
        value.withLock { $0 = made }
      } end: { result in
        continuation.resume(
          returning: result.flatMap {
            value.withLock { $0 }.map { .success($0) }
              ?? .failure(StoreFault.defect("a write ended without a result"))
          })
      }
    }
    do { return try result.get() } catch { throw StoreFault.error(error, path: path) }
  }
}
