import GRDB
package import OctavoBase

extension Store {
  /// The processes that do jobs.
  package var workers: WorkerRegistry { WorkerRegistry(store: self) }
}

/// A process that does jobs.
package struct WorkerState: Sendable, Hashable {
  package let id: String
  package let holder: LeaseHolder
  /// Jobs it does at once.
  package let lanes: Int
  package let since: Moment
  /// Its last sign of life.
  package let seen: Moment

  init(_ row: Fields) throws {
    id = try row.text("id")
    holder = LeaseHolder(
      machine: try row.text("machine"), host: try row.text("host"),
      process: Int64(try row.integer("process")), started: Int64(try row.integer("started")))
    lanes = try row.integer("lanes")
    since = try row.moment("since")
    seen = try row.moment("seen_at")
  }
}

/// Verbs about workers as processes.
package struct WorkerRegistry: Sendable {
  let store: Store

  /// Milliseconds without a sign of life after which a worker counts as gone.
  package static let patience: Int64 = 30_000

  /// Enters this process; its name is what jobs are claimed with.
  package func enter(lanes: Int) throws(OctavoError) -> String {
    let (id, time): (StoreID<WorkerState>, Moment) = (store.newID("w"), store.now)
    try store.write { db in try note(id.text, lanes, at: time, db) }
    return id.text
  }

  /// Enters a worker, or notes that it was seen.
  private func note(_ id: String, _ lanes: Int, at time: Moment, _ db: Database) throws {
    let holder = store.environment.holder
    try db.run(
      """
      INSERT INTO workers (id, machine, host, process, started, lanes, since, seen_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
      ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
      """,
      [
        id, holder.machine, holder.host, holder.process, holder.started, max(lanes, 1),
        time.milliseconds,
      ])
  }

  /// A sign of life, and the burial of those that give none: their jobs are free at once. Who was
  /// taken for dead, as after the machine's sleep, is back with it.
  package func sign(_ id: String, lanes: Int) throws(OctavoError) {
    let time = store.now
    try store.write { db in
      try note(id, lanes, at: time, db)
      for worker in try list(db) where isGone(worker, at: time) {
        try bury(worker.id, at: time, db)
      }
    }
  }

  /// Takes this process out; what it still holds is free at once.
  package func leave(_ id: String) throws(OctavoError) {
    let time = store.now
    try store.write { db in try bury(id, at: time, db) }
  }

  /// The workers that are alive.
  package func alive() throws(OctavoError) -> [WorkerState] {
    let time = store.now
    return try store.read { db in try list(db) }.filter { !isGone($0, at: time) }
  }

  private func list(_ db: Database) throws -> [WorkerState] {
    try db.rows("SELECT * FROM workers ORDER BY since, id") { try WorkerState($0) }
  }

  private func isGone(_ worker: WorkerState, at time: Moment) -> Bool {
    store.environment.isGone(worker.holder) || time.since(worker.seen) > Self.patience
  }

  private func bury(_ id: String, at time: Moment, _ db: Database) throws {
    try db.run(
      "UPDATE jobs SET lease_until = ? WHERE worker = ? AND state = 'running'",
      [time.milliseconds, id])
    try db.run("DELETE FROM workers WHERE id = ?", [id])
  }
}
