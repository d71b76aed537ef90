import OctavoGeneration
import Synchronization

/// Surroundings in which nobody waits: sleeping moves the clock, chance is what the test says.
final class InventedWorld: Sendable {
  private struct State {
    var now: Double
    var slept: [Double] = []
  }

  private let state: Mutex<State>
  private let chance: Double

  init(now: Double = 1_700_000_000, chance: Double = 0) {
    state = Mutex(State(now: now))
    self.chance = chance
  }

  /// How long each sleep was, in seconds.
  var slept: [Double] { state.withLock(\.slept) }

  var now: Double { state.withLock(\.now) }

  func advance(_ seconds: Double) { state.withLock { $0.now += seconds } }

  var surroundings: Surroundings {
    Surroundings(
      now: { [self] in now },
      sleep: { [self] seconds in
        state.withLock { state in
          state.slept.append(seconds)
          state.now += seconds
        }
      }, random: { [chance] in chance })
  }
}
