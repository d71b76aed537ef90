import Glibc
import OctavoBase
import OctavoRender

/// Reads the pictures that an e-book carries.
struct PictureFiles {
  /// What the manuscript's paths are relative to; nil for the working folder.
  let folder: String?

  /// The bytes of the picture at a path of the manuscript; nil where it cannot be read, or is of a
  /// kind that pages show and is damaged.
  func read(_ path: String) -> [UInt8]? {
    let full = folder.map { $0 + "/" + path } ?? path
    guard let bytes = Self.bytes(of: full) else { return nil }
    let isPrinted = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8])
    return isPrinted && ImageReader.probe(full).value == nil ? nil : bytes
  }

  private static func bytes(of path: String) -> [UInt8]? {
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
