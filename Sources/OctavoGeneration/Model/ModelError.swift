/// Why a call to a model failed, classified by what may help.
package struct ModelError: Error, Sendable, Equatable {
  /// What the caller can do.
  package enum Remedy: Sendable, Equatable {
    /// The same call again, not before so many seconds where the provider named a time.
    case retry(after: Double?)
    /// Another provider or model.
    case fallBack
    /// Nothing but a change of settings, prompt or budget.
    case stop
  }

  package let remedy: Remedy
  /// A stable name, such as `provider.rate-limited`.
  package let code: String
  /// One sentence for people: what happened and what is allowed. Holds no key.
  package let message: String
  /// What the failed call used, where known.
  package let usage: TokenUsage?

  package init(_ remedy: Remedy, _ code: String, _ message: String, usage: TokenUsage? = nil) {
    self.remedy = remedy
    self.code = code
    self.message = message
    self.usage = usage
  }
}

extension ModelError {
  /// The code of an answer that ended well and held nothing.
  static let emptyAnswer = "provider.empty-answer"

  var isEmptyAnswer: Bool { code == Self.emptyAnswer }
}
