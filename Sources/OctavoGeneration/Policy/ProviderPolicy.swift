package import OctavoTransport

/// A provider as the policy describes it.
package struct ProviderPolicy: Sendable, Equatable {
  package let name: String
  package var dialect = DialectName.compatible
  /// Where requests go, such as `https://api.openai.com/v1`; empty for the rehearsal.
  package var baseAddress = ""
  /// The environment variable that holds the key; nil for a provider without keys.
  package var keyVariable: String?
  /// The environment variable that may hold another base address.
  package var addressVariable: String?
  /// Whether the provider refuses requests without a key.
  package var needsKey = true
  /// A key written into the file. The environment's goes first.
  package var key: Secret?
  /// Whether models can be held to a JSON Schema.
  package var isStructured = true
  /// The model for those who choose the provider and name none.
  package var model: String?

  package init(name: String) { self.name = name }
}
