import GRDB
package import OctavoBase

/// How a job ends.
enum JobEnd {
  /// `charge` is what it costs of the credits reserved; nil for all of them.
  case succeeded(result: String, charge: Int?)
  /// `isDead` where it used up its attempts.
  case failed(error: String, isDead: Bool)
  case cancelled
}

extension Jobs {
  /// Ends a job, closes its credits, announces it, and lets go or ends what waits for it: all that
  /// follows from an end, in the end's own transaction.
  func end(_ job: Job, as end: JobEnd, _ db: Database) throws {
    switch end {
    case .succeeded(let result, let charge):
      try write(job, .succeeded, result: result, db)
      let held = try Credits.state(of: job.id, db)?.reserved
      try store.credits.close(job.id, charge: charge ?? held ?? 0, db)
      try announce(job, .succeeded, db)
      try db.run(
        """
        UPDATE jobs SET waiting = waiting - 1 WHERE state = 'queued' AND waiting > 0
          AND id IN (SELECT job_id FROM depends_on WHERE needs = ?)
        """, [job.id.text])
    case .failed(let error, let isDead):
      try write(job, .failed, error: error, isDead: isDead, db)
      try store.credits.close(job.id, charge: nil, db)
      try giveBack(job, db)
      try settleProject(of: job, isFailure: true, db)
      try announce(job, .failed, error: error, db)
      try endDependents(of: job, db)
    case .cancelled:
      try write(job, .cancelled, error: job.error, db)
      try store.credits.close(job.id, charge: nil, db)
      try giveBack(job, db)
      try settleProject(of: job, isFailure: false, db)
      try announce(job, .cancelled, db)
      try endDependents(of: job, db)
    }
  }

  /// Puts chapter and project in order after an attempt that wrote on for a moment once its job was
  /// cancelled. Does nothing for other jobs, and where another already works on the project.
  package func settle(cancelled job: Job) throws(OctavoError) {
    // Most jobs were not cancelled, and one that was stays so: only then there is something to write.
    guard let project = job.project,
      try store.read({ db in try get(job.id, db) })?.state == .cancelled
    else { return }
    try store.write { db in
      guard try get(job.id, db)?.state == .cancelled else { return }
      let other = try db.first(
        "SELECT 1 AS found FROM jobs WHERE project_id = ? AND state = 'running' AND kind <> 'export'",
        [project.text]
      ) { _ in true }
      guard other == nil else { return }
      try giveBack(job, db)
      try settleProject(of: job, isFailure: false, db)
    }
  }

  /// Says in the event log that a job has another state.
  func announce(
    _ job: Job, _ state: Job.State, error: String? = nil, _ db: Database
  ) throws {
    var data = #"{"attempts":\#(job.attempts)"#
    if let error { data += #","error":\#(error)"# }
    data += #","kind":"\#(job.kind)","state":"\#(state.rawValue)"}"#
    try store.announce(
      NewEvent("job.state", job: job.id, data: data), job.project, of: job.owner, db)
  }

  private func write(
    _ job: Job, _ state: Job.State, result: String? = nil, error: String? = nil,
    isDead: Bool = false, _ db: Database
  ) throws {
    try db.run(
      """
      UPDATE jobs SET state = ?, slot = NULL, lease_until = NULL, result = ?, error = ?,
        is_dead = ?, updated_at = ? WHERE id = ?
      """,
      [
        state.rawValue, result.map(StoredText.of), error.map(StoredText.of), isDead,
        store.now.milliseconds, job.id.text,
      ])
  }

  /// Takes back what a job that came to nothing had taken: its chapter is as written as it was before,
  /// and what people said is for the next.
  private func giveBack(_ job: Job, _ db: Database) throws {
    try db.run("UPDATE feedback SET used_by = NULL WHERE used_by = ?", [job.id.text])
    guard let chapter = job.chapter else { return }
    try db.run(
      """
      UPDATE chapters SET status = iif(current_version IS NULL, 'draft', 'written'), updated_at = ?
      WHERE node_id = ? AND status = 'writing'
      """, [store.now.milliseconds, chapter.text])
  }

  /// Chapters of the project ?4 that its outline has.
  private static let chaptersInPlace = """
    SELECT 1 FROM chapters c JOIN outline_nodes n ON n.id = c.node_id
    WHERE n.project_id = ?4 AND n.archived_at IS NULL
    """

  /// A project whose job came to nothing is where it was before.
  private func settleProject(of job: Job, isFailure: Bool, _ db: Database) throws {
    guard let project = job.project, ["ideation", "outline", "chapter"].contains(job.kind) else {
      return
    }
    let start = isFailure ? "failed" : "initiated"
    try db.run(
      """
      UPDATE projects SET updated_at = ?1, failure = iif(?2 = 'failed', ?3, NULL), state =
        CASE WHEN state IN ('initiated', 'ideating') THEN ?2
          WHEN EXISTS (\(Self.chaptersInPlace))
            AND NOT EXISTS (\(Self.chaptersInPlace) AND c.current_version IS NULL) THEN 'written'
          WHEN EXISTS (SELECT 1 FROM outline_nodes WHERE project_id = ?4 AND archived_at IS NULL)
            THEN 'outlined'
          ELSE 'ideated' END
      WHERE id = ?4 AND state IN ('initiated', 'ideating', 'outlining', 'writing')
      """,
      [
        store.now.milliseconds, start, "its \(job.kind) did not succeed", project.text,
      ])
  }

  private func endDependents(of job: Job, _ db: Database) throws {
    let waiting = try db.rows(
      """
      SELECT j.* FROM depends_on d JOIN jobs j ON j.id = d.job_id
      WHERE d.needs = ? AND j.state = 'queued' ORDER BY j.id
      """, [job.id.text]
    ) { try Job($0) }
    let error =
      #"{"code":"job.dependency-failed","message":"the \#(job.kind) job it builds on, "#
      + #"\#(job.id.text), did not succeed"}"#
    for job in waiting {
      // Where several ways lead to it, the first has ended it.
      guard try get(job.id, db)?.state == .queued else { continue }
      try end(job, as: .failed(error: error, isDead: false), db)
    }
  }
}
