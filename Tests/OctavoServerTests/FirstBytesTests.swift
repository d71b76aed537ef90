import OctavoTestSupport
import Testing

@testable import OctavoServer

/// Connections whose first bytes are no request that can be answered as one: told why at once, and
/// closed.
@Suite("First bytes", .serialized, .ownThreads)
struct FirstBytesTests {
  /// A server that leaves silent connections alone for an hour.
  private static func server() async throws -> TestServer {
    var setting = TestServer.Setting.quiet
    setting.server.limits.idleSeconds = 3600
    return try await TestServer(setting)
  }

  private func answer(_ bytes: String, port: Int) throws -> (TestAnswer, isEnded: Bool) {
    let connection = try TestConnection(port: port)
    try? connection.send(bytes)
    return (try connection.answer(), try connection.isEnded())
  }

  @Test("what is no request is answered, not waited for")
  func noRequests() async throws {
    let server = try await Self.server()
    let requests = [
      ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1} a greeting of TLS", 400),
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
      ("GET /live HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n", 400),
      ("GET /li\u{0}ve HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /live HTTP/1.1\nHost: a\n\n", 400),
      ("POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhi", 400),
      (
        "POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "0\r\n\r\nGET /live HTTP/1.1\r\nHost: a\r\n\r\n", 400
      ),
      ("POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", 400),
      ("GET /live HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 90_000))\r\n\r\n", 431),
    ]
    for (bytes, status) in requests {
      let (answer, isEnded) = try answer(bytes, port: server.client.port)
      #expect(answer.status == status, "\(bytes.prefix(60))")
      #expect(answer["content-type"] == "application/problem+json")
      #expect(answer.problem == (status == 431 ? "head-too-large" : "bad-request"))
      #expect(isEnded, "\(bytes.prefix(60))")
    }
    #expect(try server.client.ask("GET", "/live").status == 200)
  }

  @Test("a request is for one host, and says which")
  func hosts() async throws {
    let server = try await Self.server()
    let port = server.client.port
    #expect(try answer("GET /live HTTP/1.1\r\n\r\n", port: port).0.status == 400)
    let doubled = try answer("GET /live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", port: port)
    #expect(doubled.0.status == 400)
    #expect(doubled.0.problem == "bad-request")
    // Not only the first one of a connection.
    let connection = try TestConnection(port: port)
    try connection.send("GET /live HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try connection.answer().status == 200)
    try connection.send("GET /live HTTP/1.1\r\n\r\n")
    #expect(try connection.answer().status == 400)
    #expect(try connection.isEnded())
  }

  @Test("clients of HTTP/1.0 are answered, and the connection ends with that")
  func oldClients() async throws {
    let server = try await Self.server()
    let (answer, isEnded) = try answer("GET /live HTTP/1.0\r\n\r\n", port: server.client.port)
    #expect(answer.status == 200)
    #expect(isEnded)
  }

  @Test("a handshake that is none is answered as such, and counts as answered")
  func handshakes() async throws {
    let server = try await Self.server()
    let client = server.client.with(try server.user("ann"))
    let good = [
      "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ]
    let faults: [(String, String?)] = [
      ("Sec-WebSocket-Key", nil), ("Sec-WebSocket-Key", "abc"), ("Sec-WebSocket-Version", "8"),
      ("Connection", nil),
    ]
    for (name, value) in faults {
      var headers = good
      headers[name] = value
      let answer = try client.ask("GET", "/api/v1/events", headers: headers)
      #expect(answer.status == 426, "\(name): \(value ?? "left out")")
      #expect(answer["sec-websocket-version"] == "13")
    }
    let metrics = try client.ask("GET", "/metrics").text
    #expect(metrics.contains("octavo_http_requests_in_flight 1\n"), "the one that asks")
  }
}
