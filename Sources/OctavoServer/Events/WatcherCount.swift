import OctavoStore
import Synchronization

/// Counts event streams and sockets that are open, and keeps them within their limits.
///
/// A class because all connections share it.
final class WatcherCount: Sendable {
  private let open = Mutex<(all: Int, byUser: [UserID: Int])>((0, [:]))
  private let most: Int
  private let mostOfUser: Int

  init(most: Int, ofUser: Int) {
    self.most = most
    mostOfUser = ofUser
  }

  /// How many there are.
  var count: Int { open.withLock { $0.all } }

  /// Whether a user would get no place.
  func isFull(for user: UserID) -> Bool {
    open.withLock { $0.all >= most || $0.byUser[user, default: 0] >= mostOfUser }
  }

  /// Takes a place, which is free again when its holder lets go of it; nil where none is left.
  func enter(_ user: UserID) -> WatcherPlace? {
    let isTaken = open.withLock { open in
      guard open.all < most, open.byUser[user, default: 0] < mostOfUser else { return false }
      open.all += 1
      open.byUser[user, default: 0] += 1
      return true
    }
    return isTaken ? WatcherPlace { self.leave(user) } : nil
  }

  private func leave(_ user: UserID) {
    open.withLock { open in
      open.all -= 1
      let left = open.byUser[user, default: 1] - 1
      open.byUser[user] = left > 0 ? left : nil
    }
  }
}

/// A place among the watchers.
///
/// A class so that it is given back however its connection ends, even before a byte was sent.
final class WatcherPlace: Sendable {
  private let leave: @Sendable () -> Void

  fileprivate init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }

  deinit { leave() }
}
