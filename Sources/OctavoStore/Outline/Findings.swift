import GRDB
package import OctavoBase

extension Store {
  /// What checks found wrong with outlines and chapters.
  package var findings: Findings { Findings(store: self) }
}

/// Something a check found.
package struct FindingDraft: Sendable, Hashable {
  /// Which check.
  package enum Kind: String, Sendable {
    case outline, continuity, quality
  }

  package var kind: Kind
  package var severity: Diagnostic.Severity
  /// A stable dotted name.
  package var code: String
  /// One sentence for people.
  package var message: String
  /// The part, chapter or section; nil for the whole book.
  package var node: NodeID?
  /// What supports it, JSON.
  package var evidence: String

  package init(
    _ kind: Kind, _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    node: NodeID? = nil, evidence: String = "{}"
  ) {
    self.kind = kind
    self.severity = severity
    self.code = code
    self.message = message
    self.node = node
    self.evidence = evidence
  }
}

/// A finding with its name.
package struct StoredFinding: Sendable, Hashable, Identifiable {
  package let id: FindingID
  package let draft: FindingDraft
  /// When it was dealt with; nil while it stands.
  package let resolved: Moment?
  package let created: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    draft = FindingDraft(
      try row.word("kind"), try Self.severity(row), try row.text("code"), try row.text("message"),
      node: try row.idIfAny("node_id"), evidence: try row.text("evidence"))
    resolved = try row.momentIfAny("resolved_at")
    created = try row.moment("created_at")
  }

  private static func severity(_ row: Fields) throws -> Diagnostic.Severity {
    switch try row.text("severity") {
    case "error": .error
    case "warning": .warning
    default: .note
    }
  }
}

/// Verbs about findings.
package struct Findings: Sendable {
  let store: Store

  /// Puts the findings of a new check in place of the open ones of the same kind and node.
  package func replace(
    _ kind: FindingDraft.Kind, node: NodeID? = nil, with drafts: [FindingDraft],
    under lease: ProjectLease
  ) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      try store.require(lease, db)
      try db.run(
        """
        UPDATE findings SET resolved_at = ?1 WHERE project_id = ?2 AND kind = ?3
          AND resolved_at IS NULL AND (?4 IS NULL OR node_id = ?4)
        """, [time, lease.project.text, kind.rawValue, node?.text])
      try store.insert(drafts, lease.project, db)
    }
  }

  /// Findings in the order in which they were made; the open ones, or all.
  package func list(
    _ project: ProjectID, kind: FindingDraft.Kind? = nil, includingResolved: Bool = false
  ) throws(OctavoError) -> [StoredFinding] {
    try store.read { db in
      try store.requireProject(project, db)
      return try db.rows(
        """
        SELECT * FROM findings WHERE project_id = ?1 AND (?2 IS NULL OR kind = ?2)
          AND (?3 OR resolved_at IS NULL) ORDER BY created_at, rowid
        """, [project.text, kind?.rawValue, includingResolved]
      ) { try StoredFinding($0) }
    }
  }

  /// Says that a finding was dealt with.
  package func resolve(_ id: FindingID, under lease: ProjectLease) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      try store.require(lease, db)
      let changed = try db.run(
        "UPDATE findings SET resolved_at = coalesce(resolved_at, ?) WHERE id = ? AND project_id = ?",
        [time, id.text, lease.project.text])
      guard changed == 1 else { throw StoreFault.missing("finding", id.text) }
    }
  }
}

extension Store {
  func insert(_ drafts: [FindingDraft], _ project: ProjectID, _ db: Database) throws {
    for draft in drafts {
      let id: FindingID = newID("d")
      try db.run(
        """
        INSERT INTO findings (id, project_id, node_id, kind, severity, code, message, evidence,
          created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.text, project.text, draft.node?.text, draft.kind.rawValue, draft.severity.label,
          draft.code, StoredText.of(draft.message), StoredText.of(draft.evidence),
          now.milliseconds,
        ])
    }
  }
}
