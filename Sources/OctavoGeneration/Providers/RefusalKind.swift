/// What a provider's refusal means: by its status, and by names where the status says too little.
enum RefusalKind: Sendable, Equatable {
  case rateLimited, overloaded, serverFault
  case outOfCredit, badKey, notAllowed, notFound
  case contextLength, contentFiltered, unsupportedSetting, badRequest

  init(status: Int, _ complaint: ProviderComplaint) {
    if complaint.mentions(Self.creditNames) {
      self = .outOfCredit
    } else if complaint.mentions(Self.contextNames) || status == 413 {
      self = .contextLength
    } else if complaint.mentions(Self.filterNames) {
      self = .contentFiltered
    } else {
      self = Self.byStatus(status) ?? Self.byName(complaint)
    }
  }

  private static let creditNames = [
    "insufficient_quota", "credit balance", "billing_error", "billing_hard_limit",
    "billing_not_active",
  ]
  private static let contextNames = [
    "context_length_exceeded", "prompt is too long", "exceed_context_size", "maximum context",
    "context window", "request_too_large",
  ]
  private static let filterNames = [
    "content_filter", "content_policy", "responsibleaipolicy", "content management policy",
    "blocked by content",
  ]

  private static func byStatus(_ status: Int) -> RefusalKind? {
    switch status {
    case 429: .rateLimited
    case 529, 503: .overloaded
    case 408, 409, 425, 500...: .serverFault
    case 401: .badKey
    case 402: .outOfCredit
    case 403: .notAllowed
    case 404: .notFound
    default: nil
    }
  }

  /// For complaints within a stream, and for 400.
  private static func byName(_ complaint: ProviderComplaint) -> RefusalKind {
    let names: [(RefusalKind, [String])] = [
      (.overloaded, ["overloaded"]),
      (.rateLimited, ["rate_limit", "too many requests"]),
      (.badKey, ["authentication_error", "invalid_api_key", "incorrect api key"]),
      (.notAllowed, ["permission_error"]),
      (.notFound, ["not_found", "model_not_found"]),
      (.unsupportedSetting, ["unsupported_parameter", "unsupported_value", "not supported"]),
      (.serverFault, ["server_error", "api_error", "internal", "timeout"]),
    ]
    return names.first { complaint.mentions($0.1) }?.0 ?? .badRequest
  }

  var isWorthRetrying: Bool {
    switch self {
    case .rateLimited, .overloaded, .serverFault: true
    default: false
    }
  }

  func remedy(after seconds: Double?) -> ModelError.Remedy {
    // What one provider finds wrong with a request, another may take.
    isWorthRetrying ? .retry(after: seconds) : .fallBack
  }

  var code: String {
    switch self {
    case .rateLimited: "provider.rate-limited"
    case .overloaded: "provider.overloaded"
    case .serverFault: "provider.server-fault"
    case .outOfCredit: "provider.out-of-credit"
    case .badKey: "provider.bad-key"
    case .notAllowed: "provider.not-allowed"
    case .notFound: "provider.not-found"
    case .contextLength: "provider.context-length"
    case .contentFiltered: "provider.content-filtered"
    case .unsupportedSetting: "provider.unsupported-setting"
    case .badRequest: "provider.bad-request"
    }
  }

  /// What happened, as the rest of a sentence that begins with who answered.
  var words: String {
    switch self {
    case .rateLimited: "takes no more requests for now"
    case .overloaded: "is overloaded"
    case .serverFault: "failed on its side"
    case .outOfCredit: "has no credit left for this key"
    case .badKey: "does not accept the key"
    case .notAllowed: "does not allow this to the key"
    case .notFound: "knows no such model or address"
    case .contextLength: "cannot take a request this long"
    case .contentFiltered: "refuses the content"
    case .unsupportedSetting: "does not know a setting of the policy"
    case .badRequest: "finds the request wrong"
    }
  }
}
