import OctavoTransport

/// Why a call to a provider failed: the facts, from which `ModelError` is made in one place.
enum ProviderFailure: Error, Sendable, Equatable {
  /// The provider answered with a status that is no success, or complained within a stream.
  case refused(status: Int, ProviderComplaint, retryAfter: Double?)
  /// The network failed; whether some of the answer had come.
  case transport(TransportError, hasText: Bool)
  /// The stream ended, well by the network's lights, before the answer did.
  case truncated(characters: Int)
  /// The answer holds nothing, though it ended well.
  case empty
  /// The limit of tokens was reached before the first word: the model thought them away.
  case noRoom
  /// An event that cannot be read.
  case brokenEvent(String)
  /// Success, but no event stream.
  case noStream(contentType: String)
}

extension ProviderFailure {
  /// The error for callers: what may help, a stable name, and a sentence.
  func error(from name: ModelName, usage: TokenUsage?) -> ModelError {
    let who = "\(name.provider)/\(name.model)"
    switch self {
    case .refused(let status, let complaint, let retryAfter):
      let kind = RefusalKind(status: status, complaint)
      return ModelError(
        kind.remedy(after: retryAfter), kind.code,
        "\(who) \(kind.words)" + (status > 0 ? " (status \(status))" : "")
          + Self.wait(kind.isWorthRetrying ? retryAfter : nil)
          + (complaint.message.isEmpty ? "" : ": \(complaint.message)"), usage: usage)
    case .transport(let error, let hasText):
      return Self.error(who, error, hasText: hasText, usage)
    case .truncated(let characters):
      return ModelError(
        .retry(after: nil), "provider.truncated",
        "\(who) ended its stream before the answer, after \(characters) characters, which are kept",
        usage: usage)
    case .empty:
      return ModelError(
        .retry(after: nil), ModelError.emptyAnswer, "\(who) gave an empty answer", usage: usage)
    case .noRoom:
      return ModelError(
        .fallBack, "provider.no-room",
        "\(who) used up its tokens before the first word; "
          + "raise the model's 'reasoning-tokens' in the policy", usage: usage)
    case .brokenEvent(let reason):
      return ModelError(
        .retry(after: nil), "provider.broken-stream",
        "\(who) sent an event that cannot be read, \(reason)", usage: usage)
    case .noStream(let contentType):
      return ModelError(
        .fallBack, "provider.no-stream",
        "\(who) answered with \(contentType) where an event stream was asked for; "
          + "check the base address and the dialect", usage: usage)
    }
  }

  private static func wait(_ seconds: Double?) -> String {
    seconds.map { " and asks to wait \(Int($0.rounded(.up))) s" } ?? ""
  }

  private static func error(
    _ who: String, _ error: TransportError, hasText: Bool, _ usage: TokenUsage?
  ) -> ModelError {
    let lead = hasText ? "\(who): after some text, " : "\(who): "
    let (remedy, code, hint) = classify(error.kind)
    return ModelError(remedy, code, lead + error.message + hint, usage: usage)
  }

  private static func classify(
    _ kind: TransportError.Kind
  ) -> (remedy: ModelError.Remedy, code: String, hint: String) {
    switch kind {
    case .unreachable, .unresolved:
      (.retry(after: nil), "provider.unreachable", "; check the base address and the network")
    case .proxy: (.retry(after: nil), "provider.proxy", "; check the proxy's address")
    case .timeout: (.retry(after: nil), "provider.timeout", "")
    case .connectionLost: (.retry(after: nil), "provider.connection-lost", "")
    case .tls:
      (.fallBack, "provider.tls", "; an address without TLS begins with http://, not https://")
    case .certificate:
      (.fallBack, "provider.certificate", "; name a file of trusted certificates in the policy")
    case .tooLarge: (.fallBack, "provider.answer-too-large", "")
    case .badRequest: (.fallBack, "provider.bad-address", "; check the base address and the key")
    case .closed: (.stop, "provider.closed", "")
    case .unreadable: (.stop, "provider.unreadable", "")
    case .other: (.retry(after: nil), "provider.network", "")
    }
  }
}
