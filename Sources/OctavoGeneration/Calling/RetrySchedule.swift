/// How often a failed call is tried again, and after how long.
package struct RetrySchedule: Sendable, Equatable {
  /// Calls of one model in all, 1 for no second try.
  package var tries: Int
  /// Seconds before the second try, before chance is applied.
  package var firstDelay: Double
  /// By how much each delay exceeds the one before.
  package var factor: Double
  /// Seconds a delay of Octavo's own may last.
  package var longestDelay: Double
  /// Seconds a provider may ask to wait; where it asks for more, the call fails at once.
  package var longestWait: Double

  package init(
    tries: Int = 3, firstDelay: Double = 1, factor: Double = 2, longestDelay: Double = 30,
    longestWait: Double = 120
  ) {
    self.tries = tries
    self.firstDelay = firstDelay
    self.factor = factor
    self.longestDelay = longestDelay
    self.longestWait = longestWait
  }

  /// Seconds to wait after the `attempt`th call, from 1, has failed; nil to give up.
  ///
  /// Exponential, between half and the whole of the delay by `chance` (0 to 1), so that callers
  /// that failed together do not come back together. A provider's own time is a lower limit, with
  /// the same spread added to it.
  package func delay(after attempt: Int, asked: Double?, chance: Double) -> Double? {
    guard attempt < tries else { return nil }
    var step = firstDelay
    for _ in 1..<max(attempt, 1) { step = min(step * factor, longestDelay) }
    let own = min(step, longestDelay) * (0.5 + chance / 2)
    guard let asked else { return own }
    guard asked <= longestWait else { return nil }
    return max(own, asked + min(asked, firstDelay) * chance / 2)
  }
}
