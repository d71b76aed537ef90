import GRDB
package import OctavoBase

/// Whose doing a change is.
package struct AuditAuthor: Sendable, Hashable {
  package let user: UserID?
  package let token: TokenID?

  package init(user: UserID?, token: TokenID?) {
    self.user = user
    self.token = token
  }

  /// The service itself, or a command of the shell.
  package static let service = AuditAuthor(user: nil, token: nil)
}

/// A line of the audit log.
package struct AuditLine: Sendable, Hashable {
  package let seq: Int64
  package let at: Moment
  package let author: AuditAuthor
  /// Such as `project.erase`.
  package let action: String
  /// What it was done to.
  package let subject: String
  /// JSON.
  package let detail: String

  init(_ row: Fields) throws {
    seq = Int64(try row.integer("seq"))
    at = try row.moment("at")
    author = AuditAuthor(user: try row.idIfAny("user_id"), token: try row.idIfAny("token_id"))
    action = try row.text("action")
    subject = try row.text("subject")
    detail = try row.text("detail")
  }
}

extension Store {
  /// Enters a change in the audit log, in the change's own transaction.
  func audit(
    _ action: String, _ subject: String, by author: AuditAuthor, detail: String = "{}",
    _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO audit (at, user_id, token_id, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        now.milliseconds, author.user?.text, author.token?.text, action, StoredText.of(subject),
        detail,
      ])
  }

  /// Enters a change that was made in another transaction.
  package func audit(
    _ action: String, _ subject: String, by author: AuditAuthor
  ) throws(OctavoError) {
    try writeDurably { db in try audit(action, subject, by: author, db) }
  }

  /// The audit log before a line, the latest first, at most `limit`.
  package func auditLines(
    before seq: Int64? = nil, limit: Int = 100
  ) throws(OctavoError) -> [AuditLine] {
    try read { db in
      try db.rows(
        "SELECT * FROM audit WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2",
        [seq, limit]
      ) { try AuditLine($0) }
    }
  }
}
