import GRDB
package import OctavoBase

/// The verbs of workers. SQLite has one writer, so a claim needs no more than one transaction; every
/// later write of a worker names its fence.
extension Jobs {
  /// Takes the next job that is due, or one whose worker was lost; nil where there is none.
  ///
  /// The highest priority goes first; of equals the owner's who has the fewest running, then the one
  /// that waits longest. An owner without a free slot, and a project that another job changes, are
  /// passed over. A lost worker's claim counts as an attempt.
  package func claim(
    worker: String, kinds: [String]? = nil, limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> Job? {
    let time = store.now
    guard try mayClaim(at: time) else { return nil }
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
      let job = try get(id, db)
      if let job { try announce(job, .running, db) }
      return job
    }
  }

  /// Keeps a claim alive, says how far the job is, and announces it where that is given.
  package func heartbeat(
    _ job: Job, progress: JobProgress? = nil, announcing event: NewEvent? = nil,
    limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> JobHold {
    let time = store.now.milliseconds
    return try store.write { db in
      let held = try db.run(
        """
        UPDATE jobs SET stage = coalesce(?, stage), done = coalesce(?, done),
          total = coalesce(?, total), lease_until = ?, updated_at = ?
        WHERE id = ? AND fence = ? AND state = 'running'
        """,
        [
          progress.map { StoredText.of($0.stage) }, progress.map { max($0.done, 0) },
          progress.map { max($0.total, 0) }, time + limits.lease, time, job.id.text, job.fence,
        ])
      guard held == 1 else { return try hold(job, db) }
      if let event { try store.announce(event, job.project, of: job.owner, db) }
      return .held
    }
  }

  /// Whether a job is still the claimer's, without writing.
  package func look(_ job: Job) throws(OctavoError) -> JobHold {
    try store.read { db in try hold(job, db) }
  }

  /// Keeps what a later attempt is to go on from, JSON.
  package func keep(_ checkpoint: String, of job: Job) throws(OctavoError) -> JobHold {
    try report(job) { db in
      _ = try db.run(
        "UPDATE jobs SET checkpoint = ? WHERE id = ?", [StoredText.of(checkpoint), job.id.text])
    }
  }

  /// Ends a job with its result, JSON, and announces what came of it; nothing is written unless it
  /// is held.
  ///
  /// - Parameters:
  ///   - charge: credits it costs, of those reserved; nil for all.
  ///   - events: told before the job's end, in the same transaction.
  package func finish(
    _ job: Job, result: String, charge: Int? = nil, announcing events: [NewEvent] = []
  ) throws(OctavoError) -> JobHold {
    try report(job) { db in
      for event in events { try store.announce(event, job.project, of: job.owner, db) }
      try end(job, as: .succeeded(result: result, charge: charge), db)
    }
  }

  /// Ends an attempt with an error, JSON. The job runs again later, unless it has had its tries or
  /// `isFinal`; at the earliest after `retryAfter` milliseconds, and with backoff and jitter.
  package func fail(
    _ job: Job, error: String, isFinal: Bool = false, retryAfter: Int64 = 0,
    limits: JobLimits = JobLimits()
  ) throws(OctavoError) -> JobHold {
    let again = !isFinal && job.attempts < job.maxAttempts
    let wait = max(retryAfter, backoff(afterAttempts: job.attempts, limits))
    return try report(job) { db in
      guard again else {
        return try end(job, as: .failed(error: error, isDead: true), db)
      }
      try requeue(job, after: wait, error: error, db)
    }
  }

  /// Gives a job back that cannot be done now through no fault of its own; the attempt does not
  /// count.
  package func postpone(
    _ job: Job, for milliseconds: Int64, error: String? = nil
  ) throws(OctavoError) -> JobHold {
    try report(job) { db in
      try requeue(job, after: milliseconds, error: error ?? job.error, db)
      try db.run("UPDATE jobs SET attempts = attempts - 1 WHERE id = ?", [job.id.text])
    }
  }

  private func requeue(_ job: Job, after wait: Int64, error: String?, _ db: Database) throws {
    let time = store.now.milliseconds
    try db.run(
      """
      UPDATE jobs SET state = 'queued', run_at = ?, slot = NULL, lease_until = NULL, error = ?,
        updated_at = ? WHERE id = ?
      """, [time + max(wait, 0), error.map(StoredText.of), time, job.id.text])
    try announce(job, .queued, error: error, db)
  }

  /// Half to the whole of `backoff`, doubled for each attempt after the first.
  private func backoff(afterAttempts attempts: Int, _ limits: JobLimits) -> Int64 {
    let doublings = min(max(attempts - 1, 0), 16)
    let whole = min(max(limits.backoff, 0), 3_600_000) << Int64(doublings)
    guard whole > 1 else { return whole }
    return whole / 2 + Int64(store.environment.randomBits() % UInt64(whole / 2 + 1))
  }

  /// Writes as the claimer of a job, where it still is.
  func report(
    _ job: Job, _ write: (Database) throws -> Void
  ) throws(OctavoError) -> JobHold {
    try store.writeDurably { db in
      let hold = try hold(job, db)
      if hold == .held { try write(db) }
      return hold
    }
  }

  private func hold(_ job: Job, _ db: Database) throws -> JobHold {
    guard let now = try get(job.id, db) else { return .lost }
    if now.state == .running, now.fence == job.fence { return .held }
    return now.state == .cancelled ? .cancelled : .lost
  }

  /// Whether a write transaction may find anything: a look that blocks nobody.
  private func mayClaim(at time: Moment) throws(OctavoError) -> Bool {
    try store.read { db in
      try db.first(
        """
        SELECT EXISTS (SELECT 1 FROM jobs
            WHERE state = 'queued' AND waiting = 0 AND run_at <= ?1)
          OR EXISTS (SELECT 1 FROM jobs WHERE state = 'running' AND lease_until <= ?1) AS found
        """, [time.milliseconds]
      ) { try $0.flag("found") } ?? false
    }
  }

  /// Puts jobs whose worker fell silent back into the queue, or ends them after the last try.
  private func recover(at time: Moment, _ db: Database) throws {
    let lost = try db.rows(
      "SELECT * FROM jobs WHERE state = 'running' AND lease_until <= ? ORDER BY lease_until, id",
      [time.milliseconds]
    ) { try Job($0) }
    let error = #"{"code":"job.worker-lost","message":"the process that did it ended"}"#
    for job in lost {
      guard job.attempts >= job.maxAttempts else {
        try requeue(job, after: 0, error: error, db)
        continue
      }
      try end(job, as: .failed(error: error, isDead: true), db)
    }
  }

  private func due(
    _ kinds: [String]?, _ limits: JobLimits, at time: Moment, _ db: Database
  ) throws -> (JobID, UserID)? {
    try db.first(
      """
      SELECT j.id, j.owner FROM users u CROSS JOIN jobs j ON j.rowid = (
        SELECT q.rowid FROM jobs q WHERE q.owner = u.id AND q.state = 'queued' AND q.waiting = 0
          AND q.run_at <= ?1 AND (?2 IS NULL OR q.kind IN (SELECT value FROM json_each(?2)))
          AND (q.exclusive IS NULL OR NOT EXISTS (SELECT 1 FROM jobs r
            WHERE r.state = 'running' AND r.exclusive = q.exclusive))
        ORDER BY q.priority DESC, q.run_at, q.rowid LIMIT 1)
      WHERE u.queued_jobs > 0 AND (u.id = 'system' OR u.running_jobs < ?3)
      ORDER BY j.priority DESC, u.running_jobs, j.run_at, j.rowid LIMIT 1
      """, [time.milliseconds, kinds.map(TextList.json), limits.running]
    ) { row in (try row.id("id"), try row.id("owner")) }
  }

  private func freeSlot(_ owner: UserID, _ db: Database) throws -> Int {
    let taken = try db.rows(
      "SELECT slot FROM jobs WHERE owner = ? AND state = 'running' ORDER BY slot", [owner.text]
    ) { try $0.integer("slot") }
    var slot = 1
    for number in taken where number == slot { slot += 1 }
    return slot
  }
}
