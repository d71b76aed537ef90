import GRDB
package import OctavoBase

extension Store {
  /// The answers of calls to models.
  package var answers: Answers { Answers(store: self) }
}

/// What is stored of a call's answer.
package struct StoredAnswer: Sendable, Hashable {
  /// All text that arrived, in order.
  package let text: String
  /// How it ended, in the pipeline's words; nil while it runs, or for ever where the process died.
  package let ending: String?
}

/// Verbs about answers: each is kept under the stable name of its call, so that a run which starts
/// again finds what was paid for.
///
/// Each piece is a transaction of its own: what `append` returned from outlives the process, and a
/// power cut costs at most the last second.
package struct Answers: Sendable {
  let store: Store

  /// Milliseconds between two pieces that are forced to the disk.
  private static let syncInterval: Int64 = 1000

  /// The stored answer of a call; nil where it was never begun.
  package func find(
    _ call: String, of project: ProjectID
  ) throws(OctavoError) -> StoredAnswer? {
    try store.read { db in
      let ending = try db.first(
        "SELECT ending FROM answers WHERE project_id = ? AND call = ?", [project.text, call]
      ) { try $0.textIfAny("ending") }
      guard let ending else { return nil }
      let text = try pieces(of: call, of: project, db).joined()
      return StoredAnswer(text: text, ending: ending)
    }
  }

  /// Characters of a project's answers that are stored.
  package func streamed(of project: ProjectID) throws(OctavoError) -> Int {
    try store.read { db in
      try db.first(
        """
        SELECT coalesce(sum(length(content)), 0) AS n FROM answer_pieces WHERE project_id = ?
        """, [project.text]
      ) { try $0.integer("n") } ?? 0
    }
  }

  /// Notes that a call is about to be sent; what an earlier sending brought stays.
  package func begin(_ call: String, under lease: ProjectLease) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      try store.require(lease, db)
      try db.run(
        """
        INSERT INTO answers (project_id, call, started_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
        """, [lease.project.text, call, time])
    }
  }

  /// Adds text; when this returns, the death of the process cannot take it away.
  package func append(
    _ piece: String, to call: String, under lease: ProjectLease
  ) throws(OctavoError) {
    guard !piece.isEmpty else { return }
    guard store.isSyncDue(after: Self.syncInterval) else {
      return try store.write { db in try insert(piece, call, lease, db) }
    }
    let time = store.now
    try store.writeDurably { db in
      try insert(piece, call, lease, db)
      try Leases.extend(lease, at: time, db)
    }
  }

  /// Enters how a call ended, and makes one piece of its text. Needs no lease: what was paid for is
  /// always written down.
  package func end(
    _ call: String, of project: ProjectID, as ending: String
  ) throws(OctavoError) {
    try store.writeDurably { db in
      try db.run(
        "UPDATE answers SET ending = ? WHERE project_id = ? AND call = ?",
        [ending, project.text, call])
      try fold(call, of: project, db)
    }
  }

  /// Thousands of pieces of a few words each are of no use once no more come.
  private func fold(_ call: String, of project: ProjectID, _ db: Database) throws {
    let pieces = try pieces(of: call, of: project, db)
    guard pieces.count > 1 else { return }
    try db.run(
      "DELETE FROM answer_pieces WHERE project_id = ? AND call = ?", [project.text, call])
    try db.run(
      "INSERT INTO answer_pieces (project_id, call, number, content) VALUES (?, ?, 0, ?)",
      [project.text, call, pieces.joined()])
  }

  private func pieces(
    of call: String, of project: ProjectID, _ db: Database
  ) throws -> [String] {
    try db.rows(
      "SELECT content FROM answer_pieces WHERE project_id = ? AND call = ? ORDER BY number",
      [project.text, call]
    ) { try $0.text("content") }
  }

  /// One statement: the lease is checked, the number found and the row added together.
  private func insert(
    _ piece: String, _ call: String, _ lease: ProjectLease, _ db: Database
  ) throws {
    let added = try db.run(
      """
      INSERT INTO answer_pieces (project_id, call, number, content)
      SELECT ?1, ?2, (SELECT coalesce(max(number), -1) + 1 FROM answer_pieces
        WHERE project_id = ?1 AND call = ?2), ?3
      WHERE EXISTS (SELECT 1 FROM project_leases
        WHERE project_id = ?1 AND fence = ?4 AND machine IS NOT NULL)
      """, [lease.project.text, call, StoredText.of(piece), lease.fence])
    if added != 1 { try store.require(lease, db) }
  }
}
