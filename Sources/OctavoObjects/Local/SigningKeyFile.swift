import Glibc
import OctavoBase
import OctavoTransport

/// The file in a local store's folder that holds its signing keys, newest first; only its owner may
/// read it.
///
/// Changes replace it whole under a lock, so that several processes may read and change it.
package struct SigningKeyFile: Sendable {
  package let path: String
  private let folder: String
  private let lock: String

  private static let name = "signing-keys"

  /// The file of a store's folder.
  package init(folder: String) {
    self.folder = folder + "/" + LocalFolder.own
    path = self.folder + "/" + Self.name
    lock = path + ".lock"
  }

  /// The keys; made where there is no file yet. `now` is seconds since 1970.
  package func ring(now: Int) throws(ObjectStoreError) -> SigningKeyRing {
    if let ring = try read() { return ring }
    return try change { ring in ring ?? .generated(now: now) }
  }

  /// Adds a key that signs from now on.
  package func rotate(now: Int) throws(ObjectStoreError) -> SigningKeyRing {
    try change { ring in ring?.rotated(now: now) ?? .generated(now: now) }
  }

  /// Removes a key; nil where it is not there, or the only one.
  package func retire(_ id: String) throws(ObjectStoreError) -> SigningKeyRing? {
    guard try read()?.retiring(id) != nil else { return nil }
    return try change { ring in ring?.retiring(id) ?? ring ?? .generated(now: 0) }
  }

  /// Changes with every change of the file; nil where there is none.
  var stamp: [Int]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return [
      Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec),
      Int(status.st_mtim.tv_nsec),
    ]
  }

  /// Nil where there is no file.
  func read() throws(ObjectStoreError) -> SigningKeyRing? {
    guard stamp != nil else { return nil }
    let source = try SourceFile.opened(path)
    var text: [UInt8] = []
    try source.read { text += $0 }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let keys = lines.filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ")
      return words.count == 2
        ? Secret(String(words[1])).flatMap { SigningKey(id: String(words[0]), secret: $0) } : nil
    }
    guard !keys.contains(where: { $0 == nil }), let ring = SigningKeyRing(keys.compactMap(\.self))
    else { throw ObjectStoreError(.badSigningKeys(path)) }
    return ring
  }

  private func change(
    _ next: (SigningKeyRing?) -> SigningKeyRing
  ) throws(ObjectStoreError) -> SigningKeyRing {
    let descriptor = open(lock, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw LocalFault.error(errno) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw LocalFault.error(errno) }
    }
    let ring = next(try read())
    try write(ring)
    return ring
  }

  private func write(_ ring: SigningKeyRing) throws(ObjectStoreError) {
    let lines = ring.keys.map { "\($0.id) \($0.secret.value)\n" }
    let text = "# Signs download addresses; the first key signs, all verify.\n" + lines.joined()
    let folder = try FolderHandle.root(folder)
    do {
      let file = try IncomingFile.made(in: folder)
      defer { unlinkat(folder.descriptor, file.name, 0) }
      try file.write(Array(text.utf8))
      try file.sync()
      try folder.rename(file.name, to: folder, as: Self.name)
      try folder.sync()
    } catch {
      throw LocalFault.error(error.number)
    }
  }
}
