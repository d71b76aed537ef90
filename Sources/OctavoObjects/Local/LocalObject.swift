import Glibc
import OctavoBase

/// An object of a local store, open for reading: it stays whole for its reader though it be
/// replaced or deleted meanwhile.
///
/// A class because it owns a file descriptor and is read from several tasks.
package final class LocalObject: Sendable {
  package let info: ObjectInfo
  private let descriptor: Int32

  /// Bytes in a piece of a whole reading.
  static let piece = 1 << 18

  /// Takes the descriptor over; nil, and closes it, where it is no file.
  init?(key: ObjectKey, descriptor: Int32) throws(ObjectStoreError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    let attributes = ObjectAttributes(descriptor: descriptor)
    info = ObjectInfo(
      key: key, size: Int(status.st_size),
      contentType: attributes.contentType ?? .of(ending: key.ending), digest: attributes.digest,
      modified: Int(status.st_mtim.tv_sec))
  }

  deinit { close(descriptor) }

  /// Bytes from an offset on: as many as asked for, fewer only at the object's end.
  package func bytes(at offset: Int, count: Int) async throws -> [UInt8] {
    try await Blocking.run { [self] in try readBytes(at: offset, count: count) }
  }

  private func readBytes(at offset: Int, count: Int) throws(ObjectStoreError) -> [UInt8] {
    let wanted = max(0, min(count, info.size - offset))
    guard wanted > 0, offset >= 0 else { return [] }
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let count = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), wanted - filled,
          off_t(offset + filled))
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        guard count > 0 else { return }
        filled += count
      }
    }
    if let failure { throw LocalFault.error(failure, info.key) }
    guard bytes.count == wanted else { throw ObjectStoreError(.damaged(info.key)) }
    return bytes
  }
}
