import GRDB
package import OctavoBase

extension Store {
  /// What happened, in order.
  package var events: Events { Events(store: self) }
}

/// Something that is about to have happened.
package struct NewEvent: Sendable, Hashable {
  /// Such as `chapter_completed`.
  package let type: String
  /// The job it happened in.
  package let job: JobID?
  /// What there is to say of it, JSON.
  package let data: String

  package init(_ type: String, job: JobID? = nil, data: String = "{}") {
    self.type = type
    self.job = job
    self.data = data
  }
}

/// Something that happened.
package struct StoredEvent: Sendable, Hashable {
  /// Ever growing over the whole store, never given twice; gaps are possible.
  package let seq: Int64
  package let type: String
  package let project: ProjectID?
  package let job: JobID?
  /// Whom the project or job belongs to.
  package let user: UserID
  package let at: Moment
  /// JSON.
  package let data: String

  init(_ row: Fields) throws {
    seq = Int64(try row.integer("seq"))
    type = try row.text("type")
    project = try row.idIfAny("project_id")
    job = try row.idIfAny("job_id")
    user = try row.id("user_id")
    at = try row.moment("at")
    data = try row.text("data")
  }
}

/// Verbs about events.
package struct Events: Sendable {
  let store: Store

  /// Adds an event that belongs to no other change.
  package func append(_ event: NewEvent, project: ProjectID? = nil) throws(OctavoError) {
    try store.write { db in try store.announce(event, project, db) }
  }

  /// Events after `seq`, in order, at most `limit`; of one project or job where named.
  package func after(
    _ seq: Int64, project: ProjectID? = nil, job: JobID? = nil, limit: Int = 500
  ) throws(OctavoError) -> [StoredEvent] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM events WHERE seq > ?1 AND (?2 IS NULL OR project_id = ?2)
          AND (?3 IS NULL OR job_id = ?3) ORDER BY seq LIMIT ?4
        """, [seq, project?.text, job?.text, limit]
      ) { try StoredEvent($0) }
    }
  }

  /// One user's events after `seq`, in order, at most `limit`; of one project or job where named.
  package func after(
    _ seq: Int64, of user: UserID, project: ProjectID? = nil, job: JobID? = nil, limit: Int = 500
  ) throws(OctavoError) -> [StoredEvent] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM events WHERE user_id = ?1 AND seq > ?2 AND (?3 IS NULL OR project_id = ?3)
          AND (?4 IS NULL OR job_id = ?4) ORDER BY seq LIMIT ?5
        """, [user.text, seq, project?.text, job?.text, limit]
      ) { try StoredEvent($0) }
    }
  }

  /// Unicode scalars of text that a job's deltas hold so far.
  package func streamedCharacters(of job: JobID) throws(OctavoError) -> Int {
    try store.read { db in
      try db.first(
        """
        SELECT json_extract(data, '$.offset') + length(json_extract(data, '$.text')) AS n
        FROM events WHERE job_id = ? AND type = 'chapter.delta' ORDER BY seq DESC LIMIT 1
        """, [job.text]
      ) { try $0.integer("n") } ?? 0
    }
  }

  /// The last number that was given; 0 before the first event.
  package func last() throws(OctavoError) -> Int64 {
    try store.read { db in
      try db.first("SELECT seq FROM sqlite_sequence WHERE name = 'events'") {
        Int64(try $0.integer("seq"))
      } ?? 0
    }
  }

  /// Forgets events older than `moment`; how many there were.
  @discardableResult
  package func forget(before moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run("DELETE FROM events WHERE at < ?", [moment.milliseconds])
    }
  }
}

extension Store {
  /// Adds an event of a project; one without a project is the shell's.
  func announce(_ event: NewEvent?, _ project: ProjectID?, _ db: Database) throws {
    guard let event else { return }
    try db.run(
      """
      INSERT INTO events (type, project_id, job_id, user_id, at, data)
      VALUES (?1, ?2, ?3, coalesce((SELECT owner FROM projects WHERE id = ?2), 'local'), ?4, ?5)
      """,
      [event.type, project?.text, event.job?.text, now.milliseconds, StoredText.of(event.data)])
  }

  /// Adds an event of a user's.
  func announce(
    _ event: NewEvent, _ project: ProjectID?, of user: UserID, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO events (type, project_id, job_id, user_id, at, data) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        event.type, project?.text, event.job?.text, user.text, now.milliseconds,
        StoredText.of(event.data),
      ])
  }
}
