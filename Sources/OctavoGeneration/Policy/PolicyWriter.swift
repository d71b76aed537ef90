import OctavoJSON
import OctavoTransport

/// Writes a policy as the YAML that `PolicyReader` reads: every setting in force; keys are left out, passwords hidden.
package enum PolicyWriter {
  /// The whole policy as text that reads back to the same policy, but for keys and passwords.
  package static func yaml(_ policy: GenerationPolicy) -> String {
    var text = "providers:\n"
    for provider in policy.providers {
      text += "  \(quoted(provider.name)):\n" + block(PolicyKeys.provider, provider, indent: 4)
      if provider.key != nil { text += "    # a key is set and not shown\n" }
    }
    text += "\nsteps:\n"
    for step in Step.allCases {
      text += "  \(step.rawValue):\n" + block(PolicyKeys.step, policy[step], indent: 4)
    }
    let network = block(PolicyKeys.network, policy.network, indent: 2)
    if !network.isEmpty { text += "\nnetwork:\n" + network }
    text += "\n# US dollars for a million tokens, as of the day named.\n"
    text += "prices-as-of: \(quoted(policy.prices.asOf))\nmodels:\n"
    for price in policy.prices.models {
      let fields = PolicyKeys.price.compactMap { key in
        key.write(price).map { "\(key.name): \($0)" }
      }
      text += "  \(quoted(price.name.text)): {\(fields.joined(separator: ", "))}\n"
    }
    return text
  }

  private static func block<Subject>(
    _ keys: [PolicyKey<Subject>], _ subject: Subject, indent: Int
  ) -> String {
    keys.compactMap { key in
      key.write(subject).map { String(repeating: " ", count: indent) + "\(key.name): \($0)\n" }
    }.joined()
  }

  /// An address as a YAML scalar, without what is secret in it.
  static func address(_ text: String) -> String { quoted(Redaction.address(text)) }

  /// A text as a YAML scalar: bare where nothing in it can be misread.
  static func quoted(_ text: String) -> String {
    let isBare =
      text.first.map { $0.isLetter && $0.isASCII } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/-_.*".contains($0)) }
      && !["true", "false", "yes", "no", "null", "on", "off"].contains(text.lowercased())
    return isBare ? text : JSONValue.string(text).text()
  }
}
