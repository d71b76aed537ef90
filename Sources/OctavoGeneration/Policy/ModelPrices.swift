/// What a model costs, and what else the policy knows of it.
package struct ModelPrice: Sendable, Equatable {
  /// Its model may be `*`, for all of a provider's that have no line of their own.
  package let name: ModelName
  /// For a million tokens of the request.
  package var input: MicroDollars = .zero
  /// For a million tokens of the answer.
  package var output: MicroDollars = .zero
  /// For a million tokens read from the prompt cache; nil for the price of others.
  package var cached: MicroDollars?
  /// For a million tokens written to the prompt cache; nil for the price of others.
  package var cacheWrite: MicroDollars?
  /// Whether the model takes a temperature and top-p: some that reason first do not.
  package var takesSampling = true
  /// Tokens that the model may think with before it answers, beyond those of the answer; 0 for one
  /// that does not.
  package var reasoningTokens = 0
  /// How hard it is to think, in the provider's words; nil for the provider's own choice.
  package var effort: String?

  package init(_ name: ModelName) { self.name = name }

  /// The price of a call, rounded once, half up.
  package func cost(of usage: TokenUsage) -> MicroDollars {
    let cachedInput = clamp(usage.cachedInput, usage.input)
    let writes = clamp(usage.cacheWrites, usage.input - Int(cachedInput))
    let fresh = clamp(usage.input, Self.mostTokens) - cachedInput - writes
    let sum =
      fresh * input.count + cachedInput * (cached ?? input).count
      + writes * (cacheWrite ?? input).count
      + clamp(usage.output, Self.mostTokens) * output.count
    return MicroDollars((sum + 500_000) / 1_000_000)
  }

  /// Tokens of one call at most; beyond it a count is no count.
  private static let mostTokens = 100_000_000

  private func clamp(_ count: Int, _ most: Int) -> Int64 {
    Int64(max(0, min(count, most, Self.mostTokens)))
  }
}

/// The prices of all models, and the day they were looked up.
package struct PriceTable: Sendable, Equatable {
  /// Such as `2025-11-01`. Prices change: the providers' own pages are what counts.
  package var asOf = ""
  /// In the order written.
  package var models: [ModelPrice] = []

  /// A model's line, or its provider's line for all.
  package func price(of name: ModelName) -> ModelPrice? {
    models.first { $0.name == name }
      ?? models.first { $0.name.provider == name.provider && $0.name.model == "*" }
  }

  /// What a call costs; nil where the table does not know the model.
  package func cost(of usage: TokenUsage, by name: ModelName) -> MicroDollars? {
    price(of: name)?.cost(of: usage)
  }
}
