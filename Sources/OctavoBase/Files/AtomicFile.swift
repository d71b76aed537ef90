import Glibc

/// A file that appears whole or not at all: written under a temporary name in its own folder,
/// then renamed.
///
/// A class because it owns a file descriptor and is handed to C callbacks. A file that is dropped
/// before `commit` leaves nothing behind, and an older file of its name stays as it was.
package final class AtomicFile: ByteSink {
  /// The name the file will have.
  package let path: String
  private let temporary: String
  /// -1 once closed.
  private var descriptor: Int32
  private var isCommitted = false

  /// Creates the temporary file; throws `.cannotWrite` where the folder does not allow it.
  package init(path: String) throws(OctavoError) {
    guard !path.isEmpty, path.utf8.last != UInt8(ascii: "/"), !path.utf8.contains(0) else {
      throw OctavoError(.cannotWrite, "output.not-a-file", "“\(path)” is not the name of a file")
    }
    guard !Self.isFolder(path) else {
      throw OctavoError(.cannotWrite, "output.is-folder", "“\(path)” is a folder, not a file")
    }
    self.path = path
    (descriptor, temporary) = try Self.openTemporary(beside: path)
  }

  deinit { discard() }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(OctavoError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(.inputOutput, "output.write-failed", "cannot write", errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  /// Makes the file durable and gives it its name, replacing an older file.
  package func commit() throws(OctavoError) {
    guard descriptor >= 0 else {
      throw OctavoError(.defect, "output.closed", "“\(path)” was already committed")
    }
    // Not synced to the disk: a book can be set again, and waiting takes as long as setting it.
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw failure(.inputOutput, "output.write-failed", "cannot write", errno) }
    if rename(temporary, path) != 0 {
      throw failure(.cannotWrite, "output.not-writable", "cannot create", errno)
    }
    isCommitted = true
  }

  private func failure(
    _ kind: OctavoError.Kind, _ code: String, _ action: String, _ number: Int32
  ) -> OctavoError {
    discard()
    return OctavoError(kind, code, "\(action) “\(path)”: \(SystemError.text(number))")
  }

  private func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if !isCommitted { unlink(temporary) }
    isCommitted = true
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Tries names by process and count, so that two writers of one path do not meet.
  private static func openTemporary(beside path: String) throws(OctavoError) -> (Int32, String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for attempt in 0..<1000 {
      let name = "\(folder).octavo-\(getpid())-\(attempt).partial"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      if errno == EEXIST || errno == EINTR { continue }
      let reason = SystemError.text(errno)
      throw OctavoError(.cannotWrite, "output.not-writable", "cannot create “\(path)”: \(reason)")
    }
    throw OctavoError(
      .cannotWrite, "output.not-writable",
      "cannot create “\(path)”: too many unfinished files stand beside it",
      hints: ["remove the files named .octavo-*.partial from its folder"])
  }
}

/// The system's own words for an error number.
package enum SystemError {
  /// Such as “No space left on device”.
  package static func text(_ number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let words = buffer.baseAddress, strerror_r(number, words, buffer.count) == 0 else {
        return "error \(number)"
      }
      return String(cString: words)
    }
  }
}
