import Glibc

/// A file that is read from its beginning to its end, piece by piece.
///
/// A class because it owns a descriptor.
final class FileReader {
  private let descriptor: Int32
  private static let piece = 1 << 18

  /// The file cannot be read.
  struct Unreadable: Error {}

  init(path: String) throws(Unreadable) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Unreadable() }
  }

  deinit { close(descriptor) }

  /// The next bytes; nil at the end.
  func next() throws(Unreadable) -> [UInt8]? {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw Unreadable() }
      return bytes.isEmpty ? nil : bytes
    }
  }
}
