import GRDB
package import OctavoBase

extension Store {
  /// What people think of concepts and chapters.
  package var feedback: Feedback { Feedback(store: self) }
}

/// What somebody thinks of a concept or a chapter.
package struct FeedbackEntry: Sendable, Hashable {
  /// What it is about.
  package enum Subject: Sendable, Hashable {
    case concept(ConceptID)
    case chapter(NodeID)
  }

  package let id: StoreID<FeedbackEntry>
  package let subject: Subject
  /// From 1, poor, to 5, excellent.
  package let rating: Int
  package let note: String
  /// The job whose prompt it went into; nil while it waits.
  package let usedBy: JobID?
  package let created: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    let concept: ConceptID? = try row.idIfAny("concept_id")
    subject = try concept.map { .concept($0) } ?? .chapter(try row.id("node_id"))
    rating = try row.integer("rating")
    note = try row.text("note")
    usedBy = try row.idIfAny("used_by")
    created = try row.moment("created_at")
  }
}

/// Verbs about feedback.
package struct Feedback: Sendable {
  let store: Store

  /// Keeps what a user thinks of something in a project of theirs; false where there is no such
  /// thing.
  package func add(
    _ subject: FeedbackEntry.Subject, of user: UserID, rating: Int, note: String,
    by author: AuditAuthor
  ) throws(OctavoError) -> Bool {
    let (id, time): (StoreID<FeedbackEntry>, Int64) = (store.newID("r"), store.now.milliseconds)
    return try store.write { db in
      guard let project = try project(of: subject, user, db) else { return false }
      let (concept, node) = subject.columns
      try db.run(
        """
        INSERT INTO feedback (id, user_id, project_id, concept_id, node_id, rating, note,
          created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.text, user.text, project.text, concept, node, min(max(rating, 1), 5),
          StoredText.of(note), time,
        ])
      try store.announce(
        NewEvent("feedback_given", data: #"{"rating":\#(rating)}"#), project, of: user, db)
      try store.audit("feedback.add", concept ?? node ?? "", by: author, db)
      return true
    }
  }

  /// All that a user said, the earliest first.
  package func list(of user: UserID) throws(OctavoError) -> [FeedbackEntry] {
    try store.read { db in
      try db.rows(
        "SELECT * FROM feedback WHERE user_id = ? ORDER BY created_at, rowid", [user.text]
      ) { try FeedbackEntry($0) }
    }
  }

  /// What was said of something, the latest first.
  package func list(
    _ subject: FeedbackEntry.Subject, limit: Int = 100
  ) throws(OctavoError) -> [FeedbackEntry] {
    let (concept, node) = subject.columns
    return try store.read { db in
      try db.rows(
        """
        SELECT * FROM feedback WHERE (concept_id = ?1 OR node_id = ?2)
        ORDER BY created_at DESC, rowid DESC LIMIT ?3
        """, [concept, node, limit]
      ) { try FeedbackEntry($0) }
    }
  }

  /// What was said of something and no job took yet, the earliest first; it is the job's from now
  /// on. What the same job took before is given again.
  package func take(
    _ subject: FeedbackEntry.Subject, for job: JobID
  ) throws(OctavoError) -> [FeedbackEntry] {
    let (concept, node) = subject.columns
    return try store.write { db in
      try db.run(
        """
        UPDATE feedback SET used_by = ?1 WHERE used_by IS NULL
          AND (concept_id = ?2 OR node_id = ?3)
        """, [job.text, concept, node])
      return try db.rows(
        """
        SELECT * FROM feedback WHERE used_by = ?1 AND (concept_id = ?2 OR node_id = ?3)
        ORDER BY created_at, rowid
        """, [job.text, concept, node]
      ) { try FeedbackEntry($0) }
    }
  }

  private func project(
    of subject: FeedbackEntry.Subject, _ user: UserID, _ db: Database
  ) throws -> ProjectID? {
    switch subject {
    case .concept(let id):
      try db.first(
        """
        SELECT c.project_id FROM concepts c JOIN projects p ON p.id = c.project_id
        WHERE c.id = ? AND p.owner = ?
        """, [id.text, user.text]
      ) { try $0.id("project_id") }
    case .chapter(let id):
      try db.first(
        """
        SELECT n.project_id FROM outline_nodes n JOIN projects p ON p.id = n.project_id
        WHERE n.id = ? AND n.kind = 'chapter' AND p.owner = ?
        """, [id.text, user.text]
      ) { try $0.id("project_id") }
    }
  }
}

extension FeedbackEntry.Subject {
  fileprivate var columns: (concept: String?, node: String?) {
    switch self {
    case .concept(let id): (id.text, nil)
    case .chapter(let id): (nil, id.text)
    }
  }
}
