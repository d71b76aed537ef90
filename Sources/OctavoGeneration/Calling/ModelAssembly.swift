package import OctavoTransport

/// Builds the one model the pipeline sees from a policy: for each step a chain of models, each
/// metered and tried again as the policy says.
package struct ModelAssembly: Sendable {
  private let policy: GenerationPolicy
  private let directory: ProviderDirectory
  private let client: HTTPClient
  private let surroundings: Surroundings
  private let meter: (any CallMeter)?
  /// Which models are passed over by every chain, for not answering.
  package var rests = ModelRests()

  package init(
    _ policy: GenerationPolicy, directory: ProviderDirectory, client: HTTPClient,
    surroundings: Surroundings = .system, meter: (any CallMeter)? = nil
  ) {
    self.policy = policy
    self.directory = directory
    self.client = client
    self.surroundings = surroundings
    self.meter = meter
  }

  /// The models that a step will try, in turn; those without a key are left out.
  package func usableModels(for step: Step) -> [ModelName] {
    policy[step].models.filter { name in
      if case .ready = directory[name.provider] { true } else { false }
    }
  }

  /// Throws where a step is left without any model.
  package static func check(
    _ policy: GenerationPolicy, _ directory: ProviderDirectory
  ) throws(ModelError) {
    for step in Step.allCases {
      let isServed = policy[step].models.contains { name in
        if case .ready = directory[name.provider] { true } else { false }
      }
      guard isServed else { throw noModel(for: step, policy, directory) }
    }
  }

  /// The model for the pipeline. Throws where a step is left without any.
  package func model() throws(ModelError) -> StepRouter {
    var models: [Step: any LanguageModel] = [:]
    for step in Step.allCases {
      let links = policy[step].models.compactMap { name in
        single(name, step).map { ModelChain.Link(name, $0) }
      }
      guard !links.isEmpty else { throw Self.noModel(for: step, policy, directory) }
      models[step] = ModelChain(links, shared: rests, now: surroundings.now)
    }
    return StepRouter(models)
  }

  private func single(_ name: ModelName, _ step: Step) -> (any LanguageModel)? {
    guard case .ready(let access)? = directory[name.provider] else { return nil }
    let rules = policy[step]
    let line = policy.prices.price(of: name)
    let takesSampling = line?.takesSampling ?? true
    var settings = CallSettings(
      temperature: takesSampling ? rules.temperature : nil,
      topP: takesSampling ? rules.topP : nil, maxTokens: rules.maxTokens,
      timeouts: rules.timeouts)
    settings.reasoningTokens = line?.reasoningTokens ?? 0
    settings.effort = line?.effort
    if settings.reasoningTokens > 0 { settings.timeouts.bearSilence() }
    let target = ModelTarget(name: name, access: access, settings: settings)
    var model: any LanguageModel = RehearsalModel(name: name, maxTokens: rules.maxTokens)
    if let provider = ProviderModel(target, client: client, now: surroundings.now) {
      model = provider
    }
    if let meter {
      model = MeteredModel(
        model, name: name, settings: settings, meter: meter, now: surroundings.now)
    }
    return RetryingModel(model, schedule: rules.retries, surroundings: surroundings)
  }

  private static func noModel(
    for step: Step, _ policy: GenerationPolicy, _ directory: ProviderDirectory
  ) -> ModelError {
    let reasons = policy[step].models.map { name in
      switch directory[name.provider] {
      case .keyMissing(let variable): "\(name.text) needs a key in \(variable)"
      default: "the policy has no provider '\(name.provider)'"
      }
    }
    var message = "no model can be used for the step '\(step.rawValue)'"
    if !reasons.isEmpty { message += ": " + reasons.joined(separator: ", ") }
    return ModelError(
      .stop, "model.no-key", message + "; the provider 'rehearsal' needs no key")
  }
}

extension TransferTimeouts {
  /// Longest silence of a model that thinks, where the whole call has no limit.
  private static let longestThought: Duration = .seconds(600)

  /// A model says nothing while it thinks: only the whole call's time tells that it hangs.
  fileprivate mutating func bearSilence() {
    let most = total ?? Self.longestThought
    firstByte = firstByte.map { max($0, most) }
    idle = idle.map { max($0, most) }
  }
}
