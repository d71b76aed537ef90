import OctavoTransport

/// What a model's caller takes from the world besides the network: time, sleep and chance.
///
/// Tests give their own, so that nothing waits and every run is the same.
package struct Surroundings: Sendable {
  /// Seconds since 1970.
  package var now: @Sendable () -> Double
  /// Waits so many seconds; ends early, by throwing, when the task is cancelled.
  package var sleep: @Sendable (Double) async throws -> Void
  /// A number from 0 up to but not including 1.
  package var random: @Sendable () -> Double

  package init(
    now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void,
    random: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.random = random
  }

  /// The real ones.
  package static let system = Surroundings(
    now: { WallClock.now() }, sleep: { try await Task.sleep(for: .seconds($0)) },
    random: { Double.random(in: 0..<1) })
}
