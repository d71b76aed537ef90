import OctavoTransport

/// How one step of the pipeline calls models.
package struct StepPolicy: Sendable, Equatable {
  /// Tried in turn.
  package var models: [ModelName] = []
  /// 0 to 2; nil for the provider's own.
  package var temperature: Double? = 0.7
  /// Above 0, to 1; nil for the provider's own, which some providers ask for beside a temperature.
  package var topP: Double?
  /// Tokens of one answer at most.
  package var maxTokens = 4096
  /// Seconds for a whole call; nil for no limit.
  package var timeout: Double? = 600
  /// Seconds to find the provider and agree on TLS.
  package var connectTimeout: Double? = 10
  /// Seconds from the request to the answer's first byte.
  package var firstByteTimeout: Double? = 90
  /// Seconds without a byte in the middle of an answer.
  package var idleTimeout: Double? = 45
  package var retries = RetrySchedule()

  package init() {}

  /// The limits as the transport takes them.
  var timeouts: TransferTimeouts {
    TransferTimeouts(
      connect: Self.duration(connectTimeout), firstByte: Self.duration(firstByteTimeout),
      idle: Self.duration(idleTimeout), total: Self.duration(timeout))
  }

  private static func duration(_ seconds: Double?) -> Duration? {
    seconds.map { .milliseconds(Int64($0 * 1000)) }
  }
}
