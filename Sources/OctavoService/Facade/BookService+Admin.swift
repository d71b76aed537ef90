package import OctavoBase
import OctavoObjects
package import OctavoStore

/// What only an admin may ask; each needs the scope `admin`.
extension BookService {
  /// All users, by name.
  package func users(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<UserAnswer> {
    try caller.require(.admin)
    var checks = RequestChecks()
    checks.number("/limit", page.limit, Cursors.limits)
    try checks.settle()
    let found = try Fault.asked {
      try store.users.list(after: page.after, limit: page.limit + 1)
    }
    return Page(
      items: found.prefix(page.limit).map(UserAnswer.init),
      next: found.count > page.limit ? found[page.limit - 1].name : nil)
  }

  /// Makes a user, with the credits of their plan.
  package func createUser(
    _ request: UserRequest, by caller: Caller
  ) async throws(ServiceFault) -> UserAnswer {
    try caller.require(.admin)
    var checks = RequestChecks()
    checks.text("/name", request.name, limit: 200)
    if let role = request.role {
      checks.word("/role", role, OctavoStore.User.Role.allCases.map(\.rawValue))
    }
    if let plan = request.plan { checks.word("/plan", plan, policy.plans.keys.sorted()) }
    try checks.settle()
    let new = policy.newUser(
      request.name, role: request.role.flatMap { .init(rawValue: $0) } ?? .user,
      plan: request.plan, at: store.now)
    do {
      return UserAnswer(try store.users.create(new, by: caller.author))
    } catch {
      guard error.diagnostics.first?.code == "access.name-taken" else { throw Fault.of(error) }
      throw .conflict(
        code: "name-taken", message: "there is a user of that name already", hint: nil)
    }
  }

  /// Takes a user with everything of theirs out of the store.
  package func eraseUser(_ id: UserID, by caller: Caller) async throws(ServiceFault) {
    try caller.require(.admin)
    _ = try Fault.asked { try store.users.find(id) }
    try await erase(user: id, author: caller.author)
  }

  /// Gives credits, or takes them where the amount is negative.
  package func grantCredits(
    _ amount: Int, to user: UserID, note: String, by caller: Caller
  ) async throws(ServiceFault) -> UserAnswer {
    try caller.require(.admin)
    var checks = RequestChecks()
    checks.number("/amount", amount, -Credits.most...Credits.most)
    checks.text("/note", note, limit: 500, isRequired: false)
    try checks.settle()
    return try Fault.asked {
      try store.credits.grant(CreditGrant(amount, note: note), to: user, by: caller.author)
      return UserAnswer(try store.users.find(user))
    }
  }

  /// A user's tokens, or everybody's, the latest first.
  package func tokens(
    of user: UserID?, by caller: Caller
  ) async throws(ServiceFault) -> [TokenAnswer] {
    try caller.require(.admin)
    return try Fault.asked { try store.tokens.list(of: user) }.map(TokenAnswer.init)
  }

  /// Makes a token for a user.
  package func createToken(
    _ request: TokenRequest, by caller: Caller
  ) async throws(ServiceFault) -> NewToken {
    try caller.require(.admin)
    var checks = RequestChecks()
    checks.text("/label", request.label, limit: 200)
    checks.number("/scopes", request.scopes.count, 1...Scope.allCases.count)
    for (place, scope) in request.scopes.enumerated() {
      checks.word("/scopes/\(place)", scope, Scope.allCases.map(\.rawValue))
    }
    checks.number("/days", request.days, 1...3650)
    try checks.settle()
    let user = request.user.map { UserID($0) } ?? caller.user
    guard user != .system else { throw .notFound(.user, id: user.text) }
    let end = request.days.map { store.now.adding(milliseconds: Int64($0) * 86_400_000) }
    let scopes = Set(request.scopes.compactMap(Scope.init(rawValue:)))
    return try Fault.asked {
      try TokenMaker(store).make(
        OctavoStore.NewToken(user: user, label: request.label, scopes: scopes, expires: end),
        by: caller.author)
    }
  }

  /// Ends a token at once, in every process.
  package func revokeToken(
    _ id: TokenID, by caller: Caller
  ) async throws(ServiceFault) -> TokenAnswer {
    try caller.require(.admin)
    let token = try Fault.asked { try store.tokens.revoke(id, by: caller.author) }
    tokenCache.clear()
    return TokenAnswer(token)
  }

  /// All features, by name.
  package func flags(by caller: Caller) async throws(ServiceFault) -> [FlagAnswer] {
    try caller.require(.admin)
    let switched = try Fault.asked { try store.flags.list() }
    return policy.features.keys.sorted().map { name in
      FlagAnswer(
        name: name, isOn: switched[name] ?? policy.features[name] ?? true,
        isOverridden: switched[name] != nil)
    }
  }

  /// Switches a feature against the policy file; nil goes back to it.
  package func setFlag(
    _ name: String, to isOn: Bool?, by caller: Caller
  ) async throws(ServiceFault) -> FlagAnswer {
    try caller.require(.admin)
    guard let usual = policy.features[name] else { throw .notFound(.feature, id: name) }
    try Fault.asked { try store.flags.set(name, to: isOn, by: caller.author) }
    return FlagAnswer(name: name, isOn: isOn ?? usual, isOverridden: isOn != nil)
  }

  /// The audit log, the latest first.
  package func audit(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<AuditAnswer> {
    try caller.require(.admin)
    let (before, limit) = try Cursors.number(page)
    let found = try Fault.asked { try store.auditLines(before: before, limit: limit + 1) }
    return Page(
      items: found.prefix(limit).map(AuditAnswer.init),
      next: found.count > limit ? "\(found[limit - 1].seq)" : nil)
  }
}

/// Makes tokens: the one place where their secrets are seen.
package struct TokenMaker: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Keeps a token and gives its secret, which nobody can be shown again.
  package func make(
    _ token: OctavoStore.NewToken, by author: AuditAuthor = .service
  ) throws(OctavoError) -> NewToken {
    let secret = BearerSecret.generated()
    let kept = try store.tokens.create(token, hash: secret.hash, by: author)
    return NewToken(token: TokenAnswer(kept), secret: secret.text)
  }
}

extension ServicePolicy {
  /// A user of a plan, with its first month's credits.
  package func newUser(
    _ name: String, role: OctavoStore.User.Role, plan: String?, at time: Moment
  ) -> NewUser {
    let planName = plan ?? defaultPlan
    let credits = self.plan(planName).credits
    return NewUser(
      name: name, role: role, plan: planName, isUnlimited: credits == nil,
      grant: credits.map { CreditGrant($0, key: Self.grantKey(time), note: planName) })
  }

  /// A month's name: each month's credits are given once.
  static func grantKey(_ time: Moment) -> String {
    "month-" + Timestamp(time).text.prefix(7)
  }
}

extension UserAnswer {
  init(_ user: OctavoStore.User) {
    self.init(
      id: user.id, name: user.name, role: user.role.rawValue, plan: user.plan,
      credits: user.credits, activeJobs: user.activeJobs, createdAt: Timestamp(user.created))
  }
}

extension TokenAnswer {
  package init(_ token: AccessToken) {
    self.init(
      id: token.id, user: token.user, label: token.label,
      scopes: token.scopes.map(\.rawValue).sorted(), createdAt: Timestamp(token.created),
      expiresAt: token.expires.map { Timestamp($0) },
      revokedAt: token.revoked.map { Timestamp($0) })
  }
}

extension AuditAnswer {
  init(_ line: AuditLine) {
    self.init(
      seq: line.seq, at: Timestamp(line.at), user: line.author.user, token: line.author.token,
      action: line.action, subject: line.subject, detail: RawJSON(line.detail))
  }
}
