import OctavoStore
import Synchronization

/// Tokens that were looked up lately, by the hash of their secret, so that a request costs the store
/// no read.
///
/// Bounded, and emptied by every change of a token or role: of this process at once, of another
/// within a tenth of a second. A class because all copies of a service share it.
final class TokenCache: Sendable {
  private struct State: Sendable {
    var bearers: [[UInt8]: Tokens.Bearer] = [:]
    var epoch = -1
    var looked = Moment(milliseconds: .min)
  }

  /// Tokens kept at most.
  private static let most = 4096
  /// Milliseconds between two looks for changes of other processes.
  private static let interval: Int64 = 100

  private let state = Mutex(State())

  /// The bearer of a secret; nil where nobody has it.
  func bearer(ofHash hash: [UInt8], in store: Store) throws -> Tokens.Bearer? {
    let time = store.now
    let isDue = state.withLock { time.since($0.looked) >= Self.interval || time < $0.looked }
    if isDue {
      let epoch = try store.tokens.epoch()
      state.withLock { state in
        if epoch != state.epoch { state.bearers = [:] }
        (state.epoch, state.looked) = (epoch, time)
      }
    }
    let (known, epoch) = state.withLock { ($0.bearers[hash], $0.epoch) }
    if let known { return known }
    guard let found = try store.tokens.bearer(ofHash: hash) else { return nil }
    state.withLock { state in
      // What was read before a change must not outlive it.
      guard state.epoch == epoch else { return }
      if state.bearers.count >= Self.most { state.bearers = [:] }
      state.bearers[hash] = found
    }
    return found
  }

  /// Forgets all; the next look asks the store.
  func clear() {
    state.withLock { state in
      state.bearers = [:]
      state.looked = Moment(milliseconds: .min)
      state.epoch = -1
    }
  }
}
