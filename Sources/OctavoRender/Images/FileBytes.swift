import Glibc
import OctavoBase

/// A whole file in memory. A class because Cairo may hold on to it past the call.
final class FileBytes {
  let bytes: UnsafeRawBufferPointer

  /// Reads the file; throws `.missingInput` where it is not there or no plain file.
  init(path: String) throws(OctavoError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw OctavoError(.missingInput, "image.not-a-file", "“\(path)” is not a plain file")
    }
    let size = Int(status.st_size)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 16)
    var filled = 0
    while filled < size {
      let count = read(descriptor, buffer.baseAddress! + filled, size - filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let number = errno
        buffer.deallocate()
        throw Self.failure(path, number)
      }
      if count == 0 { break }
      filled += count
    }
    bytes = UnsafeRawBufferPointer(start: buffer.baseAddress, count: filled)
  }

  deinit { bytes.deallocate() }

  private static func failure(_ path: String, _ number: Int32) -> OctavoError {
    OctavoError(
      .missingInput, "image.unreadable",
      "cannot read the picture “\(path)”: \(SystemError.text(number))")
  }
}

extension UnsafeRawBufferPointer {
  /// The big-endian number of two bytes at `offset`, which must be in the buffer.
  func bigEndian16(at offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }

  /// The big-endian number of four bytes at `offset`, which must be in the buffer.
  func bigEndian32(at offset: Int) -> Int {
    bigEndian16(at: offset) << 16 | bigEndian16(at: offset + 2)
  }
}
