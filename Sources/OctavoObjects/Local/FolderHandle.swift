import Glibc
import OctavoBase

/// A folder that is open. What lies in it is reached by name alone, one step at a time and never
/// through a symbolic link, so that no link can lead out of the store.
struct FolderHandle: ~Copyable {
  let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens the folder of a store, itself perhaps behind a link: whoever runs Octavo named it.
  static func root(_ path: String) throws(ObjectStoreError) -> FolderHandle {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ObjectStoreError(.noStore, detail: "“\(path)”: \(SystemError.text(errno))")
    }
    return FolderHandle(descriptor: descriptor)
  }

  /// A folder in this one; nil where there is none.
  func folder(_ name: some StringProtocol) throws(SystemFailure) -> FolderHandle? {
    let inner = openat(
      descriptor, String(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    if inner >= 0 { return FolderHandle(descriptor: inner) }
    if errno == ENOENT { return nil }
    throw SystemFailure(errno)
  }

  /// A folder in this one, made where it is missing. Only its owner may look into it.
  func makingFolder(_ name: some StringProtocol) throws(SystemFailure) -> FolderHandle {
    while true {
      if let found = try folder(name) { return found }
      if mkdirat(descriptor, String(name), 0o700) == 0 {
        try sync()
      } else if errno != EEXIST {
        throw SystemFailure(errno)
      }
    }
  }

  /// Makes what was renamed or removed in it durable.
  func sync() throws(SystemFailure) {
    guard fsync(descriptor) == 0 else { throw SystemFailure(errno) }
  }

  func rename(_ name: String, to other: borrowing FolderHandle, as newName: String)
    throws(SystemFailure)
  {
    guard renameat(descriptor, name, other.descriptor, newName) == 0 else {
      throw SystemFailure(errno)
    }
  }

  /// Removes a file; false where there was none.
  func removeFile(_ name: String) throws(SystemFailure) -> Bool {
    if unlinkat(descriptor, name, 0) == 0 { return true }
    // A folder of that name is no object.
    if errno == ENOENT || errno == EISDIR || errno == ENOTDIR { return false }
    throw SystemFailure(errno)
  }

  /// Removes a folder if nothing is in it; false where something is.
  func removeFolder(_ name: String) -> Bool { unlinkat(descriptor, name, AT_REMOVEDIR) == 0 }

  /// The names in it, but for those that begin with a dot, with what is there.
  func entries() throws(SystemFailure) -> [Entry] {
    // A stream of its own position: `dup` would share the descriptor's.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw SystemFailure(errno) }
    guard let stream = fdopendir(own) else {
      close(own)
      throw SystemFailure(errno)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let next = readdir(stream) {
      let name = withUnsafePointer(to: &next.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      entries.append(Entry(name: name, status: status))
    }
    return entries
  }

  /// One name in a folder.
  struct Entry {
    let name: String
    let isFolder: Bool
    let isFile: Bool
    /// In bytes.
    let size: Int
    /// Seconds since 1970.
    let modified: Int

    init(name: String, status: stat) {
      self.name = name
      isFolder = status.st_mode & S_IFMT == S_IFDIR
      isFile = status.st_mode & S_IFMT == S_IFREG
      size = Int(status.st_size)
      modified = Int(status.st_mtim.tv_sec)
    }
  }
}

/// A system call that failed, by its number.
struct SystemFailure: Error {
  let number: Int32

  init(_ number: Int32) { self.number = number }
}
