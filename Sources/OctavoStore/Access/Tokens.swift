import Foundation
import GRDB
package import OctavoBase

extension Store {
  /// What callers show who they are with.
  package var tokens: Tokens { Tokens(store: self) }
}

/// Verbs about tokens. The store sees no secret, only its SHA-256.
package struct Tokens: Sendable {
  let store: Store

  /// A token together with its user's role and plan, as one look at the store gives it.
  package struct Bearer: Sendable, Hashable {
    package let token: AccessToken
    package let role: User.Role
    package let plan: String
  }

  /// Keeps a token.
  ///
  /// - Parameter hash: the 32 bytes of the secret's SHA-256.
  package func create(
    _ token: NewToken, hash: [UInt8], by author: AuditAuthor = .service
  ) throws(OctavoError) -> AccessToken {
    let (id, time): (TokenID, Int64) = (store.newID("t"), store.now.milliseconds)
    return try store.writeDurably { db in
      _ = try store.user(token.user, db)
      try db.run(
        """
        INSERT INTO tokens (id, user_id, hash, label, scopes, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.text, token.user.text, Data(hash), StoredText.of(token.label),
          TextList.json(token.scopes.map(\.rawValue).sorted()), time,
          token.expires?.milliseconds,
        ])
      try store.audit("token.create", id.text, by: author, db)
      return try get(id, db)
    }
  }

  /// Who has the secret with this hash; nil where nobody does.
  package func bearer(ofHash hash: [UInt8]) throws(OctavoError) -> Bearer? {
    try store.read { db in
      try db.first(
        """
        SELECT t.*, u.role, u.plan FROM tokens t JOIN users u ON u.id = t.user_id WHERE t.hash = ?
        """, [Data(hash)]
      ) { row in
        Bearer(
          token: try AccessToken(row), role: try row.word("role"), plan: try row.text("plan"))
      }
    }
  }

  /// A user's tokens, or all, the latest first.
  package func list(of user: UserID? = nil) throws(OctavoError) -> [AccessToken] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM tokens WHERE ?1 IS NULL OR user_id = ?1 ORDER BY created_at DESC, rowid DESC
        """, [user?.text]
      ) { try AccessToken($0) }
    }
  }

  /// Ends a token; one that was ended stays as it is.
  package func revoke(
    _ id: TokenID, by author: AuditAuthor = .service
  ) throws(OctavoError) -> AccessToken {
    let time = store.now.milliseconds
    return try store.writeDurably { db in
      let names = try db.rows("SELECT id FROM tokens ORDER BY id") { try $0.text("id") }
      guard names.contains(id.text) else {
        throw StoreFault.missing("token", id.text, among: names)
      }
      try db.run(
        "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [time, id.text])
      try store.audit("token.revoke", id.text, by: author, db)
      return try get(id, db)
    }
  }

  /// Counts the changes of tokens and roles: what was learnt of a token before the last is stale.
  package func epoch() throws(OctavoError) -> Int {
    try store.read { db in
      try db.first("SELECT value FROM epochs WHERE name = 'access'") { try $0.integer("value") }
        ?? 0
    }
  }

  private func get(_ id: TokenID, _ db: Database) throws -> AccessToken {
    let found = try db.first("SELECT * FROM tokens WHERE id = ?", [id.text]) {
      try AccessToken($0)
    }
    guard let found else { throw StoreFault.missing("token", id.text) }
    return found
  }
}

/// A token that is to be made.
package struct NewToken: Sendable, Hashable {
  package var user: UserID
  package var label: String
  package var scopes: Set<Scope>
  package var expires: Moment?

  package init(user: UserID, label: String, scopes: Set<Scope>, expires: Moment? = nil) {
    self.user = user
    self.label = label
    self.scopes = scopes
    self.expires = expires
  }
}
