import OctavoTransport
import Testing

/// When an exchange has taken too long, by invented clocks.
@Suite("Time limits")
struct TransferWatchTests {
  private static func watch(total: Duration? = nil) -> TransferWatch {
    TransferWatch(
      TransferTimeouts(
        connect: .seconds(2), firstByte: .seconds(5), idle: .seconds(3), total: total),
      startedAt: .seconds(100))
  }

  @Test("each part has its own limit")
  func parts() {
    var watch = Self.watch()
    #expect(watch.passed(at: .milliseconds(101_999)) == nil)
    #expect(watch.passed(at: .seconds(102)) == .connect(.seconds(2)))
    watch.connected(at: .seconds(101))
    #expect(watch.passed(at: .milliseconds(105_999)) == nil)
    #expect(watch.passed(at: .seconds(106)) == .firstByte(.seconds(5)))
    watch.received(at: .seconds(105))
    #expect(watch.passed(at: .milliseconds(107_999)) == nil)
    #expect(watch.passed(at: .seconds(108)) == .idle(.seconds(3)))
    watch.received(at: .seconds(107))
    #expect(watch.deadline == .seconds(110))
  }

  @Test("an upload that goes on is not taken for silence")
  func uploads() {
    var watch = Self.watch()
    watch.connected(at: .seconds(101))
    watch.sent(at: .seconds(105))
    #expect(watch.passed(at: .seconds(109)) == nil)
    #expect(watch.passed(at: .seconds(110)) == .firstByte(.seconds(5)))
  }

  @Test("time in which the receiver holds the answer back is not counted")
  func pauses() {
    var watch = Self.watch()
    watch.connected(at: .seconds(100))
    watch.received(at: .seconds(101))
    watch.paused(at: .seconds(102))
    #expect(watch.deadline == nil)
    #expect(watch.passed(at: .seconds(10_000)) == nil)
    watch.resumed(at: .seconds(10_000))
    #expect(watch.passed(at: .seconds(10_003)) == .idle(.seconds(3)))
  }

  @Test("the whole has a limit that nothing puts off")
  func total() {
    var watch = Self.watch(total: .seconds(4))
    watch.connected(at: .seconds(101))
    watch.received(at: .milliseconds(103_900))
    #expect(watch.deadline == .seconds(104))
    watch.paused(at: .milliseconds(103_950))
    #expect(watch.passed(at: .seconds(104)) == .total(.seconds(4)))
  }
}
