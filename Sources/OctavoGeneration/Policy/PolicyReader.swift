package import OctavoBase
import Yams

/// Reads a policy file over a policy that holds what the file leaves out.
package struct PolicyReader {
  private var policy: GenerationPolicy
  private var findings: PolicyFindings
  /// Where each step's models were written, for findings about them.
  private var modelNodes: [(name: ModelName, node: Node)] = []

  /// A policy with the text it came from, for printing findings.
  package struct Reading: Sendable {
    package let policy: GenerationPolicy
    package let sources: SourceMap
  }

  private static let sections = [
    "providers", "defaults", "steps", "network", "prices-as-of", "models",
  ]

  /// Sections of the same file that are the service's: the pipeline passes them over.
  package static let serviceSections = [
    "limits", "credits", "plans", "default-plan", "jobs", "retention", "webhooks", "features",
  ]

  /// Sections that are the pipeline's own.
  package static var ownSections: [String] { sections }

  /// Reads a file's text. With mistakes, all of which are named, the value keeps `base` there.
  package static func read(
    _ text: String, name: String, over base: GenerationPolicy = GenerationPolicy()
  ) -> Outcome<Reading> {
    var sources = SourceMap()
    let file = sources.add(name: name, text: Array(text.utf8))
    var reader = PolicyReader(policy: base, findings: PolicyFindings(file: file))
    reader.read(file)
    return Outcome(
      Reading(policy: reader.policy, sources: sources), reader.findings.diagnostics)
  }

  private init(policy: GenerationPolicy, findings: PolicyFindings) {
    self.policy = policy
    self.findings = findings
  }

  private mutating func read(_ file: SourceFile) {
    switch PolicyText.compose(file) {
    case .failure(let broken):
      findings.reportBroken(broken.message, line: broken.line, column: broken.column)
    case .success(nil): break
    case .success(let root?):
      let pairs = findings.pairs("the policy", root)
      let known = Self.sections + Self.serviceSections
      for pair in pairs where !known.contains(pair.key) {
        findings.unknown("key", pair.key, in: known, at: pair.keyNode)
      }
      for section in Self.sections {
        for pair in pairs where pair.key == section { read(section, pair.value) }
      }
      checkModels()
    }
  }

  private mutating func read(_ section: String, _ node: Node) {
    switch section {
    case "providers": readProviders(node)
    case "defaults": readDefaults(node)
    case "steps": readSteps(node)
    case "network": policy.network = fields(PolicyKeys.network, policy.network, node, section)
    case "prices-as-of":
      policy.prices.asOf = PolicyFindings.text(node) ?? policy.prices.asOf
    default: readPrices(node)
    }
  }

  private mutating func readProviders(_ node: Node) {
    for pair in findings.pairs("providers", node) {
      let place = policy.providers.firstIndex { $0.name == pair.key }
      let before = place.map { policy.providers[$0] } ?? ProviderPolicy(name: pair.key)
      guard !pair.key.isEmpty, !pair.key.contains(where: { $0 == "/" || $0.isWhitespace }) else {
        findings.wrong("providers", pair.keyNode, wanted: "names without slashes and blanks")
        continue
      }
      let provider = fields(PolicyKeys.provider, before, pair.value, "providers.\(pair.key)")
      // An address that is there and wrong was reported already.
      let isNamed = pair.value.mapping?["base-address"].map { !PolicyFindings.isNull($0) } ?? false
      if provider.dialect != .rehearsal, provider.baseAddress.isEmpty, !isNamed {
        findings.report(
          "policy.missing-key", "the provider '\(pair.key)' has no base-address", at: pair.keyNode)
      }
      if let place {
        policy.providers[place] = provider
      } else {
        policy.providers.append(provider)
      }
    }
  }

  /// Goes over what the base says of each step, for who writes a default means all steps.
  private mutating func readDefaults(_ node: Node) {
    let before = findings
    for step in Step.allCases {
      // Every pass finds the same mistakes: those of one are enough.
      findings = before
      policy[step] = fields(PolicyKeys.step, policy[step], node, "defaults")
    }
    noteModels(node)
  }

  private mutating func readSteps(_ node: Node) {
    for pair in findings.pairs("steps", node) {
      guard let step = Step(rawValue: pair.key) else {
        findings.unknown("step", pair.key, in: Step.allCases.map(\.rawValue), at: pair.keyNode)
        continue
      }
      policy[step] = fields(PolicyKeys.step, policy[step], pair.value, "steps.\(pair.key)")
      noteModels(pair.value)
    }
  }

  private mutating func readPrices(_ node: Node) {
    for pair in findings.pairs("models", node) {
      guard let name = ModelName(text: pair.key) else {
        findings.wrong("models", pair.keyNode, wanted: "named like 'openai/gpt-4.1'")
        continue
      }
      let place = policy.prices.models.firstIndex { $0.name == name }
      let before = place.map { policy.prices.models[$0] } ?? ModelPrice(name)
      let price = fields(PolicyKeys.price, before, pair.value, "models.\(pair.key)")
      if let place {
        policy.prices.models[place] = price
      } else {
        policy.prices.models.append(price)
      }
    }
  }

  private mutating func fields<Subject>(
    _ keys: [PolicyKey<Subject>], _ before: Subject, _ node: Node, _ place: String
  ) -> Subject {
    var subject = before
    for pair in findings.pairs(place, node) {
      if let key = keys.first(where: { $0.name == pair.key }) {
        key.read(&subject, pair.value, &findings)
      } else {
        findings.unknown("key", pair.key, in: keys.map(\.name), at: pair.keyNode)
      }
    }
    return subject
  }

  // MARK: Models that are named

  private mutating func noteModels(_ node: Node) {
    guard let value = node.mapping?["models"] else { return }
    for item in value.sequence.map({ Array($0) }) ?? [value] {
      if let name = PolicyFindings.text(item).flatMap({ ModelName(text: $0) }) {
        modelNodes.append((name, item))
      }
    }
  }

  /// A model's provider must be there; a model without a price only makes costs unknown.
  private mutating func checkModels() {
    let names = policy.providers.map(\.name)
    for (name, node) in modelNodes {
      if !names.contains(name.provider) {
        findings.unknown("provider", name.provider, in: names, at: node)
      } else if policy.prices.price(of: name) == nil {
        findings.report(
          "policy.no-price",
          "'\(name.text)' has no price, so that its cost stays unknown and counts for no budget",
          at: node, hints: ["add it under 'models', with its price for input and output"],
          isWarning: true)
      }
    }
  }
}
