import OctavoTransport

/// How each provider is reached, from the policy and an environment: addresses and keys.
///
/// Pure: the environment is a value, read by whoever starts the program.
package struct ProviderDirectory: Sendable {
  /// Whether a provider can be used.
  package enum Entry: Sendable, Equatable {
    case ready(ProviderAccess)
    /// No key: names the variable that would hold it.
    case keyMissing(variable: String)
  }

  private let entries: [String: Entry]

  package init(_ policy: GenerationPolicy, environment: [String: String]) {
    var entries: [String: Entry] = [:]
    for provider in policy.providers {
      entries[provider.name] = Self.entry(provider, environment)
    }
    self.entries = entries
  }

  /// Nil for a provider the policy does not name.
  package subscript(provider: String) -> Entry? { entries[provider] }

  private static func entry(
    _ provider: ProviderPolicy, _ environment: [String: String]
  ) -> Entry {
    let key = provider.keyVariable.flatMap { environment[$0] }.flatMap { Secret($0) }
    let address = provider.addressVariable.flatMap { environment[$0] }
      .map { $0.split(whereSeparator: \.isWhitespace).joined() }
      .flatMap { $0.isEmpty ? nil : $0 }
    let access = ProviderAccess(
      dialect: provider.dialect, baseAddress: address ?? provider.baseAddress,
      key: key ?? provider.key, isStructured: provider.isStructured)
    // Another address is often a server of one's own that asks for no key.
    if let variable = provider.keyVariable, provider.needsKey, access.key == nil, address == nil {
      return .keyMissing(variable: variable)
    }
    return .ready(access)
  }
}
