/// Decides when an exchange has taken too long, from the times of what happened.
///
/// libcurl's own limits will not do: its low-speed limit is a sliding average that lets a silence
/// of two seconds last for eight, and it does not know that a pause was asked for. Times are
/// durations since any fixed moment, so that tests need no clock.
package struct TransferWatch: Sendable {
  /// The limit that was passed, with its length.
  package enum Limit: Sendable, Equatable {
    case connect(Duration)
    case firstByte(Duration)
    case idle(Duration)
    case total(Duration)
  }

  private enum Phase { case connecting, waiting, receiving, paused }

  private let timeouts: TransferTimeouts
  private let started: Duration
  private var phase = Phase.connecting
  /// When the current phase began or last moved on.
  private var moved: Duration

  package init(_ timeouts: TransferTimeouts, startedAt now: Duration) {
    self.timeouts = timeouts
    started = now
    moved = now
  }

  /// The connection stands.
  package mutating func connected(at now: Duration) { move(to: .waiting, now) }

  /// Bytes of the request left.
  package mutating func sent(at now: Duration) {
    if phase == .waiting { moved = now }
  }

  /// Bytes of the answer came.
  package mutating func received(at now: Duration) {
    if phase != .paused { move(to: .receiving, now) }
  }

  /// The receiver holds the answer back.
  package mutating func paused(at now: Duration) { move(to: .paused, now) }

  /// The receiver takes more.
  package mutating func resumed(at now: Duration) {
    if phase == .paused { move(to: .receiving, now) }
  }

  private mutating func move(to next: Phase, _ now: Duration) { (phase, moved) = (next, now) }

  /// The next moment at which a limit is passed if nothing happens; nil for never.
  package var deadline: Duration? {
    switch (limit?.deadline, totalLimit?.deadline) {
    case (let one?, let other?): min(one, other)
    case (let one, let other): one ?? other
    }
  }

  /// The limit that has been passed, if any.
  package func passed(at now: Duration) -> Limit? {
    for candidate in [limit, totalLimit] {
      if let candidate, now >= candidate.deadline { return candidate.limit }
    }
    return nil
  }

  private typealias Candidate = (deadline: Duration, limit: Limit)

  private var limit: Candidate? {
    switch phase {
    case .connecting: timeouts.connect.map { (moved + $0, .connect($0)) }
    case .waiting: timeouts.firstByte.map { (moved + $0, .firstByte($0)) }
    case .receiving: timeouts.idle.map { (moved + $0, .idle($0)) }
    case .paused: nil
    }
  }

  private var totalLimit: Candidate? {
    timeouts.total.map { (started + $0, .total($0)) }
  }
}

extension TransferWatch.Limit {
  /// What took too long, for people.
  var words: String {
    switch self {
    case .connect(let limit): "no connection within \(Self.seconds(limit))"
    case .firstByte(let limit): "no answer began within \(Self.seconds(limit))"
    case .idle(let limit): "the answer stood still for \(Self.seconds(limit))"
    case .total(let limit): "the answer was not whole within \(Self.seconds(limit))"
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration.components.attoseconds / 1_000_000_000_000_000
    if milliseconds == 0 { return "\(duration.components.seconds) s" }
    return "\(duration.components.seconds * 1000 + milliseconds) ms"
  }
}
