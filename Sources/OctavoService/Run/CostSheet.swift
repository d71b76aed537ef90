package import OctavoGeneration

/// What a run is expected to use and cost.
package struct CostSheet: Sendable, Equatable {
  package let calls: Int
  package let tokensIn: Int
  package let tokensOut: Int
  /// Nil where the policy has no price for one of the models, or a step has none that can be used.
  package let cost: OctavoGeneration.MicroDollars?
  /// The models that will be asked first, each once, in the order of the steps.
  package let models: [ModelName]

  /// - Parameters:
  ///   - estimate: calls and tokens by step.
  ///   - policy: says who is asked, and the prices.
  ///   - usable: the models of a step that can be used, in turn.
  package init(
    _ estimate: RunEstimate, policy: GenerationPolicy, usable: (Step) -> [ModelName]
  ) {
    var cost: OctavoGeneration.MicroDollars? = .zero
    var models: [ModelName] = []
    for item in estimate.items {
      guard let model = usable(item.step).first else {
        cost = nil
        continue
      }
      if !models.contains(model) { models.append(model) }
      let price = policy.prices.cost(of: item.usage, by: model)
      cost = cost.flatMap { sum in price.map { sum + $0 } }
    }
    calls = estimate.calls
    tokensIn = estimate.usage.input
    tokensOut = estimate.usage.output
    self.cost = cost
    self.models = models
  }
}
