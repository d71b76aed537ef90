import GRDB
package import OctavoBase

extension Store {
  /// Text as it streams in.
  package var journal: Journal { Journal(store: self) }
}

/// What a journal is about: one for each step, subject and attempt.
package struct JournalSubject: Sendable, Hashable {
  /// The step that asks, such as `chapter`.
  package let step: String
  /// A section's or chapter's name, or empty for steps about the whole book.
  package let subject: String
  /// Which try; `ChapterWork.attempt` for chapters.
  package let attempt: Int

  /// A step about the whole book.
  package init(step: String, attempt: Int = 0) {
    self.step = step
    subject = ""
    self.attempt = attempt
  }

  /// A section of a chapter, or the chapter itself where it has no sections.
  package init(step: String = "chapter", node: NodeID, attempt: Int) {
    self.step = step
    subject = node.text
    self.attempt = attempt
  }
}

/// A journal that text can be added to.
package struct OpenJournal: Sendable, Hashable {
  let id: String
  package let subject: JournalSubject
  /// What was in it when it was opened: never to be bought again.
  package let text: String
  let lease: ProjectLease
}

/// Verbs about text that streams in.
///
/// A journal is rows of the same database. Pieces are gathered for a quarter of a second and written
/// in one transaction, by a timer, so that a stalled stream's last words are written too; what is
/// written outlives the process, the write-ahead log's checksums drop a torn tail, and sealing a
/// section moves its text in one transaction. Once a second a write is forced to the disk. So a killed
/// process loses at most the last quarter second, a power cut little more than the last second.
package struct Journal: Sendable {
  let store: Store

  /// Milliseconds that text waits at most for its transaction.
  package static let interval = 250
  /// Milliseconds between two writes that are forced to the disk.
  package static let syncInterval: Int64 = 1000

  /// The journal of a subject, with the text that an earlier run left in it.
  package func open(
    _ subject: JournalSubject, under lease: ProjectLease
  ) throws(OctavoError) -> OpenJournal {
    let (id, time) = (IDSpelling.text(prefix: "j", bits: store.environment.randomBits()), store.now)
    return try store.write { db in
      try store.require(lease, db)
      try db.run(
        """
        INSERT INTO journals (id, project_id, step, subject, attempt, started_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          id, lease.project.text, subject.step, subject.subject, subject.attempt,
          time.milliseconds,
        ])
      let found = try db.first(
        """
        SELECT * FROM journals WHERE project_id = ? AND step = ? AND subject = ? AND attempt = ?
        """, [lease.project.text, subject.step, subject.subject, subject.attempt]
      ) { try store.openJournal($0, lease, db) }
      guard let found else { throw StoreFault.defect("a journal is gone that was just begun") }
      return found
    }
  }

  /// Adds a piece of text, which is written within `interval`; throws where an earlier piece could not
  /// be. Streaming renews the lease.
  package func append(_ piece: String, to journal: OpenJournal) throws(OctavoError) {
    guard !piece.isEmpty else { return }
    switch try store.journalBuffer.add(piece, to: journal) {
    case .nothing: break
    case .setTimer: store.setJournalTimer()
    case .writeNow: try flush(journal)
    }
  }

  /// Returns once all that was added is written; throws where it could not be.
  package func flush(_ journal: OpenJournal) throws(OctavoError) {
    store.flushJournals()
    try store.journalBuffer.throwFailure(of: journal)
  }

  /// All text of a journal with what was just added.
  package func text(of journal: OpenJournal) throws(OctavoError) -> String {
    try flush(journal)
    return try store.read { db in try store.journalText(journal.id, db) }
  }

  /// Puts a cleaned text in place of the pieces, as when a loop at the end is cut off.
  package func replace(
    _ journal: OpenJournal, with text: String
  ) throws(OctavoError) {
    try store.write { db in
      try store.require(journal.lease, db)
      try db.run("DELETE FROM journal_pieces WHERE journal_id = ?", [journal.id])
      if !text.isEmpty { try store.insert(text, journal, db) }
    }
    store.journalBuffer.forget(journal)
  }

  /// Forgets a journal whose text is of no use.
  package func discard(_ journal: OpenJournal) throws(OctavoError) {
    try store.write { db in
      try store.require(journal.lease, db)
      try store.drop(journal, db)
    }
    store.journalBuffer.forget(journal)
  }

  /// The open journals of a project, the oldest first: what a crash left behind.
  package func list(under lease: ProjectLease) throws(OctavoError) -> [OpenJournal] {
    try store.read { db in
      try store.require(lease, db)
      return try db.rows(
        "SELECT * FROM journals WHERE project_id = ? ORDER BY started_at, id", [lease.project.text]
      ) { try store.openJournal($0, lease, db) }
    }
  }
}

extension Store {
  /// One statement: the lease is checked, the number found and the row added together.
  func insert(_ piece: String, _ journal: OpenJournal, _ db: Database) throws {
    let added = try db.run(
      """
      INSERT INTO journal_pieces (journal_id, number, content)
      SELECT ?1, (SELECT coalesce(max(number), -1) + 1 FROM journal_pieces WHERE journal_id = ?1), ?2
      WHERE EXISTS (SELECT 1 FROM project_leases
        WHERE project_id = ?3 AND fence = ?4 AND machine IS NOT NULL)
      """,
      [
        journal.id, StoredText.of(piece), journal.lease.project.text, journal.lease.fence,
      ])
    if added != 1 { try require(journal.lease, db) }
  }

  func openJournal(_ row: Fields, _ lease: ProjectLease, _ db: Database) throws -> OpenJournal {
    let id = try row.text("id")
    let (step, attempt) = (try row.text("step"), try row.integer("attempt"))
    let subject = try row.text("subject")
    return OpenJournal(
      id: id,
      subject: subject.isEmpty
        ? JournalSubject(step: step, attempt: attempt)
        : JournalSubject(step: step, node: NodeID(subject), attempt: attempt),
      text: try journalText(id, db), lease: lease)
  }

  func journalText(_ id: String, _ db: Database) throws -> String {
    try db.rows(
      "SELECT content FROM journal_pieces WHERE journal_id = ? ORDER BY number", [id]
    ) { try $0.text("content") }.joined()
  }

  func drop(_ journal: OpenJournal?, _ db: Database) throws {
    guard let journal else { return }
    try db.run("DELETE FROM journals WHERE id = ?", [journal.id])
  }

  /// The journals of a chapter and of its sections.
  func journals(
    ofChapter id: NodeID, attempt: Int, _ lease: ProjectLease, _ db: Database
  ) throws -> [OpenJournal] {
    try db.rows(Self.journalsOfChapter, [id.text, attempt]) { row in
      try openJournal(row, lease, db)
    }
  }

  func journalTexts(ofChapter id: NodeID, attempt: Int, _ db: Database) throws -> [String] {
    let ids = try db.rows(Self.journalsOfChapter, [id.text, attempt]) { try $0.text("id") }
    return try ids.map { try journalText($0, db) }
  }

  private static let journalsOfChapter = """
    WITH RECURSIVE below (id) AS (
      VALUES (?1) UNION SELECT n.id FROM outline_nodes n JOIN below b ON n.parent_id = b.id)
    SELECT j.* FROM journals j JOIN below b ON j.subject = b.id
    WHERE j.step = 'chapter' AND j.attempt = ?2 ORDER BY j.started_at, j.id
    """
}
