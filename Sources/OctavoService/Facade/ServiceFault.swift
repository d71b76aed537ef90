package import OctavoStore

/// Why the service refuses or cannot do what it was asked; each case is one HTTP status.
package enum ServiceFault: Error, Sendable, Equatable {
  /// 401
  case unauthorized(UnauthorizedReason)
  /// 403
  case forbidden(missing: Scope)
  /// 404; also for what belongs to another user.
  case notFound(Kind, id: String)
  /// 422
  case invalid([FieldProblem])
  /// 409
  case conflict(code: String, message: String, hint: String?)
  /// 412: the thing has another version than the request expects.
  case versionMismatch(current: Int)
  /// 428: the request must say which version it changes.
  case versionRequired
  /// 422: the key was used with another request.
  case keyReused
  /// 429
  case limited(LimitName, retryAfterSeconds: Int)
  /// 402
  case creditsExhausted(needed: Int, left: Int)
  /// 403: a feature that is switched off.
  case disabled(feature: String)
  /// 503
  case unavailable(code: String, message: String, retryAfterSeconds: Int?)

  /// Why a token is not taken.
  package enum UnauthorizedReason: String, Sendable, CaseIterable {
    case missing, malformed, unknown, expired, revoked
  }

  /// What can be asked for by a name.
  package enum Kind: String, Sendable, CaseIterable {
    case project, concept, outline, chapter, job, artifact, user, token, webhook, feature
  }

  /// What is limited by the policy.
  package enum LimitName: String, Sendable, CaseIterable {
    /// Ideations a user may begin in an hour.
    case ideationsPerHour = "ideations_per_hour"
    /// A user's jobs that are queued or running.
    case jobsAtOnce = "jobs_at_once"
    /// Projects a user's plan allows.
    case projects
  }
}

/// What is wrong with one field of a request.
package struct FieldProblem: Sendable, Hashable {
  /// A JSON pointer (RFC 6901) into the body.
  package let pointer: String
  /// A stable name such as `too-long`.
  package let code: String
  /// What was found and what is allowed, in one sentence without a final full stop.
  package let message: String
  /// What to do about it, such as the nearest allowed name.
  package let hint: String?

  package init(_ pointer: String, _ code: String, _ message: String, hint: String? = nil) {
    self.pointer = pointer
    self.code = code
    self.message = message
    self.hint = hint
  }
}
