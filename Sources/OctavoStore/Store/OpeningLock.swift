import Glibc
import OctavoBase

/// Lets one process at a time create a store or bring it up to date.
///
/// An advisory lock on a file of its own, given back by the kernel when a process dies. A class
/// because it owns the descriptor.
final class OpeningLock {
  private let file: String
  private var descriptor: Int32 = -1

  /// Milliseconds between two tries, and how many tries are made.
  private static let interval = 20
  private static let tries = 500

  init(folder: String) { file = folder + "/octavo.lock" }

  deinit { release() }

  /// Waits for its turn; a folder or file system without locks is let through, since migrations
  /// are transactions in themselves.
  func take(pause: @Sendable (Int) -> Void, path: String) throws(OctavoError) {
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    for _ in 0..<Self.tries {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      pause(Self.interval)
    }
    throw StoreFault.busy(path)
  }

  func release() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
