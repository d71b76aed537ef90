import GRDB
import OctavoBase
import Synchronization

/// The ways in which verbs reach the database.
extension Store {
  /// Reads one consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws(OctavoError) -> Value {
    do { return try pool.read(body) } catch { throw StoreFault.error(error, path: path) }
  }

  /// Writes all or nothing; outlives the process, but maybe not the machine's next second.
  func write<Value>(_ body: (Database) throws -> Value) throws(OctavoError) -> Value {
    try commit(durably: false, body)
  }

  /// Writes all or nothing, and returns once it is on the disk with everything written before.
  ///
  /// For money and accepted text. In WAL mode `synchronous=NORMAL` syncs at checkpoints only,
  /// which outlives a killed process but not a power cut (sqlite.org/pragma.html#pragma_synchronous).
  func writeDurably<Value>(_ body: (Database) throws -> Value) throws(OctavoError) -> Value {
    try commit(durably: true, body)
  }

  func commit<Value>(
    durably: Bool, _ body: (Database) throws -> Value
  ) throws(OctavoError) -> Value {
    do {
      defer { changeWatch.note() }
      guard durably else { return try pool.write(body) }
      let value = try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
        return try Self.transaction(db, body)
      }
      noteSync(at: now)
      return value
    } catch {
      throw StoreFault.error(error, path: path)
    }
  }

  /// Whether so many milliseconds passed since anything was forced to the disk.
  func isSyncDue(after milliseconds: Int64) -> Bool {
    let time = now
    return lastSync.withLock { time.since($0) >= milliseconds || time < $0 }
  }

  private func noteSync(at time: Moment) { lastSync.withLock { $0 = time } }

  private static func transaction<Value>(
    _ db: Database, _ body: (Database) throws -> Value
  ) throws -> Value {
    var result: Value?
    try db.inTransaction(.immediate) {
      result = try body(db)
      return .commit
    }
    guard let result else { throw StoreFault.defect("a transaction ended without a result") }
    return result
  }
}
