import OctavoStore

/// `look up → send → note → end`. A receiver may hear of an event twice, where a worker died after
/// it had sent; the delivery's id tells.
package struct WebhookJob: JobMachine {
  package enum Step: Sendable, Equatable {
    case lookUp
    case send
    /// Enters how it went.
    case note(state: String, status: Int?)
  }

  package enum Finding: Sendable, Equatable {
    case ready
    /// The webhook, or the delivery, is there no more, or was made already.
    case gone
    case answered(status: Int, retryAfter: Double?)
    case noted
  }

  private let isLast: Bool
  private var outcome: JobOutcome?

  /// - Parameter isLast: whether there will be no further attempt.
  package init(isLast: Bool) { self.isLast = isLast }

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: return .perform(.lookUp)
    case .found(.ready): return .perform(.send)
    case .found(.gone): return .end(.succeeded(result: "{}", charge: nil, events: []))
    case .found(.answered(let status, let wait)): return judge(status, wait)
    case .found(.noted):
      return .end(outcome ?? .succeeded(result: "{}", charge: nil, events: []))
    case .failed(let fault):
      // A note that could not be made is made by the next attempt.
      guard outcome == nil, isLast || fault.remedy == .stop else { return .end(.failed(fault)) }
      outcome = .failed(fault)
      return .perform(.note(state: "failed", status: nil))
    }
  }

  private mutating func judge(_ status: Int, _ wait: Double?) -> JobAction<Step> {
    switch status {
    case 200..<300:
      outcome = .succeeded(result: #"{"status":\#(status)}"#, charge: nil, events: [])
      return .perform(.note(state: "delivered", status: status))
    case 408, 425, 429, 500...:
      outcome = .failed(
        JobFault(.retry(after: wait), "webhook.refused", "the receiver answered \(status)"))
      return .perform(.note(state: isLast ? "failed" : "pending", status: status))
    default:
      let words = (300..<400).contains(status) ? "; redirects are not followed" : ""
      outcome = .failed(
        JobFault(.stop, "webhook.refused", "the receiver answered \(status)\(words)"))
      return .perform(.note(state: "failed", status: status))
    }
  }
}
