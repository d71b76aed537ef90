/// A model that answers a request as a stream: what the pipeline's steps see of a provider.
///
/// Providers speak a dialect over the wire; a chain tries several in turn; the rehearsal writes
/// placeholder text. All of them classify what goes wrong as a `ModelError`.
package protocol LanguageModel: Sendable {
  /// Sends the request and hands on events as they arrive, the last of them `finished`.
  ///
  /// `receive` is awaited before more is read, so that a slow receiver holds the sender back.
  /// Cancelling the task ends the call within a moment. Throws a `ModelError`, or what `receive`
  /// threw.
  func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws
}

/// What happens while a model answers.
package enum ModelEvent: Sendable, Equatable {
  /// Who answers, known before the first text: a chain may have gone on to another.
  case began(ModelName)
  /// The next piece of text, whole characters.
  case text(String)
  /// The answer is over.
  case finished(ModelFinish)
}

/// A provider's model, such as `anthropic/claude-sonnet-4-5`.
package struct ModelName: Sendable, Hashable {
  /// The provider's name in the policy file.
  package let provider: String
  package let model: String

  package init(provider: String, model: String) {
    self.provider = provider
    self.model = model
  }
}

/// How an answer ended, and what it used.
package struct ModelFinish: Sendable, Equatable {
  /// What the provider says of the end. Never proof that the text is complete.
  package enum Reason: Sendable, Equatable {
    /// The model says it is done.
    case stop
    /// The limit of tokens was reached.
    case length
    /// The provider or the model refused.
    case refusal
  }

  package let reason: Reason
  package let usage: TokenUsage

  package init(reason: Reason, usage: TokenUsage) {
    self.reason = reason
    self.usage = usage
  }
}

/// Tokens of one call, as the provider counts them; estimates say so.
package struct TokenUsage: Sendable, Equatable {
  package var input: Int
  package var output: Int
  /// Of `input`, those read from the provider's prompt cache.
  package var cachedInput: Int
  /// Of `input`, those written to the prompt cache, which some providers charge more for.
  package var cacheWrites: Int
  /// Whether Octavo counted, since the provider said nothing.
  package var isEstimate: Bool

  package init(
    input: Int, output: Int, cachedInput: Int = 0, cacheWrites: Int = 0, isEstimate: Bool = false
  ) {
    self.input = input
    self.output = output
    self.cachedInput = cachedInput
    self.cacheWrites = cacheWrites
    self.isEstimate = isEstimate
  }
}
