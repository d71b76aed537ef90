import Glibc
import OctavoBase

/// The folder of a store on this machine: objects by their keys, and what is Octavo's own in
/// `.octavo`, a name that no key can spell.
struct LocalFolder: Sendable {
  let path: String

  static let own = ".octavo"
  private static let incoming = "incoming"
  /// Times a put goes back for a folder that a delete removed meanwhile.
  private static let tries = 100

  /// Makes what is missing of the folder.
  init(making path: String) throws(ObjectStoreError) {
    self.path = path
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw ObjectStoreError(.noStore, detail: "“\(path)” is not the name of a folder")
    }
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw ObjectStoreError(
          .noStore, detail: "cannot make the folder “\(made)”: \(SystemError.text(errno))")
      }
      made += "/"
    }
    do {
      _ = try arrivals()
    } catch {
      throw ObjectStoreError(.noStore, detail: "“\(path)”: \(error.message)")
    }
  }

  /// The folder of files on their way in.
  func arrivals() throws(ObjectStoreError) -> FolderHandle {
    let root = try FolderHandle.root(path)
    do {
      return try root.makingFolder(Self.own).makingFolder(Self.incoming)
    } catch {
      throw LocalFault.error(error.number)
    }
  }

  // MARK: Putting

  func put(_ upload: ObjectUpload) throws(ObjectStoreError) {
    let arrivals = try arrivals()
    let source = try SourceFile.opened(upload.file)
    do {
      let file = try IncomingFile.made(in: arrivals)
      do {
        try Self.copy(source, to: file, upload)
        try place(file.name, from: arrivals, upload.key)
      } catch {
        // In any state it is of no use; what cannot be removed is swept.
        unlinkat(arrivals.descriptor, file.name, 0)
        throw error
      }
    } catch let failure as SystemFailure {
      throw LocalFault.error(failure.number, upload.key)
    } catch let error as ObjectStoreError {
      throw error
    } catch {
      throw ObjectStoreError(.inputOutput)
    }
  }

  private static func copy(
    _ source: borrowing SourceFile, to file: borrowing IncomingFile, _ upload: ObjectUpload
  ) throws {
    var digest = SHA256()
    var size = 0
    try source.read { bytes throws(ObjectStoreError) in
      digest.update(bytes)
      size += bytes.count
      do throws(SystemFailure) {
        try file.write(bytes)
      } catch {
        throw LocalFault.error(error.number, upload.key)
      }
    }
    guard size == upload.size, digest.finish() == upload.digest else {
      throw ObjectStoreError(.changed(upload.file))
    }
    try ObjectAttributes(contentType: upload.contentType, digest: upload.digest)
      .set(on: file.descriptor)
    try file.sync()
  }

  private func place(
    _ name: String, from arrivals: borrowing FolderHandle, _ key: ObjectKey
  ) throws {
    for attempt in 1... {
      do {
        let folder = try parent(of: key)
        try arrivals.rename(name, to: folder, as: key.name)
        return try folder.sync()
      } catch let failure as SystemFailure {
        guard failure.number == ENOENT, attempt < Self.tries else { throw failure }
      }
    }
  }

  /// The folder a key's file belongs in, made where it is missing.
  private func parent(of key: ObjectKey) throws -> FolderHandle {
    var folder = try FolderHandle.root(path)
    for segment in key.segments.dropLast() { folder = try folder.makingFolder(segment) }
    return folder
  }

  // MARK: Finding

  /// The folder at a path of segments; nil where there is none.
  func folder(at segments: some Sequence<Substring>) throws(ObjectStoreError) -> FolderHandle? {
    var folder = try FolderHandle.root(path)
    for segment in segments {
      do {
        guard let inner = try folder.folder(segment) else { return nil }
        folder = inner
      } catch {
        // A file or a link is no folder, and nothing lies below it.
        if error.number == ENOTDIR || error.number == ELOOP { return nil }
        throw LocalFault.error(error.number)
      }
    }
    return folder
  }

  /// Opens an object; nil where there is none.
  func open(_ key: ObjectKey) throws(ObjectStoreError) -> LocalObject? {
    guard let folder = try folder(at: key.segments.dropLast()) else { return nil }
    let descriptor = openat(
      folder.descriptor, key.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if [ENOENT, ELOOP, ENOTDIR, ENXIO].contains(errno) { return nil }
      throw LocalFault.error(errno, key)
    }
    return try LocalObject(key: key, descriptor: descriptor)
  }

  // MARK: Removing

  func delete(_ key: ObjectKey) throws(ObjectStoreError) {
    guard let folder = try folder(at: key.segments.dropLast()) else { return }
    do {
      if try folder.removeFile(key.name) { try folder.sync() }
    } catch {
      throw LocalFault.error(error.number, key)
    }
    try removeEmptyFolders(above: key)
  }

  private func removeEmptyFolders(above key: ObjectKey) throws(ObjectStoreError) {
    var segments = key.segments.dropLast()
    while let last = segments.popLast() {
      guard let folder = try folder(at: segments), folder.removeFolder(String(last)) else { return }
    }
  }

  // MARK: Care

  func sweep() throws(ObjectStoreError) -> Int {
    let arrivals = try arrivals()
    do {
      return try IncomingFile.sweep(arrivals)
    } catch {
      throw LocalFault.error(error.number)
    }
  }

  /// Writes a file as a put does, and removes it.
  func check() throws(ObjectStoreError) {
    let arrivals = try arrivals()
    do {
      let file = try IncomingFile.made(in: arrivals)
      defer { unlinkat(arrivals.descriptor, file.name, 0) }
      try file.write([UInt8](repeating: 0, count: 4096))
      try file.sync()
    } catch {
      throw LocalFault.error(error.number)
    }
  }
}
