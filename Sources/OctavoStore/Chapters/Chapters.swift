import GRDB
package import OctavoBase

extension Store {
  /// The texts of books.
  package var chapters: Chapters { Chapters(store: self) }
}

/// Verbs that read chapters; `ChapterWriting` has those that write them.
package struct Chapters: Sendable {
  let store: Store

  static let select = """
    SELECT c.*, v.word_count FROM chapters c LEFT JOIN chapter_versions v
      ON v.chapter_id = c.node_id AND v.number = c.current_version
    """

  /// One chapter, archived or not.
  package func find(_ id: NodeID) throws(OctavoError) -> Chapter {
    try store.read { db in try store.chapter(id, db) }
  }

  /// The chapters that are in the book, in reading order.
  package func list(_ project: ProjectID) throws(OctavoError) -> [Chapter] {
    try store.read { db in
      try store.requireProject(project, db)
      let order = try OutlineRows(project, db).tree().flatMap(\.chapters).map(\.id)
      return try order.map { try store.chapter($0, db) }
    }
  }

  /// The text of a version, the current one where none is named; nil where there is none.
  package func text(
    _ id: NodeID, version: Int? = nil
  ) throws(OctavoError) -> ChapterVersion? {
    try store.read { db in
      let number = try version ?? store.chapter(id, db).version
      return try db.first(
        "SELECT * FROM chapter_versions WHERE chapter_id = ? AND number = ?", [id.text, number]
      ) { try ChapterVersion($0) }
    }
  }

  /// Every version of a chapter, the latest first.
  package func versions(_ id: NodeID) throws(OctavoError) -> [ChapterVersion] {
    try store.read { db in
      _ = try store.chapter(id, db)
      return try db.rows(
        "SELECT * FROM chapter_versions WHERE chapter_id = ? ORDER BY number DESC", [id.text]
      ) { try ChapterVersion($0) }
    }
  }

  /// The summary of a chapter's version, the current one where none is named.
  package func summary(
    of id: NodeID, version: Int? = nil
  ) throws(OctavoError) -> String? {
    try store.read { db in
      let number = try version ?? store.chapter(id, db).version
      return try db.first(
        "SELECT content FROM summaries WHERE chapter_id = ? AND number = ?", [id.text, number]
      ) { try $0.text("content") }
    }
  }
}

extension Store {
  func chapter(_ id: NodeID, _ db: Database) throws -> Chapter {
    let found = try db.first(Chapters.select + " WHERE c.node_id = ?", [id.text]) { row in
      try Chapter(row)
    }
    guard let found else { throw StoreFault.missing("chapter", id.text) }
    return found
  }

  /// The chapter, where it belongs to the project that the lease is for.
  func chapter(_ id: NodeID, under lease: ProjectLease, _ db: Database) throws -> Chapter {
    try require(lease, db)
    let owner: ProjectID? = try db.first(
      "SELECT project_id FROM outline_nodes WHERE id = ?", [id.text]
    ) { try $0.id("project_id") }
    guard owner == lease.project else { throw StoreFault.missing("chapter", id.text) }
    return try chapter(id, db)
  }
}
