/// Reports each call of a model to a meter.
package struct MeteredModel: LanguageModel {
  private let base: any LanguageModel
  private let name: ModelName
  /// Tokens of one answer at most, where the request names no limit.
  private let maxTokens: Int
  /// Tokens it may think with beside.
  private let reasoningTokens: Int
  private let meter: any CallMeter
  private let now: @Sendable () -> Double

  /// Meters a model called by a name, within the limits of its settings.
  package init(
    _ base: any LanguageModel, name: ModelName, settings: CallSettings, meter: any CallMeter,
    now: @escaping @Sendable () -> Double
  ) {
    self.base = base
    self.name = name
    maxTokens = settings.maxTokens
    reasoningTokens = settings.reasoningTokens
    self.meter = meter
    self.now = now
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    let call = MeteredCall(
      model: name, step: request.step, estimatedInput: TokenEstimate.input(of: request),
      mostOutput: request.tokenLimit(within: maxTokens, reasoning: reasoningTokens))
    let number = try await meter.begin(call)
    let started = now()
    var output = 0
    var isEnded = false
    func end(_ end: CallResult.End, _ usage: TokenUsage?) async throws {
      guard !isEnded else { return }
      isEnded = true
      let result = CallResult(end: end, usage: usage.map(counted), seconds: max(0, now() - started))
      try await meter.end(number, call, result)
    }
    do {
      try await base.answer(request) { event in
        switch event {
        case .began: break
        case .text(let text): output += TokenEstimate.tokens(text)
        case .finished(let finish): try await end(.finished(finish.reason), finish.usage)
        }
        try await receive(event)
      }
    } catch let error as ModelError {
      try await end(.failed(error.code), error.usage)
      throw error
    } catch {
      // Cancelled, or the receiver has had enough: what came until then is paid for.
      let usage = TokenUsage(input: call.estimatedInput, output: output, isEstimate: true)
      try await end(.cancelled, usage)
      throw error
    }
  }

  /// What the model thought before it answered goes unseen where the provider has not counted.
  private func counted(_ usage: TokenUsage) -> TokenUsage {
    guard usage.isEstimate else { return usage }
    var usage = usage
    usage.output += reasoningTokens
    return usage
  }
}
