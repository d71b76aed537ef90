import GRDB
package import OctavoBase

/// The verbs of workers. SQLite has one writer, so a claim needs no more than one transaction; every
/// later write of a worker names its fence.
extension Jobs {
  /// Takes the next job that is due, or one whose worker was lost, of an owner with a free slot;
  /// nil where there is none. A lost worker's claim counts as an attempt.
  package func claim(
    worker: String, kinds: [String]? = nil, limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> Job? {
    let time = store.now
    return try store.write { db in
      try recover(at: time, db)
      guard let (id, owner) = try due(kinds, limits, at: time, db) else { return nil }
      try db.run(
        """
        UPDATE jobs SET state = 'running', worker = ?, fence = fence + 1, attempts = attempts + 1,
          lease_until = ?, updated_at = ?, slot = ? WHERE id = ?
        """,
        [
          worker, time.milliseconds + limits.lease, time.milliseconds,
          try freeSlot(owner, db), id.text,
        ])
      return try get(id, db)
    }
  }

  /// Keeps a claim alive and says how far the job is.
  package func heartbeat(
    _ job: Job, progress: JobProgress? = nil, limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> JobHold {
    let time = store.now.milliseconds
    let progress = progress ?? job.progress
    return try report(
      job, "stage = ?, done = ?, total = ?, lease_until = ?, updated_at = ?",
      [
        StoredText.of(progress.stage), max(progress.done, 0), max(progress.total, 0),
        time + limits.lease, time,
      ])
  }

  /// Ends a job with its result, JSON, and announces it; nothing is written unless it is held.
  package func finish(
    _ job: Job, result: String, announcing event: NewEvent? = nil
  ) throws(OctavoError) -> JobHold {
    try report(
      job,
      """
      state = 'succeeded', slot = NULL, lease_until = NULL, result = ?, error = NULL, updated_at = ?
      """, [StoredText.of(result), store.now.milliseconds], announcing: event)
  }

  /// Ends an attempt with an error, JSON. The job runs again later, unless it has had its tries or
  /// `isFinal`; at the earliest after `retryAfter` milliseconds, and with backoff and jitter.
  package func fail(
    _ job: Job, error: String, isFinal: Bool = false, retryAfter: Int64 = 0,
    limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> JobHold {
    let time = store.now.milliseconds
    let again = !isFinal && job.attempts < job.maxAttempts
    let wait = max(retryAfter, backoff(afterAttempts: job.attempts, limits))
    return try report(
      job,
      """
      state = ?, run_at = ?, slot = NULL, lease_until = NULL, error = ?, updated_at = ?
      """, [again ? "queued" : "failed", time + wait, StoredText.of(error), time])
  }

  /// Half to the whole of `backoff`, doubled for each attempt after the first.
  private func backoff(afterAttempts attempts: Int, _ limits: JobLimits) -> Int64 {
    let doublings = min(max(attempts - 1, 0), 16)
    let whole = min(max(limits.backoff, 0), 3_600_000) << Int64(doublings)
    guard whole > 1 else { return whole }
    return whole / 2 + Int64(store.environment.randomBits() % UInt64(whole / 2 + 1))
  }

  private func report(
    _ job: Job, _ assignment: String, _ values: StatementArguments,
    announcing event: NewEvent? = nil
  ) throws(OctavoError) -> JobHold {
    try store.writeDurably { db in
      let changed = try db.run(
        "UPDATE jobs SET \(assignment) WHERE id = ? AND fence = ? AND state = 'running'",
        values + [job.id.text, job.fence])
      guard changed == 1 else {
        return try get(job.id, db)?.state == .cancelled ? .cancelled : .lost
      }
      try store.announce(event, job.project, db)
      return .held
    }
  }

  /// Puts jobs whose worker fell silent back into the queue, or ends them after the last try.
  private func recover(at time: Moment, _ db: Database) throws {
    try db.run(
      """
      UPDATE jobs SET slot = NULL, lease_until = NULL, updated_at = ?1, run_at = ?1,
        state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'queued' END,
        error = json_object('code', 'job.worker-lost')
      WHERE state = 'running' AND lease_until <= ?1
      """, [time.milliseconds])
  }

  private func due(
    _ kinds: [String]?, _ limits: JobLimits, at time: Moment, _ db: Database
  ) throws -> (JobID, String)? {
    try db.first(
      """
      SELECT j.id, j.owner FROM jobs j WHERE j.state = 'queued' AND j.run_at <= ?1
        AND (?2 IS NULL OR j.kind IN (SELECT value FROM json_each(?2)))
        AND (SELECT count(*) FROM jobs r WHERE r.owner = j.owner AND r.state = 'running') < ?3
      ORDER BY j.run_at, j.created_at, j.rowid LIMIT 1
      """, [time.milliseconds, kinds.map(TextList.json), limits.running]
    ) { row in (try row.id("id"), try row.text("owner")) }
  }

  private func freeSlot(_ owner: String, _ db: Database) throws -> Int {
    let taken = try db.rows(
      "SELECT slot FROM jobs WHERE owner = ? AND state = 'running' ORDER BY slot", [owner]
    ) { try $0.integer("slot") }
    var slot = 1
    for number in taken where number == slot { slot += 1 }
    return slot
  }
}
