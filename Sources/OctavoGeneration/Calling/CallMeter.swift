/// One call that is about to be sent.
package struct MeteredCall: Sendable, Equatable {
  package let model: ModelName
  package let step: Step
  /// Tokens of the request, by estimate.
  package let estimatedInput: Int
  /// Tokens the answer may have at most.
  package let mostOutput: Int
}

/// How a call ended.
package struct CallResult: Sendable, Equatable {
  package enum End: Sendable, Equatable {
    case finished(ModelFinish.Reason)
    /// By the error's code, such as `provider.timeout`.
    case failed(String)
    case cancelled
  }

  package let end: End
  /// What it used; nil where nothing was, as for a refused connection.
  package let usage: TokenUsage?
  /// Seconds from sending to the end.
  package let seconds: Double
}

/// Hears of every call to a model, tries that fail included: what a ledger is kept by.
package protocol CallMeter: Sendable {
  /// Before a call is sent; the number it answers comes back at the call's end.
  ///
  /// Throwing keeps the call from being sent: so a budget stops a run.
  func begin(_ call: MeteredCall) async throws -> Int64

  /// After a call, before its end is handed on to the caller.
  func end(_ number: Int64, _ call: MeteredCall, _ result: CallResult) async throws
}
