import GRDB
import Glibc
package import OctavoBase

extension Store {
  /// Copies the whole store to a file while it is in use. The file appears whole, checked and on the
  /// disk, or not at all.
  ///
  /// - Parameter replacing: whether an older file of that name gives way.
  package func backup(to target: String, replacing: Bool = false) throws(OctavoError) {
    try StoreBackup(store: self, target: target, replacing: replacing).perform()
  }
}

/// The steps of a backup.
private struct StoreBackup {
  let store: Store
  let target: String
  let replacing: Bool

  func perform() throws(OctavoError) {
    try checkTarget()
    let partial = try makePartial()
    defer { for end in ["", "-journal", "-wal", "-shm"] { unlink(partial + end) } }
    do {
      try copy(to: partial)
    } catch {
      throw StoreFault.error(error, path: partial)
    }
    try Durable.sync(partial)
    // Without `replacing` a file that appeared meanwhile is not written over.
    let placed = replacing ? rename(partial, target) : link(partial, target)
    guard placed == 0 else { throw refused(SystemError.text(errno)) }
    try Durable.sync(folder)
  }

  private var folder: String {
    target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
  }

  private func checkTarget() throws(OctavoError) {
    switch FileKind.of(target) {
    case .missing: return
    case .folder, .other: throw refused("it is not a file")
    case .file: break
    }
    guard !Durable.isSameFile(target, store.path) else { throw refused("it is the store itself") }
    guard replacing else { throw refused("a file of that name is there") }
  }

  private func makePartial() throws(OctavoError) -> String {
    let prefix = folder == "." ? "" : folder
    for attempt in 0..<1000 {
      let name = "\(prefix).octavo-\(getpid())-\(attempt).partial"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        close(descriptor)
        return name
      }
      guard errno == EEXIST || errno == EINTR else { throw refused(SystemError.text(errno)) }
    }
    throw refused("too many unfinished files stand beside it")
  }

  /// SQLite's online backup in one step: one consistent state, whoever writes meanwhile.
  private func copy(to path: String) throws {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    try store.pool.backup(to: queue)
    try queue.writeWithoutTransaction { db in
      // One file is easier to keep than three.
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
      let words = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
      guard words == ["ok"] else { throw StoreFault.corrupt(store.path) }
    }
  }

  private func refused(_ reason: String) -> OctavoError {
    OctavoError(
      .cannotWrite, "store.no-backup", "cannot write the backup “\(target)”: \(reason)")
  }
}

/// Files and folders forced to the disk.
enum Durable {
  /// Returns once the file or folder is on the disk; a file system that cannot say so is believed.
  static func sync(_ path: String) throws(OctavoError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) != 0, errno != EINVAL, errno != EROFS else { return }
    throw OctavoError(
      .inputOutput, "store.write-failed", "cannot write “\(path)”: \(SystemError.text(errno))")
  }

  static func isSameFile(_ a: String, _ b: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
