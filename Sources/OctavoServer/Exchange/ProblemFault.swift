import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore

extension Problem {
  /// What the service refuses, as its client sees it.
  init(_ fault: ServiceFault) {
    switch fault {
    case .unauthorized(let reason): self = .unauthorized(reason)
    case .forbidden(let scope):
      self.init(
        .forbidden, "the token lacks the scope \(scope.rawValue)",
        hint: "use a token that has it, or ask for one: octavo token create")
    case .notFound(let kind, _):
      self.init(.notFound, "there is no such \(kind.rawValue), or it is not yours")
    case .invalid(let fields): self = .invalid(fields)
    case .conflict(let code, let message, let hint):
      self.init(.conflict, message, hint: hint)
      more = [("code", .string(code))]
    case .versionMismatch(let current):
      self.init(
        .versionMismatch, "it is not what the If-Match names; its version is \(current)",
        hint: "read it again and change that")
      more = [("version", .integer(current))]
    case .versionRequired:
      self.init(
        .versionRequired, "the header If-Match is missing",
        hint: "send the ETag that came with it as If-Match")
    case .keyReused:
      self.init(
        .keyReused, "this Idempotency-Key came with another body before",
        hint: "use a new key for new work")
    case .limited(let limit, let seconds):
      self.init(.limited, "the limit \(limit.rawValue) is reached")
      wait(seconds)
    case .creditsExhausted(let needed, let left):
      self.init(.creditsExhausted, "the work needs \(needed) credits, \(left) are left")
      more = [("needed", .integer(needed)), ("left", .integer(left))]
    case .disabled(let feature): self.init(.featureOff, "\(feature) is switched off")
    case .unavailable(let code, let message, let seconds):
      self.init(.unavailable, message)
      more = [("code", .string(code))]
      if let seconds { wait(seconds) }
    }
  }

  /// All fields at fault at once.
  static func invalid(_ fields: [FieldProblem]) -> Problem {
    let detail =
      fields.count == 1 ? "one field is not valid" : "\(fields.count) fields are not valid"
    var problem = Problem(.invalid, detail)
    problem.fields = fields
    return problem
  }

  static func unauthorized(_ reason: ServiceFault.UnauthorizedReason) -> Problem {
    let words =
      switch reason {
      case .missing: "the request has no token"
      case .malformed: "the Authorization header holds no bearer token"
      case .unknown: "the token is not known"
      case .expired: "the token has expired"
      case .revoked: "the token was revoked"
      }
    var problem = Problem(.unauthorized, words, hint: "send Authorization: Bearer TOKEN")
    let error = reason == .missing ? "" : ", error=\"invalid_token\""
    problem.headers[.wwwAuthenticate] = "Bearer realm=\"octavo\"\(error)"
    return problem
  }

  private mutating func wait(_ seconds: Int) {
    let seconds = max(1, seconds)
    headers[.retryAfter] = "\(seconds)"
    more.append(("retry_after", .integer(seconds)))
  }
}
