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
    redaction = target.redaction
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    var reading = AnswerReading(dialect.decoder(for: request, from: target))
    do {
      try await stream(request, &reading, receive)
      try await receive(.finished(try finish(request, reading)))
    } catch let failure as ProviderFailure {
      throw error(failure, request, reading)
    } catch let error as TransportError {
      if let ending = reading.endingDespiteFailure {
        let usage = reading.decoder.usage ?? estimate(request, reading)
        return try await receive(.finished(ModelFinish(reason: ending, usage: usage)))
      }
      let failure = ProviderFailure.transport(error, hasText: reading.characters > 0)
      throw self.error(failure, request, reading)
    }
  }

  /// The error for callers; whatever words of the server's it has, the key is not among them.
  private func error(
    _ failure: ProviderFailure, _ request: ModelRequest, _ reading: AnswerReading
  ) -> ModelError {
    let error = failure.error(from: target.name, usage: usage(request, reading, failure))
    return ModelError(
      error.remedy, error.code, redaction.redact(error.message), usage: error.usage)
  }

  private func stream(
    _ request: ModelRequest, _ reading: inout AnswerReading,
    _ receive: (ModelEvent) async throws -> Void
  ) async throws {
    let wire = dialect.httpRequest(request, to: target)
    try await client.withResponse(to: wire) { response in
      guard response.head.isSuccess else { throw await refusal(response) }
      guard response.head.isEventStream else {
        throw ProviderFailure.noStream(contentType: response.head.mediaType)
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
  /// Characters of a media type that are shown.
  private static let longestType = 60

  /// What the body is said to be, without parameters, to be shown.
  fileprivate var mediaType: String {
    let type = self["content-type"]?.prefix { $0 != ";" && !$0.isWhitespace } ?? ""
    guard !type.isEmpty else { return "no type" }
    return type.count > Self.longestType ? type.prefix(Self.longestType - 1) + "…" : String(type)
  }

  fileprivate var isEventStream: Bool {
    self["content-type"]?.lowercased().hasPrefix("text/event-stream") ?? true
  }
}
