import Glibc

/// A file that appears whole or not at all: written without a name in its own folder where the
/// system can do that (open(2), `O_TMPFILE`), so that nothing is left of it however the program
/// ends; else under a temporary name, then renamed.
///
/// A class because it owns a file descriptor and is handed to C callbacks. A file that is dropped
/// before `commit` leaves nothing behind, and an older file of its name stays as it was.
package final class AtomicFile: ByteSink {
  /// The name the file will have.
  package let path: String
  /// The name it is written under; nil while it has none.
  private var temporary: String?
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
    if let nameless = Self.openNameless(beside: path) {
      descriptor = nameless
    } else {
      let (named, name) = try Self.openTemporary(beside: path)
      (descriptor, temporary) = (named, name)
    }
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
    try takeName()
    // Not synced to the disk: a book can be set again, and waiting takes as long as setting it.
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw failure(.inputOutput, "output.write-failed", "cannot write", errno) }
    if let temporary, rename(temporary, path) != 0 {
      throw failure(.cannotWrite, "output.not-writable", "cannot create", errno)
    }
    isCommitted = true
  }

  /// Gives a nameless file its name, or a temporary one where an older file has that.
  private func takeName() throws(OctavoError) {
    guard temporary == nil else { return }
    let own = "/proc/self/fd/\(descriptor)"
    if linkat(AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return }
    for name in Self.temporaryNames(beside: path) where errno == EEXIST {
      if linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        temporary = name
        return
      }
    }
    throw failure(.cannotWrite, "output.not-writable", "cannot create", errno)
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
    if !isCommitted, let temporary { unlink(temporary) }
    isCommitted = true
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `O_TMPFILE`, which Swift does not import.
  private static let nameless: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Nil where the file system or the kernel has no files without names, or they could not be named.
  private static func openNameless(beside path: String) -> Int32? {
    guard access("/proc/self/fd", X_OK) == 0 else { return nil }
    let folder = folder(of: path)
    let descriptor = open(
      folder.isEmpty ? "." : folder, nameless | O_WRONLY | O_CLOEXEC, 0o666)
    return descriptor >= 0 ? descriptor : nil
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Names by process and count, so that two writers of one path do not meet.
  private static func temporaryNames(beside path: String) -> some Sequence<String> {
    let folder = folder(of: path)
    return (0..<1000).lazy.map { "\(folder).octavo-\(getpid())-\($0).partial" }
  }

  private static func openTemporary(beside path: String) throws(OctavoError) -> (Int32, String) {
    for name in temporaryNames(beside: path) {
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
