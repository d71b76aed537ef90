package import OctavoTransport

/// One model of one provider over the network: sends a request once, tries nothing again.
package struct ProviderModel: LanguageModel {
  package let target: ModelTarget
  private let client: HTTPClient
  private let dialect: any Dialect
  private let redaction: Redaction
  /// Seconds since 1970, for dates in `Retry-After`.
  private let now: @Sendable () -> Double

  /// Bytes of a refusal's body that are read.
  private static let longestRefusal = 1 << 14

  /// Nil for the rehearsal's dialect, which has no wire.
  package init?(
    _ target: ModelTarget, client: HTTPClient, now: @escaping @Sendable () -> Double
  ) {
    guard let dialect = target.access.dialect.dialect else { return nil }
    self.target = target
    self.client = client
    self.dialect = dialect
    self.now = now
    redaction = Redaction(secrets: [target.access.key].compactMap { $0 })
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    var reading = AnswerReading(dialect.decoder(for: request, from: target))
    do {
      try await stream(request, &reading, receive)
      try await receive(.finished(try finish(request, reading)))
    } catch let failure as ProviderFailure {
      throw failure.error(from: target.name, usage: usage(request, reading, failure))
    } catch let error as TransportError {
      if let ending = reading.endingDespiteFailure {
        let usage = reading.decoder.usage ?? estimate(request, reading)
        return try await receive(.finished(ModelFinish(reason: ending, usage: usage)))
      }
      let failure = ProviderFailure.transport(error, hasText: reading.characters > 0)
      throw failure.error(from: target.name, usage: usage(request, reading, failure))
    }
  }

  private func stream(
    _ request: ModelRequest, _ reading: inout AnswerReading,
    _ receive: (ModelEvent) async throws -> Void
  ) async throws {
    let wire = dialect.httpRequest(request, to: target)
    try await client.withResponse(to: wire) { response in
      guard response.head.isSuccess else { throw await refusal(response) }
      guard response.head.isEventStream else {
        throw ProviderFailure.noStream(contentType: response.head["content-type"] ?? "no type")
      }
      reading.isAccepted = true
      try await receive(.began(target.name))
      while !reading.decoder.isOver, let bytes = try await response.next() {
        let (text, failure) = reading.take(bytes)
        if !text.isEmpty { try await receive(.text(text)) }
        if let failure { throw failure }
      }
    }
  }

  private func refusal(_ response: HTTPResponse) async -> any Error {
    do {
      let body = try await response.beginning(limit: Self.longestRefusal)
      let complaint = ProviderComplaint(body: body, redaction: redaction)
      return ProviderFailure.refused(
        status: response.head.status, complaint,
        retryAfter: RetryAfter.seconds(response.head, now: now()))
    } catch {
      return error
    }
  }

  private func finish(
    _ request: ModelRequest, _ reading: AnswerReading
  ) throws(ProviderFailure) -> ModelFinish {
    guard let reason = reading.decoder.ending else {
      throw .truncated(characters: reading.characters)
    }
    // Asking again would end the same way, and be paid for again.
    if reading.isBlank, reason == .length { throw .noRoom }
    if reading.isBlank, reason != .refusal { throw .empty }
    return ModelFinish(
      reason: reason, usage: reading.decoder.usage ?? estimate(request, reading))
  }

  private func estimate(_ request: ModelRequest, _ reading: AnswerReading) -> TokenUsage {
    TokenUsage(
      input: TokenEstimate.input(of: request), output: reading.estimatedTokens, isEstimate: true)
  }

  /// What a failed call used: nothing where it was not accepted, else the provider's count or,
  /// where the stream broke before that, an estimate.
  private func usage(
    _ request: ModelRequest, _ reading: AnswerReading, _ failure: ProviderFailure
  ) -> TokenUsage? {
    guard reading.isAccepted else { return nil }
    guard var counted = reading.decoder.usage else { return estimate(request, reading) }
    if reading.decoder.ending == nil, reading.estimatedTokens > counted.output {
      counted.output = reading.estimatedTokens
      counted.isEstimate = true
    }
    return counted
  }
}

extension HTTPHead {
  fileprivate var isEventStream: Bool {
    self["content-type"]?.lowercased().hasPrefix("text/event-stream") ?? true
  }
}
