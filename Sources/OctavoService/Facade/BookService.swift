import OctavoBase
package import OctavoObjects
package import OctavoStore

/// Everything that may be asked of Octavo from outside: the one door between HTTP and the store.
///
/// Each verb checks the caller's scope and that what it names is theirs; each that changes something
/// writes its line of the audit log.
package struct BookService: Sendable {
  package let store: Store
  package let policy: ServicePolicy
  /// Where exports go.
  package let objects: any ObjectStore
  /// What happens, for those who watch.
  package let feed: EventFeed
  let tokenCache = TokenCache()

  package init(store: Store, policy: ServicePolicy, objects: any ObjectStore) {
    self.store = store
    self.policy = policy
    self.objects = objects
    feed = EventFeed(store)
  }

  /// Who the bearer of a token is.
  ///
  /// - Parameter bearer: the secret as it came; nil where there was none.
  package func authenticate(_ bearer: String?) async throws(ServiceFault) -> Caller {
    guard let bearer, !bearer.isEmpty else { throw .unauthorized(.missing) }
    guard let secret = BearerSecret(bearer) else { throw .unauthorized(.malformed) }
    let found = try Fault.asked { try tokenCache.bearer(ofHash: secret.hash, in: store) }
    guard let found else { throw .unauthorized(.unknown) }
    guard found.token.revoked == nil else { throw .unauthorized(.revoked) }
    if let end = found.token.expires, end <= store.now { throw .unauthorized(.expired) }
    return Caller(
      user: found.token.user, token: found.token.id, role: found.role,
      scopes: found.token.scopes, plan: found.plan)
  }

  /// Throws unless the project is the caller's.
  func own(_ id: ProjectID, _ caller: Caller) throws(ServiceFault) {
    let owner = try Fault.asked { try store.projects.owner(of: id) }
    guard owner == caller.user else { throw .notFound(.project, id: id.text) }
  }

  /// The project of a chapter of the caller's.
  func own(_ id: NodeID, _ caller: Caller) throws(ServiceFault) -> ProjectID {
    let project = try Fault.asked { try store.outline.project(of: id) }
    let owner = try Fault.asked { try store.projects.owner(of: project) }
    guard owner == caller.user else { throw .notFound(.chapter, id: id.text) }
    return project
  }

  /// Throws where a feature is switched off.
  func require(feature name: String) throws(ServiceFault) {
    let switched = try Fault.asked { try store.flags.list() }
    guard switched[name] ?? policy.features[name] ?? true else {
      throw .disabled(feature: name)
    }
  }
}

extension Caller {
  var author: AuditAuthor { AuditAuthor(user: user, token: token) }
}

/// The store's and pipeline's errors as faults of the service.
enum Fault {
  /// What a verb of the store gives, or the fault its error is.
  static func asked<Value>(_ body: () throws -> Value) throws(ServiceFault) -> Value {
    do { return try body() } catch { throw of(error) }
  }

  /// The same for verbs that wait.
  static func awaited<Value>(_ body: () async throws -> Value) async throws(ServiceFault) -> Value {
    do { return try await body() } catch { throw of(error) }
  }

  static func of(_ error: any Error) -> ServiceFault {
    if let fault = error as? ServiceFault { return fault }
    if let error = error as? ObjectStoreError { return of(error.octavoError) }
    guard let error = error as? OctavoError, let finding = error.diagnostics.first else {
      return .unavailable(
        code: "service.defect", message: "the service met an error of its own",
        retryAfterSeconds: nil)
    }
    if let kind = missing(finding.code) { return .notFound(kind, id: quoted(finding.message)) }
    switch (error.kind, finding.code) {
    case (_, "access.builtin-user"), (_, "credits.too-few"):
      return .conflict(code: finding.code, message: finding.message, hint: finding.hints.first)
    case (_, "store.project-held"), (_, "store.lease-lost"):
      return .conflict(
        code: "project-in-work", message: "the project is being worked on",
        hint: "wait for its job to end, or cancel it")
    case (.tryAgain, let code):
      // The store's words name paths of the machine.
      let words = code.hasPrefix("store.") ? "the store is busy" : finding.message
      return .unavailable(code: code, message: words, retryAfterSeconds: 1)
    case (.badInput, let code) where !code.hasPrefix("store."):
      return .invalid([
        FieldProblem("", code, finding.message, hint: finding.hints.first)
      ])
    default:
      // The words of such errors name paths of the machine.
      return .unavailable(
        code: finding.code, message: "the store cannot do this now", retryAfterSeconds: 10)
    }
  }

  private static func missing(_ code: String) -> ServiceFault.Kind? {
    switch code {
    case "store.no-such-outline node": .chapter
    case _ where code.hasPrefix("store.no-such-"):
      ServiceFault.Kind(rawValue: String(code.dropFirst("store.no-such-".count)))
    case "generation.no-such-concept": .concept
    case "generation.no-outline": .outline
    default: nil
    }
  }

  /// The name between quotation marks.
  private static func quoted(_ message: String) -> String {
    message.split(separator: "“").dropFirst().first?.split(separator: "”").first.map(String.init)
      ?? ""
  }
}
