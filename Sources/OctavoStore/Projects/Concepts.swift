import GRDB
package import OctavoBase

extension Store {
  /// What a book could be.
  package var concepts: Concepts { Concepts(store: self) }
}

/// One way a keyword could become a book.
package struct Concept: Sendable, Hashable, Identifiable {
  /// Whether the author may choose it.
  package enum Status: String, Sendable {
    /// One of those shown.
    case offered
    /// Too near to another, or refused; kept, since it was paid for.
    case rejected
  }

  package let id: ConceptID
  package let status: Status
  package let draft: ConceptDraft
  package let created: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    status = try row.word("status")
    draft = ConceptDraft(
      title: try row.text("title"), tagline: try row.text("tagline"),
      audience: try row.text("audience"), thesis: try row.text("thesis"),
      difference: try row.text("difference"), extra: try row.text("extra"))
    created = try row.moment("created_at")
  }
}

/// A concept's contents.
package struct ConceptDraft: Sendable, Hashable {
  package var title: String
  package var tagline: String
  package var audience: String
  package var thesis: String
  /// Why it differs from the others.
  package var difference: String
  /// Whatever else the pipeline keeps, a JSON object.
  package var extra: String

  package init(
    title: String, tagline: String, audience: String, thesis: String, difference: String,
    extra: String = "{}"
  ) {
    self.title = title
    self.tagline = tagline
    self.audience = audience
    self.thesis = thesis
    self.difference = difference
    self.extra = extra
  }
}

/// Verbs about concepts.
package struct Concepts: Sendable {
  let store: Store

  /// Adds concepts after those that are there.
  @discardableResult
  package func add(
    _ drafts: [ConceptDraft], as status: Concept.Status = .offered,
    announcing event: NewEvent? = nil, under lease: ProjectLease
  ) throws(OctavoError) -> [ConceptID] {
    let ids: [ConceptID] = drafts.map { _ in store.newID("c") }
    try store.writeDurably { db in
      try store.require(lease, db)
      let first = try db.first(
        "SELECT count(*) AS n FROM concepts WHERE project_id = ?", [lease.project.text]
      ) { try $0.integer("n") }
      for (offset, (id, draft)) in zip(ids, drafts).enumerated() {
        try insert(id, draft, status, (first ?? 0) + offset, lease, db)
      }
      try store.announce(event, lease.project, db)
      try store.touch(lease.project, db)
    }
    return ids
  }

  /// A project's concepts in the order in which they were made.
  package func list(
    _ project: ProjectID, includingRejected: Bool = false
  ) throws(OctavoError) -> [Concept] {
    try store.read { db in
      try store.requireProject(project, db)
      return try db.rows(
        """
        SELECT * FROM concepts WHERE project_id = ? AND (status = 'offered' OR ?)
        ORDER BY position, id
        """, [project.text, includingRejected]
      ) { try Concept($0) }
    }
  }

  /// Makes one of the project's concepts the book's.
  package func choose(_ id: ConceptID, under lease: ProjectLease) throws(OctavoError) {
    try store.write { db in
      try store.require(lease, db)
      let names = try db.rows(
        "SELECT id FROM concepts WHERE project_id = ? ORDER BY position", [lease.project.text]
      ) { try $0.text("id") }
      guard names.contains(id.text) else {
        throw StoreFault.missing("concept", id.text, among: names)
      }
      try db.run(
        "UPDATE projects SET concept_id = ? WHERE id = ?", [id.text, lease.project.text])
      try store.touch(lease.project, db)
    }
  }

  /// Takes a concept from those shown, or shows it again.
  package func setStatus(
    _ status: Concept.Status, of id: ConceptID, under lease: ProjectLease
  ) throws(OctavoError) {
    try store.write { db in
      try store.require(lease, db)
      let changed = try db.run(
        "UPDATE concepts SET status = ? WHERE id = ? AND project_id = ?",
        [status.rawValue, id.text, lease.project.text])
      guard changed == 1 else { throw StoreFault.missing("concept", id.text) }
    }
  }

  private func insert(
    _ id: ConceptID, _ draft: ConceptDraft, _ status: Concept.Status, _ position: Int,
    _ lease: ProjectLease, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO concepts (id, project_id, position, status, title, tagline, audience, thesis,
        difference, extra, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, lease.project.text, position, status.rawValue, StoredText.of(draft.title),
        StoredText.of(draft.tagline), StoredText.of(draft.audience), StoredText.of(draft.thesis),
        StoredText.of(draft.difference), draft.extra, store.now.milliseconds,
      ])
  }
}
