/// Somebody whom projects, jobs and credits belong to.
package struct User: Sendable, Hashable, Identifiable {
  /// What a user may do beside their own work.
  package enum Role: String, Sendable, CaseIterable, Codable {
    case user, admin
  }

  package let id: UserID
  /// Unique, for people.
  package let name: String
  package let role: Role
  /// A plan of the service's policy.
  package let plan: String
  /// Credits that are left: what was granted, less what is reserved and spent; nil where nothing
  /// is counted.
  package let credits: Int?
  /// Jobs that are queued or running.
  package let activeJobs: Int
  package let created: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    name = try row.text("name")
    role = try row.word("role")
    plan = try row.text("plan")
    credits = try row.flag("unlimited") ? nil : try row.integer("credits")
    activeJobs = try row.integer("active_jobs")
    created = try row.moment("created_at")
  }
}

/// A user's name in the store.
package typealias UserID = StoreID<User>
/// A token's name, which is no secret.
package typealias TokenID = StoreID<AccessToken>

extension StoreID<User> {
  /// The one who works from the shell: every store has it, and projects made by commands are its.
  package static let local = UserID("local")
}

/// What a token lets its bearer do.
package enum Scope: String, Sendable, Hashable, CaseIterable, Codable {
  case projectRead = "project_read"
  case projectWrite = "project_write"
  case export
  /// Implies all others.
  case admin
}

/// A secret that was handed out, without the secret: only its SHA-256 is kept.
package struct AccessToken: Sendable, Hashable, Identifiable {
  package let id: TokenID
  package let user: UserID
  /// What it is for, in its maker's words.
  package let label: String
  package let scopes: Set<Scope>
  package let created: Moment
  /// Nil for one that does not expire.
  package let expires: Moment?
  package let revoked: Moment?

  init(_ row: Fields) throws {
    id = try row.id("id")
    user = try row.id("user_id")
    label = try row.text("label")
    scopes = Set(try row.list("scopes").compactMap(Scope.init(rawValue:)))
    created = try row.moment("created_at")
    expires = try row.momentIfAny("expires_at")
    revoked = try row.momentIfAny("revoked_at")
  }
}
