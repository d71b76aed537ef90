import HTTPTypes
import OctavoStore
import Synchronization

/// What is known of a request from its beginning to its end, for the log and the metrics.
struct RequestTrace: Sendable {
  let core: ServerCore
  /// The id that answers and log lines carry.
  let id: String
  let method: String
  /// Seconds, on the server's clock.
  let began: Double

  init(_ core: ServerCore, _ head: HTTPRequest) {
    self.core = core
    id = head.headerFields.saneRequestID ?? RequestNames.next()
    // A method of a client's own making would be a value without number in the metrics.
    method = Self.methods.contains(head.method) ? head.method.rawValue : "OTHER"
    began = core.uptime()
    core.metrics.began()
  }

  private static let methods: Set<HTTPRequest.Method> = [
    .get, .head, .post, .put, .delete, .options, .patch,
  ]

  /// - Parameters:
  ///   - route: a template, or `-` for an address that is none.
  ///   - bytes: of the answer, where known.
  func end(
    status: Int, route: String, user: UserID?, bytes: Int? = nil, defect: String? = nil
  ) {
    let seconds = core.uptime() - began
    core.metrics.ended(
      ServerMetrics.Key(method: method, route: route, status: status), seconds: seconds)
    core.log.write(
      AccessLine(
        request: id, method: method, route: route, status: status, seconds: seconds, user: user,
        bytes: bytes, defect: defect))
  }
}

/// Makes ids for requests that bring none.
enum RequestNames {
  private static let counter = Mutex<UInt64>(UInt64.random(in: 0...UInt64.max))

  /// 16 hexadecimal digits, never twice in a process.
  static func next() -> String {
    // An odd step walks through all values (Knuth, TAOCP 3.2.1.2), so that ids do not look alike.
    let value = counter.withLock { counter in
      counter &+= 0x9E37_79B9_7F4A_7C15
      return counter
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
