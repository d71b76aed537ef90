import GRDB
import OctavoBase

/// Carries a record's meaning into the tables that people and exports read, in its transaction.
struct RecordEffects {
  private let store: Store
  private let lease: ProjectLease
  private let db: Database

  init(_ store: Store, _ lease: ProjectLease, _ db: Database) {
    self.store = store
    self.lease = lease
    self.db = db
  }

  func apply(_ effect: RecordEffect) throws {
    switch effect {
    case .concepts(let concepts): try put(concepts)
    case .outline(let drafts): try put(drafts)
    case .working(let id, let reason): try note(id, reason: reason)
    case .expecting(let id, let version): try expect(version, of: id)
    case .edited(let text): try put(text)
    case .finished(let chapter): try finish(chapter)
    case .stale(let ids):
      for id in ids {
        try db.run(
          """
          UPDATE chapters SET status = 'stale',
            reason = 'a chapter it builds on, or its own plan, was changed',
            updated_at = ? WHERE node_id = ? AND status = 'written'
          """, [now, id.text])
      }
    case .style(let json):
      try db.run(
        "UPDATE projects SET style_lock = ? WHERE id = ?", [json, lease.project.text])
    case .findings(let kind, let node, let drafts):
      try db.run(
        """
        UPDATE findings SET resolved_at = ?1 WHERE project_id = ?2 AND kind = ?3
          AND resolved_at IS NULL AND (?4 IS NULL OR node_id = ?4)
        """, [now, lease.project.text, kind.rawValue, node?.text])
      try store.insert(drafts, lease.project, db)
    case .concept(let id):
      try db.run(
        "UPDATE projects SET concept_id = ? WHERE id = ?", [id.text, lease.project.text])
    case .state(let state):
      try db.run(
        "UPDATE projects SET state = ?, failure = NULL WHERE id = ?",
        [state.rawValue, lease.project.text])
    }
  }

  private var now: Int64 { store.now.milliseconds }

  private func put(_ concepts: [NamedConcept]) throws {
    try db.run(
      "UPDATE concepts SET status = 'rejected' WHERE project_id = ?", [lease.project.text])
    for (position, concept) in concepts.enumerated() {
      let draft = concept.draft
      try db.run(
        """
        INSERT INTO concepts (id, project_id, position, status, title, tagline, audience, thesis,
          difference, extra, created_at) VALUES (?, ?, ?, 'offered', ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET status = 'offered', position = excluded.position
        """,
        [
          concept.id.text, lease.project.text, position, StoredText.of(draft.title),
          StoredText.of(draft.tagline), StoredText.of(draft.audience), StoredText.of(draft.thesis),
          StoredText.of(draft.difference), draft.extra, now,
        ])
    }
  }

  private func put(_ drafts: [OutlineDraft]) throws {
    for draft in drafts { try adopt(draft) }
    var rows = try OutlineRows(lease.project, db, store)
    try rows.set(drafts)
  }

  /// Makes a node for a name that has none, and puts an archived one back.
  private func adopt(_ draft: OutlineDraft) throws {
    if let id = draft.id {
      try db.run(
        """
        INSERT INTO outline_nodes (id, project_id, kind, position, title, purpose, beats,
          target_words, needs, hands_over, extra, created_at)
        VALUES (?, ?, ?, 0, '', '', '[]', 0, '[]', '[]', '{}', ?)
        ON CONFLICT (id) DO UPDATE SET archived_at = NULL, merged_into = NULL
          WHERE project_id = excluded.project_id
        """, [id.text, lease.project.text, draft.kind.rawValue, now])
      if draft.kind == .chapter {
        try db.run(
          """
          INSERT INTO chapters (node_id, status, updated_at) VALUES (?, 'draft', ?)
          ON CONFLICT DO NOTHING
          """, [id.text, now])
      }
    }
    for child in draft.children { try adopt(child) }
  }

  private func note(_ id: NodeID, reason: String?) throws {
    _ = try store.chapter(id, under: lease, db)
    try db.run(
      "UPDATE chapters SET status = ?, reason = ?, updated_at = ? WHERE node_id = ?",
      [reason == nil ? "writing" : "failed", reason.map(StoredText.of), now, id.text])
  }

  private func expect(_ version: Int, of id: NodeID) throws {
    let chapter = try store.chapter(id, under: lease, db)
    guard chapter.version ?? 0 != version else { return }
    throw OctavoError(
      .tryAgain, "store.version-conflict",
      "chapter \(id.text) has version \(chapter.version ?? 0) now, not \(version)",
      hints: ["read it again, and make the change on that"])
  }

  /// What was learnt from an older version is not taken over.
  private func put(_ edited: EditedText) throws {
    let version = NewVersion(
      content: edited.content, wordCount: edited.wordCount, origin: .edited)
    try put(version, edited.number, in: edited.chapter)
  }

  private func finish(_ finished: FinishedChapter) throws {
    let version = NewVersion(
      content: finished.content, wordCount: finished.wordCount, origin: finished.origin)
    try put(version, finished.number, in: finished.chapter)
    try store.learn(
      finished.summary, finished.facts, finished.chapter, version: finished.number, db)
  }

  /// A version of this number that is there already is the same one.
  private func put(_ version: NewVersion, _ number: Int, in id: NodeID) throws {
    let content = StoredText.of(version.content)
    _ = try store.chapter(id, under: lease, db)
    try db.run(
      """
      INSERT INTO chapter_versions (chapter_id, number, origin, content, word_count, fingerprint,
        created_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        id.text, number, version.origin.rawValue, content, version.wordCount,
        Store.fingerprint(content), now,
      ])
    try db.run(
      """
      UPDATE chapters SET status = 'written', reason = NULL, current_version = ?, updated_at = ?
      WHERE node_id = ?
      """, [number, now, id.text])
  }
}
