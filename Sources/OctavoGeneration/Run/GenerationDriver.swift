/// Performs a machine's actions, each stored before the next.
///
/// A call whose answer is in the journal is not made; one that broke off is handed to the machine
/// as far as it came.
package struct GenerationDriver: Sendable {
  private let model: any LanguageModel
  private let host: any GenerationHost

  package init(model: any LanguageModel, host: any GenerationHost) {
    self.model = model
    self.host = host
  }

  /// Runs the machine to its result. Throws what the host throws, and `CancellationError`.
  package func run<Machine: GenerationMachine>(
    _ machine: Machine
  ) async throws -> GenerationResult<Machine.Product> {
    var machine = machine
    var event: GenerationEvent? = .start
    while let current = event {
      event = nil
      for action in machine.handle(current) {
        try Task.checkCancellation()
        switch action {
        case .call(let call): event = try await perform(call, &machine)
        case .save(let record): try await host.save(record)
        case .report(let progress): await host.report(progress)
        case .cut: break
        }
      }
      if let result = machine.result { return result }
    }
    throw MachineStalled()
  }

  private func perform(
    _ call: GenerationCall, _ machine: inout some GenerationMachine
  ) async throws -> GenerationEvent {
    if let answer = try await host.journal(of: call.id)?.answer { return .answered(answer) }
    if let refusal = try await host.refusal(of: call) { return .failed(.budget(refusal)) }
    try await host.begin(call)
    var stream = CallStream()
    do {
      try await model.answer(call.request) { event in
        guard let text = stream.take(event) else { return }
        try await host.append(text, to: call.id)
        for action in machine.handle(.streamed(text)) {
          switch action {
          case .cut(let fault): throw StreamCut(fault: fault)
          case .report(let progress): await host.report(progress)
          case .save(let record): try await host.save(record)
          case .call: break
          }
        }
      }
    } catch let cut as StreamCut {
      return try await settle(call, stream, .cut(cut.fault))
    } catch let error as ModelError {
      return try await settle(call, stream, error)
    } catch let error as CancellationError {
      // What was used counts even when nobody waits for it any more.
      try? await host.settle(call.id, stream.settlement(of: call, .interrupted))
      throw error
    }
    let end = stream.finish.map { CallEnd.finished($0.reason) } ?? .interrupted
    return try await settle(call, stream, end)
  }

  private func settle(
    _ call: GenerationCall, _ stream: CallStream, _ end: CallEnd
  ) async throws -> GenerationEvent {
    try await host.settle(call.id, stream.settlement(of: call, end))
    if end == .interrupted, stream.text.isEmpty {
      let error = ModelError(
        .retry(after: nil), "provider.empty-stream", "The answer ended before any text came.")
      return .failed(.model(error))
    }
    return .answered(CallAnswer(text: stream.text, end: end))
  }

  /// Text that came before a failure is worth going on from, unless nothing can be asked any more.
  private func settle(
    _ call: GenerationCall, _ stream: CallStream, _ error: ModelError
  ) async throws -> GenerationEvent {
    try await host.settle(call.id, stream.settlement(of: call, .interrupted, error))
    guard !stream.text.isEmpty, error.remedy != .stop else { return .failed(.model(error)) }
    return .answered(CallAnswer(text: stream.text, end: .interrupted))
  }
}

/// A machine asked for nothing and has no result: a defect of Octavo's own.
package struct MachineStalled: Error, Sendable {}

/// Ends a call from within.
private struct StreamCut: Error {
  let fault: StreamFault
}

/// What has come of a running call.
private struct CallStream {
  private(set) var text = ""
  private(set) var model: ModelName?
  private(set) var finish: ModelFinish?

  /// The event's text, where it has any.
  mutating func take(_ event: ModelEvent) -> String? {
    switch event {
    case .began(let name): model = name
    case .finished(let end): finish = end
    case .text(let piece) where !piece.isEmpty:
      text += piece
      return piece
    case .text: break
    }
    return nil
  }

  func settlement(
    of call: GenerationCall, _ end: CallEnd, _ error: ModelError? = nil
  ) -> CallSettlement {
    // A call that was refused before any text came has used nothing that is known of.
    let nothing = error != nil && text.isEmpty
    let counted = TokenUsage(
      input: nothing ? 0 : call.ceiling.input, output: TextTokens.count(text), isEstimate: true)
    return CallSettlement(
      end: end, usage: finish?.usage ?? error?.usage ?? counted, model: model, error: error)
  }
}
