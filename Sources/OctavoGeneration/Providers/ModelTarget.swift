package import OctavoTransport

/// Everything about where a request goes and how, but for the request itself.
package struct ModelTarget: Sendable, Equatable {
  package let name: ModelName
  package let access: ProviderAccess
  package let settings: CallSettings

  package init(name: ModelName, access: ProviderAccess, settings: CallSettings) {
    self.name = name
    self.access = access
    self.settings = settings
  }

  /// Hides the key in whatever the provider says.
  var redaction: Redaction { Redaction(secrets: [access.key].compactMap(\.self)) }

  /// Tokens the model may use for its answer, and to think before it.
  func tokenLimit(of request: ModelRequest) -> Int {
    request.tokenLimit(within: settings.maxTokens, reasoning: settings.reasoningTokens)
  }
}

/// How a provider is reached: its dialect, address and key.
package struct ProviderAccess: Sendable, Equatable {
  package var dialect: DialectName
  /// Without a slash at its end.
  package var baseAddress: String
  /// Nil where the provider asks for none.
  package var key: Secret?
  /// Whether the provider can hold a model to a JSON Schema; else the schema goes into the prompt.
  package var isStructured: Bool

  package init(
    dialect: DialectName, baseAddress: String, key: Secret? = nil, isStructured: Bool = true
  ) {
    self.dialect = dialect
    self.baseAddress = String(baseAddress.reversed().drop { $0 == "/" }.reversed())
    self.key = key
    self.isStructured = isStructured
  }
}

/// What one call may use, from the policy.
package struct CallSettings: Sendable, Equatable {
  /// 0 to 2; nil for the provider's own.
  package var temperature: Double?
  /// Above 0, to 1; nil for the provider's own.
  package var topP: Double?
  /// Tokens of one answer at most.
  package var maxTokens: Int
  /// Tokens a model may think with, beyond those of the answer.
  package var reasoningTokens = 0
  /// How hard it is to think; nil for the provider's own choice.
  package var effort: String?
  package var timeouts: TransferTimeouts

  package init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: Int = 4096,
    timeouts: TransferTimeouts = TransferTimeouts()
  ) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.timeouts = timeouts
  }
}
