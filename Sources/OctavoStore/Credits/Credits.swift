import GRDB
package import OctavoBase

extension Store {
  /// What users may spend.
  package var credits: Credits { Credits(store: self) }
}

/// Credits that are given to a user.
package struct CreditGrant: Sendable, Hashable {
  package let amount: Int
  /// A grant of the same key is given once; nil for one that may be repeated.
  package let key: String?
  package let note: String

  package init(_ amount: Int, key: String? = nil, note: String = "") {
    self.amount = amount
    self.key = key
    self.note = note
  }
}

/// A line of the ledger of credits.
package struct CreditEntry: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// Given.
    case grant
    /// Taken for a job when it was queued.
    case reserve
    /// Given back of a job that was done: what it did not need.
    case settle
    /// Given back whole, of a job that failed or was cancelled.
    case refund
  }

  package let seq: Int64
  package let user: UserID
  package let job: JobID?
  package let kind: Kind
  /// What the balance changed by.
  package let amount: Int
  package let note: String
  package let at: Moment

  init(_ row: Fields) throws {
    seq = Int64(try row.integer("seq"))
    user = try row.id("user_id")
    job = try row.idIfAny("job_id")
    kind = try row.word("kind")
    amount = try row.integer("amount")
    note = try row.text("note")
    at = try row.moment("at")
  }
}

/// Verbs about credits. The ledger is only ever added to, and a user's balance is its sum: triggers
/// see to both.
package struct Credits: Sendable {
  let store: Store

  /// The most that is given at once.
  package static let most = 1_000_000_000

  /// Gives credits, or takes them where the amount is negative; false where a grant of the same key
  /// was given before.
  @discardableResult
  package func grant(
    _ grant: CreditGrant, to user: UserID, by author: AuditAuthor = .service
  ) throws(OctavoError) -> Bool {
    try store.writeDurably { db in
      let found = try store.user(user, db)
      guard grant.amount >= -(found.credits ?? 0) else {
        throw OctavoError(
          .badInput, "credits.too-few",
          "user \(user.text) has \(found.credits ?? 0) credits: \(-grant.amount) cannot be taken")
      }
      guard try self.grant(grant, to: user, db) else { return false }
      try store.audit(
        "credits.grant", user.text, by: author, detail: #"{"amount":\#(grant.amount)}"#, db)
      return true
    }
  }

  /// A user's ledger before a line, the latest first.
  package func entries(
    of user: UserID, before seq: Int64? = nil, limit: Int = 100
  ) throws(OctavoError) -> [CreditEntry] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM credit_entries WHERE user_id = ?1 AND (?2 IS NULL OR seq < ?2)
        ORDER BY seq DESC LIMIT ?3
        """, [user.text, seq, limit]
      ) { try CreditEntry($0) }
    }
  }

  /// What a job holds or cost; nil where nothing was reserved for it.
  package func state(of job: JobID) throws(OctavoError) -> (reserved: Int, charged: Int)? {
    try store.read { db in try Self.state(of: job, db) }
  }

  @discardableResult
  func grant(_ grant: CreditGrant, to user: UserID, _ db: Database) throws -> Bool {
    try db.run(
      """
      INSERT INTO credit_entries (user_id, kind, amount, grant_key, note, at)
      VALUES (?, 'grant', ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        user.text, min(max(grant.amount, -Self.most), Self.most), grant.key,
        StoredText.of(grant.note), store.now.milliseconds,
      ]) == 1
  }

  func reserve(_ amount: Int, of user: UserID, for job: JobID, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO credit_entries (user_id, job_id, kind, amount, at) VALUES (?, ?, 'reserve', ?, ?)
      """, [user.text, job.text, -amount, store.now.milliseconds])
  }

  /// Closes what was reserved for a job: `charge` of it is kept, nil gives all of it back. A job
  /// without a reservation has nothing to close; one closed before stays so.
  func close(_ job: JobID, charge: Int?, _ db: Database) throws {
    let reserved = try db.first(
      "SELECT user_id, -amount AS held FROM credit_entries WHERE job_id = ? AND kind = 'reserve'",
      [job.text]
    ) { (try $0.text("user_id"), try $0.integer("held")) }
    guard let (user, held) = reserved else { return }
    let kept = min(max(charge ?? 0, 0), held)
    try db.run(
      """
      INSERT INTO credit_entries (user_id, job_id, kind, amount, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        user, job.text, charge == nil ? "refund" : "settle", held - kept, store.now.milliseconds,
      ])
  }

  static func state(of job: JobID, _ db: Database) throws -> (reserved: Int, charged: Int)? {
    let rows = try db.rows(
      "SELECT kind, amount FROM credit_entries WHERE job_id = ?", [job.text]
    ) { (try $0.text("kind"), try $0.integer("amount")) }
    guard let held = rows.first(where: { $0.0 == "reserve" }).map({ -$0.1 }) else { return nil }
    guard let back = rows.first(where: { $0.0 != "reserve" }) else { return (held, 0) }
    return (held, held - back.1)
  }
}
