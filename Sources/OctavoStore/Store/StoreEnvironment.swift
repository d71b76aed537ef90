import Dispatch
import Glibc

/// What the store takes from the world: time, chance, and who is asking.
package struct StoreEnvironment: Sendable {
  /// The time now.
  package var now: @Sendable () -> Moment
  /// 64 random bits, for names.
  package var randomBits: @Sendable () -> UInt64
  /// Waits so many milliseconds while another process opens the same store.
  package var pause: @Sendable (_ milliseconds: Int) -> Void
  /// Does some work after so many milliseconds, on another thread.
  package var later: @Sendable (_ milliseconds: Int, _ work: @escaping @Sendable () -> Void) -> Void
  /// Seconds a transaction waits for another process' transaction to end.
  package var patience: Double
  /// The process on whose behalf leases are taken.
  package var holder: LeaseHolder
  /// Whether a holder's process is certainly no more: then its lease need not run out.
  package var isGone: @Sendable (LeaseHolder) -> Bool

  /// Makes an environment; the parts left out are the machine's own.
  package init(
    now: @escaping @Sendable () -> Moment = { .ofTheMachine },
    randomBits: @escaping @Sendable () -> UInt64 = { .random(in: 0 ... .max) },
    holder: LeaseHolder = .thisProcess,
    isGone: @escaping @Sendable (LeaseHolder) -> Bool = { $0.isGone },
    later:
      @escaping @Sendable (_ milliseconds: Int, _ work: @escaping @Sendable () -> Void) ->
      Void = { laterQueue.asyncAfter(deadline: .now() + .milliseconds($0), execute: $1) },
    patience: Double = 5,
    pause: @escaping @Sendable (_ milliseconds: Int) -> Void = { usleep(UInt32($0) * 1000) }
  ) {
    self.now = now
    self.randomBits = randomBits
    self.holder = holder
    self.isGone = isGone
    self.later = later
    self.patience = patience
    self.pause = pause
  }
}

extension StoreEnvironment {
  /// A queue with a thread of its own: what is put off waits for the store, which takes one write at a
  /// time.
  private static let laterQueue = DispatchQueue(label: "octavo.later")
}

extension Moment {
  /// The machine's clock.
  package static var ofTheMachine: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
