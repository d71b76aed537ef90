import Synchronization

/// The signing keys of a store as they are now: fixed ones, or those of a file that other processes
/// may change.
///
/// A class so that all copies of a store share what was read.
final class SigningKeys: Sendable {
  private struct Known {
    var ring: SigningKeyRing
    var stamp: [Int]?
  }

  private let file: SigningKeyFile?
  private let known: Mutex<Known>

  init(fixed ring: SigningKeyRing) {
    file = nil
    known = Mutex(Known(ring: ring))
  }

  init(file: SigningKeyFile, now: Int) throws(ObjectStoreError) {
    let ring = try file.ring(now: now)
    self.file = file
    // Without a stamp the first use reads the file again.
    known = Mutex(Known(ring: ring))
  }

  /// The keys, read again where the file has changed. One that is broken or gone for now leaves the
  /// last good ones in use.
  func current() -> SigningKeyRing {
    guard let file else { return known.withLock(\.ring) }
    let stamp = file.stamp
    return known.withLock { known in
      if let stamp, stamp != known.stamp, let ring = try? file.read() {
        known = Known(ring: ring, stamp: stamp)
      }
      return known.ring
    }
  }
}
