import HTTPTypes

/// All kinds of problems a client can meet. Their URIs never change.
enum ProblemKind: String, CaseIterable, Sendable {
  case badRequest = "bad-request"
  case badJSON = "bad-json"
  case tokenInAddress = "token-in-address"
  case unauthorized
  case creditsExhausted = "credits-exhausted"
  case forbidden
  case featureOff = "feature-off"
  case badSignature = "bad-signature"
  case linkExpired = "link-expired"
  case notFound = "not-found"
  case noSuchRoute = "no-such-route"
  case methodNotAllowed = "method-not-allowed"
  case notAcceptable = "not-acceptable"
  case tooSlow = "too-slow"
  case conflict
  case versionMismatch = "version-mismatch"
  case tooLarge = "too-large"
  case headTooLarge = "head-too-large"
  case unsupportedMedia = "unsupported-media"
  case rangeNotSatisfiable = "range-not-satisfiable"
  case invalid
  case keyReused = "idempotency-key-reused"
  case upgradeRequired = "upgrade-required"
  case versionRequired = "version-required"
  case limited
  case defect
  case unavailable
  case timeout

  /// The `type` of the problem document.
  var uri: String { "urn:octavo:problem:\(rawValue)" }

  var status: HTTPResponse.Status {
    switch self {
    case .badRequest, .badJSON, .tokenInAddress: .badRequest
    case .unauthorized: .unauthorized
    case .creditsExhausted: .init(code: 402, reasonPhrase: "Payment Required")
    case .forbidden, .featureOff, .badSignature, .linkExpired: .forbidden
    case .notFound, .noSuchRoute: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .tooSlow: .requestTimeout
    case .conflict: .conflict
    case .versionMismatch: .preconditionFailed
    case .tooLarge: .contentTooLarge
    case .headTooLarge: .init(code: 431, reasonPhrase: "Request Header Fields Too Large")
    case .unsupportedMedia: .unsupportedMediaType
    case .rangeNotSatisfiable: .rangeNotSatisfiable
    case .invalid, .keyReused: .unprocessableContent
    case .upgradeRequired: .init(code: 426, reasonPhrase: "Upgrade Required")
    case .versionRequired: .preconditionRequired
    case .limited: .tooManyRequests
    case .defect: .internalServerError
    case .unavailable, .timeout: .serviceUnavailable
    }
  }

  /// The kind in words.
  var title: String {
    switch self {
    case .badRequest: "The request makes no sense"
    case .badJSON: "The body is no JSON"
    case .tokenInAddress: "A token stands in the address"
    case .unauthorized: "A valid token is needed"
    case .creditsExhausted: "Credits are used up"
    case .forbidden: "The token does not allow this"
    case .featureOff: "The feature is switched off"
    case .badSignature: "The link is not valid"
    case .linkExpired: "The link has expired"
    case .notFound: "There is no such thing"
    case .noSuchRoute: "There is nothing at this address"
    case .methodNotAllowed: "The method is not allowed here"
    case .notAcceptable: "No form that is accepted can be given"
    case .tooSlow: "The request came too slowly"
    case .conflict: "The state of things does not allow this"
    case .versionMismatch: "It was changed meanwhile"
    case .tooLarge: "The body is too large"
    case .headTooLarge: "The request's head is too large"
    case .unsupportedMedia: "The body's form is not taken"
    case .rangeNotSatisfiable: "There are no such bytes"
    case .invalid: "Fields are not valid"
    case .keyReused: "The idempotency key was used with another request"
    case .upgradeRequired: "This address speaks WebSocket"
    case .versionRequired: "The version that is changed must be named"
    case .limited: "Too much at once"
    case .defect: "Something went wrong in Octavo"
    case .unavailable: "The service cannot do this now"
    case .timeout: "The answer took too long"
    }
  }
}
