import GRDB
package import OctavoBase

extension Store {
  /// Whom things belong to.
  package var users: Users { Users(store: self) }
}

/// Verbs about users.
package struct Users: Sendable {
  let store: Store

  /// Makes a user with the first credits of their plan.
  package func create(
    _ user: NewUser, by author: AuditAuthor = .service
  ) throws(OctavoError) -> User {
    let (id, time): (UserID, Int64) = (store.newID("u"), store.now.milliseconds)
    return try store.writeDurably { db in
      let isTaken = try db.first("SELECT 1 AS found FROM users WHERE name = ?", [user.name]) { _ in
        true
      }
      guard isTaken == nil else {
        throw OctavoError(
          .badInput, "access.name-taken", "there is a user “\(user.name)” already")
      }
      try db.run(
        """
        INSERT INTO users (id, name, role, plan, unlimited, created_at) VALUES (?, ?, ?, ?, ?, ?)
        """, [id.text, user.name, user.role.rawValue, user.plan, user.isUnlimited, time])
      if let grant = user.grant { try store.credits.grant(grant, to: id, db) }
      try store.audit("user.create", id.text, by: author, db)
      return try store.user(id, db)
    }
  }

  package func find(_ id: UserID) throws(OctavoError) -> User {
    try store.read { db in try store.user(id, db) }
  }

  /// The user of a name; nil where there is none.
  package func find(name: String) throws(OctavoError) -> User? {
    try store.read { db in
      try db.first("SELECT * FROM users WHERE name = ?", [name]) { try User($0) }
    }
  }

  /// All but the service's own, by name after `name`, at most `limit`.
  package func list(after name: String? = nil, limit: Int = 100) throws(OctavoError) -> [User] {
    try store.read { db in
      try db.rows(
        """
        SELECT * FROM users WHERE id <> 'system' AND (?1 IS NULL OR name > ?1)
        ORDER BY name LIMIT ?2
        """, [name, limit]
      ) { try User($0) }
    }
  }

  /// Projects a user has, and ideations in the last hour.
  package func usage(of id: UserID) throws(OctavoError) -> (projects: Int, ideations: Int) {
    let time = store.now
    return try store.read { db in
      let projects = try db.first("SELECT projects FROM users WHERE id = ?", [id.text]) {
        try $0.integer("projects")
      }
      let used = try UsageWindow(id, "ideation", at: time).total(db)
      return (projects ?? 0, used)
    }
  }

  /// Takes a user out of the store with every project, job, token, event and credit of theirs. The
  /// audit log keeps that they were there, and nothing they wrote.
  ///
  /// Deleted rows are overwritten; the write-ahead log and the files of exports are the sweep's, which
  /// comes at once.
  package func erase(_ id: UserID, by author: AuditAuthor) throws(OctavoError) {
    try store.writeDurably { db in
      guard id != .local, id != .system else {
        throw OctavoError(
          .badInput, "access.builtin-user", "the user “\(id.text)” belongs to the store itself",
          hints: ["erase its projects one by one"])
      }
      _ = try store.user(id, db)
      try db.run("UPDATE audit SET detail = '{}' WHERE user_id = ?", [id.text])
      try db.run("DELETE FROM users WHERE id = ?", [id.text])
      try store.audit("user.erase", id.text, by: author, db)
      try store.jobs.hasten("sweep", db)
    }
  }
}

/// A user that is to be made.
package struct NewUser: Sendable, Hashable {
  package var name: String
  package var role: User.Role
  package var plan: String
  package var isUnlimited: Bool
  /// The credits to begin with.
  package var grant: CreditGrant?

  package init(
    name: String, role: User.Role = .user, plan: String, isUnlimited: Bool = false,
    grant: CreditGrant? = nil
  ) {
    self.name = name
    self.role = role
    self.plan = plan
    self.isUnlimited = isUnlimited
    self.grant = grant
  }
}

extension StoreID<User> {
  /// The service's own user: its housekeeping belongs to it.
  package static let system = UserID("system")
}

extension Store {
  func user(_ id: UserID, _ db: Database) throws -> User {
    let found = try db.first("SELECT * FROM users WHERE id = ?", [id.text]) { try User($0) }
    guard let found else {
      let names = try db.rows("SELECT id FROM users ORDER BY id LIMIT 1000") { try $0.text("id") }
      throw StoreFault.missing("user", id.text, among: names)
    }
    return found
  }
}
