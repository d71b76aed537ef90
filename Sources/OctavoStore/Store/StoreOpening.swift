import GRDB
import Glibc
import OctavoBase

/// The steps from a folder's name to an open store; none of them harms a file it cannot use.
struct StoreOpening {
  let folder: String
  let creating: Bool
  let environment: StoreEnvironment

  /// Bytes the write-ahead log keeps on disk between checkpoints.
  static let logLimit = 8 << 20

  private var path: String {
    folder.hasSuffix("/") ? folder + Store.fileName : folder + "/" + Store.fileName
  }

  func open() throws(OctavoError) -> Store {
    try StoreFolder(folder, creating: creating).prepare()
    let isNew = try StoreFile(path).inspect() == .missing
    guard !isNew || creating else {
      throw OctavoError(
        .missingInput, "store.missing", "there is no store in “\(folder)”",
        hints: ["`octavo ideate` or `octavo draft` begins one"])
    }
    let lock = OpeningLock(folder: folder)
    try lock.take(pause: environment.pause, path: path)
    defer { lock.release() }
    // Looked at again: another process may have made it meanwhile.
    if try StoreFile(path).inspect() == .database { try checkOwner() }
    return Store(folder: folder, path: path, pool: try connect(), environment: environment)
  }

  /// Looks, without writing a byte, whether the file is ours and of a version we know.
  private func checkOwner() throws(OctavoError) {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(environment.patience)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        // Who died while making a store may have left the list of migrations alone in it.
        let tables =
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") ?? 0
        guard owner == Schema.applicationID || (owner == 0 && tables == 0) else {
          throw StoreFault.notADatabase(path)
        }
        if try Schema.migrator.hasBeenSuperseded(db) { throw StoreFault.newer(path) }
      }
      try queue.close()
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CANTOPEN {
      throw StoreFault.readOnly(path)
    } catch {
      throw StoreFault.error(error, path: path)
    }
  }

  private func connect() throws(OctavoError) -> DatabasePool {
    do {
      let pool = try DatabasePool(path: path, configuration: configuration)
      try Schema.migrator.migrate(pool)
      return pool
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CANTOPEN {
      throw StoreFault.readOnly(path)
    } catch {
      throw StoreFault.error(error, path: path)
    }
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "octavo"
    configuration.busyMode = .timeout(environment.patience)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // Deleted text is overwritten, so that erasing a project leaves nothing of it in the file.
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      try db.execute(sql: "PRAGMA journal_size_limit = \(Self.logLimit)")
    }
    return configuration
  }
}
