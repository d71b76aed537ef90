import Dispatch
import Glibc
import OctavoJSON
import OctavoService
import OctavoStore
import Synchronization

/// One request in the log: what was asked by whom and what came of it, without anything secret.
///
/// The address is logged as its route's template: a query, or a path that is none, may hold what a
/// client should not have put there.
struct AccessLine: Sendable {
  let request: String
  let method: String
  let route: String
  let status: Int
  let seconds: Double
  var user: UserID?
  /// Bytes of the answer; nil for one that was written piece by piece.
  var bytes: Int?
  /// What went wrong inside, for a defect.
  var defect: String?

  func json(at moment: Timestamp) -> JSONValue {
    var object = JSONObject()
    object["at"] = .string(moment.text)
    object["request"] = .string(request)
    object["method"] = .string(method)
    object["route"] = .string(route)
    object["status"] = .integer(status)
    object["ms"] = .number((seconds * 1_000_000).rounded() / 1000)
    if let user { object["user"] = .string(user.text) }
    if let bytes { object["bytes"] = .integer(bytes) }
    if let defect { object["defect"] = .string(defect) }
    return .object(object)
  }
}

/// The log of requests: one JSON object a line.
///
/// Lines are written by a queue of its own, so that who reads the log slowly, or not at all, holds no
/// request up: what then is too much is left out, and a line says how much.
///
/// A class because all connections share it and its buffer.
package final class AccessLog: Sendable {
  private struct State: Sendable {
    var buffer: [UInt8] = []
    /// Lines that were left out since the last that was written.
    var leftOut = 0
    var isWriting = false
  }

  private let descriptor: Int32?
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "octavo.log")

  /// Bytes from which the buffer is written at once, and above which lines are left out.
  private static let flushAt = 1 << 14
  private static let most = 1 << 20

  /// - Parameter descriptor: where lines go; nil keeps no log. It is not closed.
  package init(descriptor: Int32?) { self.descriptor = descriptor }

  func write(_ line: AccessLine) {
    guard descriptor != nil else { return }
    let bytes = Array(line.json(at: .now).text().utf8) + [0x0A]
    let isDue = state.withLock { state in
      guard state.buffer.count + bytes.count <= Self.most else {
        state.leftOut += 1
        return false
      }
      state.buffer += bytes
      return state.buffer.count >= Self.flushAt
    }
    if isDue { flush() }
  }

  /// Has what is gathered written, unless that is being done. Called now and then.
  func flush() {
    guard let descriptor else { return }
    let mustStart = state.withLock { state in
      guard !state.isWriting, !state.buffer.isEmpty || state.leftOut > 0 else { return false }
      state.isWriting = true
      return true
    }
    guard mustStart else { return }
    queue.async { [self] in while let bytes = next() { Self.write(bytes, to: descriptor) } }
  }

  /// Has all of it written, and waits for that, at most a second: the process is about to end.
  func finish() {
    flush()
    let done = DispatchSemaphore(value: 0)
    queue.async { done.signal() }
    _ = done.wait(timeout: .now() + .seconds(1))
  }

  /// What is to be written next; nil where there is nothing.
  private func next() -> [UInt8]? {
    state.withLock { state in
      var bytes = state.buffer
      state.buffer = []
      if state.leftOut > 0 {
        bytes += Self.gap(state.leftOut)
        state.leftOut = 0
      }
      state.isWriting = !bytes.isEmpty
      return bytes.isEmpty ? nil : bytes
    }
  }

  private static func gap(_ lines: Int) -> [UInt8] {
    var object = JSONObject()
    object["at"] = .string(Timestamp.now.text)
    object["lines_left_out"] = .integer(lines)
    return Array(JSONValue.object(object).text().utf8) + [0x0A]
  }

  /// A log that takes no more is no reason to stop answering: what it does not take is dropped.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

extension Timestamp {
  /// - Parameter seconds: since 1970.
  init(seconds: Int) { self.init(Moment(milliseconds: Int64(seconds) * 1000)) }

  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(
      Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000))
  }
}
