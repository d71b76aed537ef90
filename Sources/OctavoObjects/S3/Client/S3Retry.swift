/// When a request that failed is made again.
struct S3Retry: Sendable, Equatable {
  /// Times a request is made, at least 1.
  var attempts = 5
  /// Seconds before the second time; doubled with each further one.
  var base = 0.25
  /// Most seconds to wait by Octavo's own choice.
  var longest = 20.0
  /// Most seconds to wait where the service asks for it; asked for more, the request fails at once.
  var patience = 60.0

  /// Seconds to wait after an attempt, counted from 1; nil where it was the last.
  ///
  /// - Parameters:
  ///   - asked: seconds the service asks for.
  ///   - chance: 0 to 1, so that many clients do not come back together.
  func wait(after attempt: Int, asked: Double?, chance: Double) -> Double? {
    guard attempt < attempts, (asked ?? 0) <= patience else { return nil }
    var own = base
    for _ in 1..<attempt where own < longest { own *= 2 }
    return max(asked ?? 0, min(own, longest) * (0.5 + chance / 2))
  }
}

/// What a client of S3 takes from the world: time, waiting and chance.
package struct S3World: Sendable {
  /// Seconds since 1970.
  package var now: @Sendable () -> Int
  /// Waits so many seconds, unless the task is cancelled.
  package var sleep: @Sendable (Double) async throws -> Void
  /// 0 to 1.
  package var chance: @Sendable () -> Double

  package init(
    now: @escaping @Sendable () -> Int,
    sleep: @escaping @Sendable (Double) async throws -> Void = {
      try await Task.sleep(for: .seconds($0))
    },
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.now = now
    self.sleep = sleep
    self.chance = chance
  }
}
