import Glibc

/// Reads small files whole.
enum WholeFile {
  /// The bytes of a regular file; nil where it cannot be read.
  static func bytes(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    var filled = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while filled < size {
        let read = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else { break }
        filled += read
      }
      count = filled
    }
    return filled == size ? bytes : nil
  }
}
