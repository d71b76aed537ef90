import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore

/// One thing that can be asked over HTTP: its address, its shapes and its doing, from which the
/// routing, the checks and the published description all come.
struct Endpoint: Sendable {
  let method: HTTPRequest.Method
  let path: PathTemplate
  /// Other addresses of the same.
  var aliases: [PathTemplate] = []
  /// What programs call it.
  let name: String
  /// One line for people.
  let summary: String
  let group: Group
  /// The body's shape; nil where there is none.
  var body: JSONSchema?
  var query: [QueryField] = []
  /// What it answers when all is well.
  let replies: [Reply]
  var traits: Set<Trait> = []
  let work: Work

  /// Under which heading it is listed.
  enum Group: String, Sendable, CaseIterable {
    case projects = "Projects"
    case chapters = "Chapters"
    case jobs = "Jobs and events"
    case account = "Account"
    case admin = "Administration"
    case downloads = "Downloads"
    case monitor = "Monitoring"
  }

  /// What more it heeds.
  enum Trait: Sendable, CaseIterable {
    /// Hands in work: `Idempotency-Key`, `Prefer: wait=N`, credits and limits.
    case submits
    /// Needs `If-Match`.
    case versioned
    /// Takes `If-Match`.
    case mayNameState
    /// Depends on the state of a project.
    case conflicts
    /// Names other things in its body.
    case refers
    /// Answers for as long as the client listens, past the limit of time.
    case streams
    /// Is found by its signature, not by a token.
    case signed
  }

  /// Who may ask and what is done.
  enum Work: Sendable {
    /// Answers by itself, whatever the store waits for.
    case instant(@Sendable (Visit) -> Answer)
    case open(@Sendable (Visit) async throws -> Answer)
    /// Anyone with a token, or with a token of a scope.
    case bearer(Scope?, @Sendable (Visit, Caller) async throws -> Answer)
  }

  /// The scope a token needs; nil where any will do, or none is needed.
  var scope: Scope? { if case .bearer(let scope, _) = work { scope } else { nil } }
  /// Whether its headers alone may be asked for; not of what goes on while one listens.
  var hasHead: Bool { method == .get && (!traits.contains(.streams) || traits.contains(.signed)) }
  var needsToken: Bool { if case .bearer = work { true } else { false } }
}

/// A parameter of an address' query.
struct QueryField: Sendable {
  let name: String
  /// Of type string or integer.
  let schema: JSONSchema

  static let cursor = QueryField(
    name: "after", schema: .text(1...200, "The cursor that the page before gave as `next`"))
  static let limit = QueryField(
    name: "limit", schema: .count(1...200, "Items on a page; 50 where it is left out"))
}

/// An answer when all is well.
struct Reply: Sendable {
  let status: HTTPResponse.Status
  let summary: String
  /// Nil where there is no body.
  var content: Content?
  var headers: [(name: HTTPField.Name, summary: String)] = []

  enum Content: Sendable {
    case json(JSONSchema)
    case other(type: String)
  }

  static func ok(_ schema: JSONSchema, _ summary: String) -> Reply {
    Reply(status: .ok, summary: summary, content: .json(schema))
  }

  static let done = Reply(status: .noContent, summary: "Done")

  /// Work that was taken on, at once or after a wait.
  static let submitted = [
    Reply(
      status: .accepted, summary: "The work is queued, or runs still",
      content: .json(Shapes.submission),
      headers: [
        (.location, "Where the job is"),
        (.idempotencyReplayed, "`true` where the same request was answered before"),
        (.preferenceApplied, "The wait that was granted"),
      ]),
    Reply(
      status: .ok, summary: "The job ended within the wait that was asked for",
      content: .json(Shapes.waitedJob),
      headers: [(.preferenceApplied, "The wait that was granted")]),
  ]
}
