extension ModelServer {
  /// A policy that asks this server alone, in one of the dialects, and hardly waits between tries.
  ///
  /// - Parameters:
  ///   - price: of a million tokens, in YAML.
  ///   - defaults: further lines of the policy's `defaults`, each `key: value`.
  ///   - groups: further groups of the policy, each a line of YAML.
  package func policy(
    _ dialect: String = "anthropic-messages", price: String = "{input: 3, output: 15}",
    defaults: [String] = [], groups: [String] = []
  ) -> String {
    """
    providers:
      scripted:
        dialect: \(dialect)
        base-address: \(address)/v1
        model: m
    defaults:
      models: [scripted/m]
      max-tokens: 4000
    \(defaults.map { "  " + $0 }.joined(separator: "\n"))
    steps:
      summary: {models: [scripted/m]}
    models:
      scripted/m: \(price)
    \(groups.joined(separator: "\n"))
    """
  }
}
