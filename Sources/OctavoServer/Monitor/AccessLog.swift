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
/// A class because all connections share it and its buffer.
package final class AccessLog: Sendable {
  private let descriptor: Int32?
  private let buffer = Mutex<[UInt8]>([])
  private static let flushAt = 1 << 14

  /// - Parameter descriptor: where lines go; nil keeps no log. It is not closed.
  package init(descriptor: Int32?) { self.descriptor = descriptor }

  func write(_ line: AccessLine) {
    guard descriptor != nil else { return }
    let bytes = Array(line.json(at: .now).text().utf8) + [0x0A]
    buffer.withLock { buffer in
      buffer += bytes
      if buffer.count >= Self.flushAt { flush(&buffer) }
    }
  }

  /// Writes what is gathered. Called now and then, and at the end.
  func flush() { buffer.withLock { flush(&$0) } }

  /// A log that takes no more is no reason to stop answering: what it does not take is dropped.
  private func flush(_ buffer: inout [UInt8]) {
    guard let descriptor else { return }
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    buffer.removeAll(keepingCapacity: true)
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
