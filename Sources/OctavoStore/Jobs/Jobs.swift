import GRDB
package import OctavoBase

extension Store {
  /// Work for processes.
  package var jobs: Jobs { Jobs(store: self) }
}

/// Verbs about jobs as those see them who want work done; `Claims` has those of the workers.
package struct Jobs: Sendable {
  let store: Store

  /// Queues a job that nobody pays for and no limit counts: the service's own. Others come by
  /// `Store.submit`.
  package func enqueue(_ job: NewJob) throws(OctavoError) -> Job {
    try store.writeDurably { db in try enqueue(job, db) }
  }

  /// Queues a job of the service's own, unless one of its kind is queued or running.
  @discardableResult
  package func ensure(_ job: NewJob) throws(OctavoError) -> Job? {
    let isThere = try store.read { db in
      try db.first(
        "SELECT 1 AS found FROM jobs WHERE kind = ? AND state IN ('queued', 'running')",
        [job.kind]
      ) { _ in true }
    }
    guard isThere == nil else { return nil }
    return try store.write { db in
      let isThere = try db.first(
        "SELECT 1 AS found FROM jobs WHERE kind = ? AND state IN ('queued', 'running')",
        [job.kind]
      ) { _ in true }
      return isThere == nil ? try enqueue(job, db) : nil
    }
  }

  /// Has a job of the service's own done as soon as may be: one that waits, or a new one.
  func hasten(_ kind: String, _ db: Database) throws {
    let time = store.now.milliseconds
    let moved = try db.run(
      "UPDATE jobs SET run_at = min(run_at, ?) WHERE kind = ? AND state = 'queued'", [time, kind])
    if moved == 0 { _ = try enqueue(NewJob(owner: .system, kind: kind), db) }
  }

  /// A job by its name.
  package func find(_ id: JobID) throws(OctavoError) -> Job {
    try store.read { db in
      guard let job = try get(id, db) else { throw StoreFault.missing("job", id.text) }
      return job
    }
  }

  /// Jobs, the latest first.
  package func list(_ filter: JobListing = JobListing()) throws(OctavoError) -> [Job] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM jobs WHERE (?1 IS NULL OR owner = ?1) AND (?2 IS NULL OR project_id = ?2)
          AND (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR (created_at, id) < (?4, ?5))
        ORDER BY created_at DESC, id DESC LIMIT ?6
        """,
        [
          filter.owner?.text, filter.project?.text, filter.state?.rawValue,
          filter.before?.at.milliseconds, filter.before?.id, filter.limit,
        ]
      ) { try Job($0) }
    }
  }

  /// The jobs a job waits for, or waited for.
  package func needs(of id: JobID) throws(OctavoError) -> [JobID] {
    try store.read { db in
      try db.rows("SELECT needs FROM depends_on WHERE job_id = ? ORDER BY needs", [id.text]) {
        try $0.id("needs")
      }
    }
  }

  /// Cancels a job that has not ended, and what waits for it; a running worker learns of it at
  /// once. False where it had ended.
  @discardableResult
  package func cancel(
    _ id: JobID, by author: AuditAuthor = .service
  ) throws(OctavoError) -> Bool {
    try store.writeDurably { db in
      guard let job = try get(id, db) else { throw StoreFault.missing("job", id.text) }
      guard !job.state.isEnd else { return false }
      try end(job, as: .cancelled, db)
      try store.audit("job.cancel", id.text, by: author, db)
      return true
    }
  }

  func get(_ id: JobID, _ db: Database) throws -> Job? {
    try db.first("SELECT * FROM jobs WHERE id = ?", [id.text]) { try Job($0) }
  }

  /// Queues a job in a transaction of others.
  func enqueue(_ job: NewJob, as name: JobID? = nil, _ db: Database) throws -> Job {
    let id: JobID = name ?? store.newID("b")
    try insert(job, id, db)
    guard let created = try get(id, db) else {
      throw StoreFault.defect("a job is gone that was just queued")
    }
    return created
  }

  func insert(_ job: NewJob, _ id: JobID, _ db: Database) throws {
    let time = store.now.milliseconds
    try db.run(
      """
      INSERT INTO jobs (id, owner, project_id, chapter_id, kind, payload, state, priority, waiting,
        exclusive, max_attempts, run_at, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, job.owner.text, job.project?.text, job.chapter?.text, job.kind,
        StoredText.of(job.payload), job.priority, job.needs.count,
        job.isExclusive ? job.project?.text : nil, max(job.maxAttempts, 1),
        time + max(job.delay, 0), time, time,
      ])
    for need in job.needs {
      try db.run("INSERT INTO depends_on (job_id, needs) VALUES (?, ?)", [id.text, need.text])
    }
    let event = NewEvent(
      "job.state", job: id, data: #"{"attempts":0,"kind":"\#(job.kind)","state":"queued"}"#)
    try store.announce(event, job.project, of: job.owner, db)
  }
}

/// Which jobs are listed.
package struct JobListing: Sendable, Hashable {
  package var owner: UserID?
  package var project: ProjectID?
  package var state: Job.State?
  package var before: ListCursor?
  package var limit: Int

  package init(
    owner: UserID? = nil, project: ProjectID? = nil, state: Job.State? = nil,
    before: ListCursor? = nil, limit: Int = 100
  ) {
    self.owner = owner
    self.project = project
    self.state = state
    self.before = before
    self.limit = limit
  }
}
