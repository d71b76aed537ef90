import OctavoBase

/// What the generation pipeline may do and how: models, limits, retries, providers, prices.
///
/// One YAML file describes it; what the file leaves out is built in.
package struct GenerationPolicy: Sendable, Equatable {
  /// In the order written, each name once.
  package var providers: [ProviderPolicy] = []
  package var network = NetworkPolicy()
  package var prices = PriceTable()
  private var steps: [Step: StepPolicy] = [:]

  package init() {}

  package subscript(step: Step) -> StepPolicy {
    get { steps[step] ?? StepPolicy() }
    set { steps[step] = newValue }
  }

  package func provider(_ name: String) -> ProviderPolicy? {
    providers.first { $0.name == name }
  }

  /// Whether chapters will be placeholder text.
  package var isRehearsal: Bool {
    let models = self[.chapter].models
    return !models.isEmpty && models.allSatisfy { isRehearsal($0.provider) }
  }

  /// Whether a provider writes placeholder text.
  package func isRehearsal(_ provider: String) -> Bool {
    self.provider(provider)?.dialect == .rehearsal
  }

  /// Whether a book that these providers were asked for may be gone on with: placeholder text and a
  /// model's come together only where the policy itself names both.
  package func goesOn(with providers: Set<String>) -> Bool {
    let own = Set(Step.allCases.flatMap { self[$0].models }.map { isRehearsal($0.provider) })
    return Set(providers.map(isRehearsal)).isSubset(of: own)
  }

  /// The policy with every step's models replaced by one provider's: those the step already lists
  /// of it, else `model`, else the provider's own choice.
  package func using(
    provider name: String, model: String? = nil
  ) throws(ModelError) -> GenerationPolicy {
    guard let provider = provider(name) else {
      let names = providers.map(\.name).joined(separator: ", ")
      throw ModelError(
        .stop, "policy.unknown-provider",
        "the policy has no provider '\(name)'; it has \(names)")
    }
    var policy = self
    for step in Step.allCases {
      let listed = self[step].models.filter { $0.provider == name }
      if let model {
        policy[step].models = [ModelName(provider: name, model: model)]
      } else if !listed.isEmpty {
        policy[step].models = listed
      } else if let model = provider.model {
        policy[step].models = [ModelName(provider: name, model: model)]
      } else {
        throw ModelError(
          .stop, "policy.no-model", "the policy names no model of '\(name)'; name one")
      }
    }
    return policy
  }

  /// The built-in policy.
  package static let builtIn = PolicyReader.read(BuiltInPolicy.yaml, name: "built-in policy")
    .value.policy
}
