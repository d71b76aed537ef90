import Glibc

/// A file on its way into a store: in the folder of arrivals, locked by its writer, so that what a
/// program that died has left can be told from what is being written.
struct IncomingFile: ~Copyable {
  let name: String
  let descriptor: Int32

  private init(name: String, descriptor: Int32) {
    self.name = name
    self.descriptor = descriptor
  }

  // Closing gives up the lock.
  deinit { close(descriptor) }

  static let ending = ".partial"

  /// Makes an empty file under a name nobody else has, locked before a sweep can see it: the folder
  /// is shared among makers and a sweep has it alone. Where the folder cannot be locked, a file that
  /// a sweep took all the same is made again.
  static func made(in folder: borrowing FolderHandle) throws(SystemFailure) -> IncomingFile {
    while flock(folder.descriptor, LOCK_SH) != 0, errno == EINTR {}
    defer { flock(folder.descriptor, LOCK_UN) }
    while true {
      let name = SecureRandom.hex(12) + ending
      let descriptor = openat(
        folder.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if descriptor < 0 {
        guard errno == EEXIST || errno == EINTR else { throw SystemFailure(errno) }
        continue
      }
      let file = IncomingFile(name: name, descriptor: descriptor)
      if try file.isOurs() { return file }
    }
  }

  /// Locks it; false where a sweep has it.
  private func isOurs() throws(SystemFailure) -> Bool {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw SystemFailure(errno) }
      return false
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemFailure(errno) }
    return status.st_nlink > 0
  }

  func write(_ bytes: [UInt8]) throws(SystemFailure) {
    let result = bytes.withUnsafeBytes { span in
      Result { () throws(SystemFailure) in try write(span) }
    }
    try result.get()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemFailure(count < 0 ? errno : ENOSPC) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  /// Makes its bytes and attributes durable.
  func sync() throws(SystemFailure) {
    guard fsync(descriptor) == 0 else { throw SystemFailure(errno) }
  }

  /// Removes files that nobody writes any more and gives how many there were. What it cannot have
  /// alone at once it leaves to the next sweep, so that no maker waits long.
  static func sweep(_ folder: borrowing FolderHandle) throws(SystemFailure) -> Int {
    var count = 0
    for entry in try folder.entries() where entry.isFile && entry.name.hasSuffix(ending) {
      guard flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      defer { flock(folder.descriptor, LOCK_UN) }
      let descriptor = openat(folder.descriptor, entry.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      if try folder.removeFile(entry.name) { count += 1 }
    }
    return count
  }
}
