import OctavoTransport
import Yams

/// The keys of each kind of map in the policy.
enum PolicyKeys {
  /// Limit of all times, in seconds: a week.
  private static let longest: Double = 604_800

  static var step: [PolicyKey<StepPolicy>] {
    [
      models,
      .number("temperature", \.temperature, 0...2, "a number"),
      .number("top-p", \.topP, 0.001...1, "a number"),
      .count("max-tokens", \.maxTokens, 1...10_000_000),
      .number("timeout", \.timeout, 0.001...longest, "seconds"),
      .number("connect-timeout", \.connectTimeout, 0.001...longest, "seconds"),
      .number("first-byte-timeout", \.firstByteTimeout, 0.001...longest, "seconds"),
      .number("idle-timeout", \.idleTimeout, 0.001...longest, "seconds"),
      .count("tries", \.retries.tries, 1...20),
      .number("first-delay", \.retries.firstDelay, 0...3600, "seconds"),
      .number("delay-factor", \.retries.factor, 1...100, "a number"),
      .number("longest-delay", \.retries.longestDelay, 0...3600, "seconds"),
      .number("longest-wait", \.retries.longestWait, 0...longest, "seconds"),
    ]
  }

  static var provider: [PolicyKey<ProviderPolicy>] {
    [
      dialect,
      .address("base-address", \.baseAddress),
      .text("key-variable", \.keyVariable),
      .flag("key-needed", \.needsKey, omitted: true),
      .text("address-variable", \.addressVariable),
      key,
      .flag("structured", \.isStructured, omitted: true),
      .text("model", \.model),
    ]
  }

  static var price: [PolicyKey<ModelPrice>] {
    [
      .price("input", \.input), .price("output", \.output), .price("cached", \.cached),
      .price("cache-write", \.cacheWrite), .flag("sampling", \.takesSampling, omitted: true),
      .count("reasoning-tokens", \.reasoningTokens, 0...1_000_000, omitted: 0),
      .choice("effort", \.effort, ["none", "minimal", "low", "medium", "high", "xhigh"]),
    ]
  }

  static var network: [PolicyKey<NetworkPolicy>] {
    [.proxy("proxy", \.proxy), hosts, .text("certificates", \.certificates)]
  }

  private static var models: PolicyKey<StepPolicy> {
    PolicyKey(name: "models") { subject, node, findings in
      let nodes: [Node] = node.sequence.map { Array($0) } ?? [node]
      let names = nodes.compactMap { item -> ModelName? in
        if let name = PolicyFindings.text(item).flatMap({ ModelName(text: $0) }) { return name }
        findings.wrong("models", item, wanted: "names such as 'openai/gpt-4.1'")
        return nil
      }
      if nodes.isEmpty {
        findings.wrong("models", node, wanted: "at least one name such as 'openai/gpt-4.1'")
      }
      if !names.isEmpty { subject.models = names }
    } write: { step in
      "[" + step.models.map { PolicyWriter.quoted($0.text) }.joined(separator: ", ") + "]"
    }
  }

  private static var dialect: PolicyKey<ProviderPolicy> {
    PolicyKey(name: "dialect") { subject, node, findings in
      let text = PolicyFindings.text(node) ?? ""
      if let dialect = DialectName(rawValue: text) {
        subject.dialect = dialect
      } else {
        findings.unknown(
          "dialect", text, in: DialectName.allCases.map(\.rawValue), at: node)
      }
    } write: {
      $0.dialect.rawValue
    }
  }

  /// Read, but never written back.
  private static var key: PolicyKey<ProviderPolicy> {
    PolicyKey(name: "key") { subject, node, findings in
      guard case .scalar = node else {
        // The value is not shown: it may be a key in the wrong shape.
        return findings.report("policy.wrong-value", "a provider's 'key' must be text", at: nil)
      }
      subject.key = PolicyFindings.text(node).flatMap { Secret($0) }
    } write: { _ in
      nil
    }
  }

  private static var hosts: PolicyKey<NetworkPolicy> {
    PolicyKey(name: "without-proxy") { subject, node, findings in
      let nodes: [Node] = node.sequence.map { Array($0) } ?? [node]
      subject.withoutProxy = nodes.compactMap { item in
        if let text = PolicyFindings.text(item) { return text }
        if !PolicyFindings.isNull(item) {
          findings.wrong("without-proxy", item, wanted: "a list of hosts")
        }
        return nil
      }
    } write: { network in
      network.withoutProxy.isEmpty
        ? nil
        : "[" + network.withoutProxy.map(PolicyWriter.quoted).joined(separator: ", ") + "]"
    }
  }
}

extension ModelName {
  /// Reads `provider/model`; the model may hold slashes.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
      !text.contains(where: { $0.isWhitespace })
    else { return nil }
    self.init(provider: String(parts[0]), model: String(parts[1]))
  }

  /// `provider/model`.
  package var text: String { "\(provider)/\(model)" }
}
