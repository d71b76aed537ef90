import GRDB
package import OctavoBase

extension Store {
  /// Work for processes.
  package var jobs: Jobs { Jobs(store: self) }
}

/// Verbs about jobs as those see them who want work done; `Workers` has those of the workers.
package struct Jobs: Sendable {
  let store: Store

  /// Queues a job, unless its key was used or the owner has had too many this hour.
  package func enqueue(
    _ job: NewJob, limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> JobAdmission {
    let (id, time): (JobID, Moment) = (store.newID("b"), store.now)
    return try store.writeDurably { db in
      if let key = job.idempotencyKey, let old = try find(job.owner, key, db) {
        let isSame =
          old.kind == job.kind && old.payload == StoredText.of(job.payload)
          && old.project == job.project
        return isSame ? .existing(old) : .keyReused
      }
      if let wait = try wait(job.owner, limits, at: time, db) {
        return .rateLimited(retryAfter: wait)
      }
      try insert(job, id, at: time, db)
      guard let created = try get(id, db) else {
        throw StoreFault.defect("a job is gone that was just queued")
      }
      return .created(created)
    }
  }

  /// A job by its name.
  package func find(_ id: JobID) throws(OctavoError) -> Job {
    try store.read { db in
      guard let job = try get(id, db) else { throw StoreFault.missing("job", id.text) }
      return job
    }
  }

  /// An owner's or a project's jobs, the latest first.
  package func list(
    owner: String? = nil, project: ProjectID? = nil, limit: Int = 100
  ) throws(OctavoError) -> [Job] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM jobs WHERE (?1 IS NULL OR owner = ?1) AND (?2 IS NULL OR project_id = ?2)
        ORDER BY created_at DESC, rowid DESC LIMIT ?3
        """, [owner, project?.text, limit]
      ) { try Job($0) }
    }
  }

  /// Cancels a job that has not ended; a running worker learns of it with its next report. False
  /// where it had ended.
  @discardableResult
  package func cancel(_ id: JobID) throws(OctavoError) -> Bool {
    let time = store.now.milliseconds
    return try store.write { db in
      guard try get(id, db) != nil else { throw StoreFault.missing("job", id.text) }
      return try db.run(
        """
        UPDATE jobs SET state = 'cancelled', slot = NULL, lease_until = NULL, updated_at = ?
        WHERE id = ? AND state IN ('queued', 'running')
        """, [time, id.text]) == 1
    }
  }

  /// Forgets jobs that ended before `moment`; how many there were.
  @discardableResult
  package func forget(endedBefore moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run(
        "DELETE FROM jobs WHERE state NOT IN ('queued', 'running') AND updated_at < ?",
        [moment.milliseconds])
    }
  }

  func get(_ id: JobID, _ db: Database) throws -> Job? {
    try db.first("SELECT * FROM jobs WHERE id = ?", [id.text]) { try Job($0) }
  }

  private func find(_ owner: String, _ key: String, _ db: Database) throws -> Job? {
    try db.first(
      "SELECT * FROM jobs WHERE owner = ? AND idempotency_key = ?", [owner, key]
    ) { try Job($0) }
  }

  private func insert(_ job: NewJob, _ id: JobID, at time: Moment, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO jobs (id, owner, project_id, kind, payload, state, max_attempts, run_at,
        idempotency_key, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)
      """,
      [
        id.text, job.owner, job.project?.text, job.kind, StoredText.of(job.payload),
        max(job.maxAttempts, 1), time.milliseconds, job.idempotencyKey, time.milliseconds,
        time.milliseconds,
      ])
  }

  /// Milliseconds until the oldest of the last `perHour` jobs is an hour old; nil where there is
  /// room now.
  private func wait(
    _ owner: String, _ limits: JobLimits, at time: Moment, _ db: Database
  ) throws -> Int64? {
    let hour: Int64 = 3_600_000
    guard limits.perHour > 0 else { return hour }
    let oldest = try db.first(
      """
      SELECT created_at FROM jobs WHERE owner = ? AND created_at > ?
      ORDER BY created_at DESC LIMIT 1 OFFSET ?
      """, [owner, time.milliseconds - hour, limits.perHour - 1]
    ) { try $0.moment("created_at") }
    return oldest.map { max(1, $0.adding(milliseconds: hour).since(time)) }
  }
}
