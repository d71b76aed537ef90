import GRDB
package import OctavoBase

extension Store {
  /// What books say is so.
  package var facts: Facts { Facts(store: self) }
}

/// Something a chapter says is so, and where.
package struct FactDraft: Sendable, Hashable {
  /// Whom or what it is about.
  package var entity: String
  /// What is said of it, such as `eye colour`.
  package var predicate: String
  package var value: String
  /// When it holds in the book's own time; empty for always.
  package var time: String
  /// The paragraph of the chapter that supports it, from 0.
  package var paragraph: Int
  /// The words that do.
  package var evidence: String

  package init(
    entity: String, predicate: String, value: String, time: String = "", paragraph: Int,
    evidence: String
  ) {
    self.entity = entity
    self.predicate = predicate
    self.value = value
    self.time = time
    self.paragraph = paragraph
    self.evidence = evidence
  }
}

/// A fact with its name and the version it stands in.
package struct Fact: Sendable, Hashable, Identifiable {
  package let id: FactID
  package let chapter: NodeID
  package let version: Int
  package let draft: FactDraft

  init(_ row: Fields) throws {
    id = try row.id("id")
    chapter = try row.id("chapter_id")
    version = try row.integer("number")
    draft = FactDraft(
      entity: try row.text("entity"), predicate: try row.text("predicate"),
      value: try row.text("value"), time: try row.text("time"),
      paragraph: try row.integer("paragraph"), evidence: try row.text("evidence"))
  }
}

/// Verbs about facts; `chapters.accept` and `chapters.learn` store them.
package struct Facts: Sendable {
  let store: Store

  /// The facts of the current versions of the chapters in the book, in reading order; only those of
  /// chapters before `chapter` where one is named.
  package func list(
    _ project: ProjectID, before chapter: NodeID? = nil
  ) throws(OctavoError) -> [Fact] {
    try store.read { db in
      try store.requireProject(project, db)
      let order = try OutlineRows(project, db).tree().flatMap(\.chapters).map(\.id)
      return try order.prefix { $0 != chapter }.flatMap { id in
        try db.rows(
          """
          SELECT f.* FROM facts f JOIN chapters c
            ON c.node_id = f.chapter_id AND c.current_version = f.number
          WHERE f.chapter_id = ? ORDER BY f.position
          """, [id.text]
        ) { try Fact($0) }
      }
    }
  }
}

extension Store {
  func learn(
    _ summary: String?, _ facts: [FactDraft], _ chapter: NodeID, version: Int, _ db: Database
  ) throws {
    if let summary {
      try db.run(
        """
        INSERT INTO summaries (chapter_id, number, content, created_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (chapter_id, number) DO UPDATE SET content = excluded.content
        """, [chapter.text, version, StoredText.of(summary), now.milliseconds])
    }
    try db.run("DELETE FROM facts WHERE chapter_id = ? AND number = ?", [chapter.text, version])
    for (position, fact) in facts.enumerated() {
      try insert(fact, at: position, chapter, version, db)
    }
  }

  private func insert(
    _ fact: FactDraft, at position: Int, _ chapter: NodeID, _ version: Int, _ db: Database
  ) throws {
    let id: FactID = newID("f")
    try db.run(
      """
      INSERT INTO facts (id, chapter_id, number, position, entity, predicate, value, time, paragraph,
        evidence, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, chapter.text, version, position, StoredText.of(fact.entity),
        StoredText.of(fact.predicate), StoredText.of(fact.value), StoredText.of(fact.time),
        fact.paragraph, StoredText.of(fact.evidence), now.milliseconds,
      ])
  }
}
