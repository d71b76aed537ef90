import Glibc
import OctavoBase

/// A file opened for reading, to be put into a store.
struct SourceFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  /// In bytes, when it was opened.
  let size: Int

  private static let piece = 1 << 18

  private init(path: String, descriptor: Int32, size: Int) {
    self.path = path
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  /// Opens a regular file; anything else is `.unreadable`.
  static func opened(_ path: String) throws(ObjectStoreError) -> SourceFile {
    guard !path.utf8.contains(0) else { throw ObjectStoreError(.unreadable(path)) }
    // Without O_NONBLOCK opening a pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw ObjectStoreError(.unreadable(path), detail: SystemError.text(errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ObjectStoreError(.unreadable(path), detail: "it is not a file")
    }
    return SourceFile(path: path, descriptor: descriptor, size: Int(status.st_size))
  }

  /// Hands over the bytes of a range, in their order; fewer where the file ends before.
  func read(
    _ range: Range<Int>? = nil,
    _ take: (UnsafeRawBufferPointer) throws(ObjectStoreError) -> Void
  ) throws(ObjectStoreError) {
    var buffer = [UInt8](repeating: 0, count: Self.piece)
    var offset = range?.lowerBound ?? 0
    let end = range?.upperBound ?? .max
    while offset < end {
      let count = pread(descriptor, &buffer, min(Self.piece, end - offset), off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw ObjectStoreError(.unreadable(path), detail: SystemError.text(errno))
      }
      if count == 0 { return }
      let result = buffer.withUnsafeBytes { bytes in
        Result { () throws(ObjectStoreError) in
          try take(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
      }
      try result.get()
      offset += count
    }
  }
}
