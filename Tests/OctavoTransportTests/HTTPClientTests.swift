import OctavoModelServer
import OctavoTestSupport
import OctavoTransport
import Synchronization
import Testing

/// Exchanges over real sockets.
@Suite("HTTP client")
struct HTTPClientTests {
  private static func post(
    _ base: String, body: String = "{}", timeouts: TransferTimeouts = TransferTimeouts()
  ) -> HTTPRequest {
    HTTPRequest(
      "POST", base + "/v1/chat/completions",
      headers: [HTTPHeader("content-type", "application/json")], body: Array(body.utf8),
      timeouts: timeouts)
  }

  private static func kind(
    _ request: HTTPRequest, _ client: HTTPClient = HTTPClient()
  ) async throws -> TransportError.Kind? {
    do {
      _ = try await client.answer(to: request)
      return nil
    } catch let error as TransportError {
      return error.kind
    }
  }

  @Test("an answer comes with its status, its fields and its body")
  func answers() async throws {
    let server = try ModelServer()
    server.script([.status(429, retryAfter: "3", body: "slow down")])
    let (head, body) = try await HTTPClient().answer(to: Self.post(server.address))
    #expect(head.status == 429)
    #expect(head["Retry-After"] == "3")
    #expect(head["missing"] == nil)
    #expect(String(decoding: body, as: UTF8.self) == "slow down")
  }

  @Test("a request's method, fields and body arrive as they are")
  func requests() async throws {
    let server = try ModelServer()
    var request = Self.post(server.address, body: #"{"a": "é"}"#)
    request.headers.append(HTTPHeader("x-empty", ""))
    _ = try await HTTPClient().answer(to: request)
    let seen = try #require(server.requests.first)
    #expect(seen.method == "POST")
    #expect(seen.text == #"{"a": "é"}"#)
    #expect(seen.headers["content-type"] == "application/json")
    #expect(seen.headers["x-empty"] == "")
    #expect(seen.headers["expect"] == nil)
  }

  @Test("connections are used again, also after a stream that was left at its last event")
  func reuse() async throws {
    let server = try ModelServer()
    let client = HTTPClient()
    for _ in 0..<5 {
      try await client.events(
        of: Self.post(server.address), refused: { _ in TransportError(.closed) },
        receive: { !$0.contains { $0.data == "[DONE]" } })
    }
    #expect(server.ledger.calls == 5)
    // On a busy machine the last bytes of a stream may come too late for its connection to be kept.
    #expect(server.ledger.connections < 5)
  }

  @Test("forty streams run at once on one client")
  func parallel() async throws {
    let server = try ModelServer()
    let client = HTTPClient()
    let request = Self.post(server.address)
    let ends = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask {
          let body = try await client.answer(to: request).body
          return String(decoding: body, as: UTF8.self).hasSuffix("data: [DONE]\n\n")
        }
      }
      var ends: [Bool] = []
      for try await end in group { ends.append(end) }
      return ends
    }
    #expect(ends == Array(repeating: true, count: 40))
  }

  @Test("nobody there, and no such host")
  func refusedConnections() async throws {
    let port = try ModelServer.closedPort()
    #expect(try await Self.kind(Self.post("http://127.0.0.1:\(port)")) == .unreachable)
    #expect(try await Self.kind(Self.post("http://no-such-host.invalid")) == .unresolved)
    #expect(try await Self.kind(Self.post("ftp://127.0.0.1")) == .badRequest)
    #expect(try await Self.kind(Self.post("http://[broken")) == .badRequest)
  }

  @Test("a header that would smuggle in another is refused")
  func headerInjection() async throws {
    var request = Self.post("http://127.0.0.1:1")
    request.headers.append(HTTPHeader("x-api-key", "abc\r\nx-evil: 1"))
    #expect(try await Self.kind(request) == .badRequest)
  }

  @Test("a plain socket at a secure address is told from a closed one")
  func plainAtSecureAddress() async throws {
    let server = try ModelServer()
    let address = "https://127.0.0.1:\(server.port)"
    #expect(try await Self.kind(Self.post(address)) == .tls)
  }

  @Test("a connection that is reset in the middle is lost, not ended")
  func reset() async throws {
    let server = try ModelServer()
    server.script([.reset(pieces: 3)])
    #expect(try await Self.kind(Self.post(server.address)) == .connectionLost)
  }

  @Test("a server that never answers is given up")
  func silence() async throws {
    let server = try ModelServer()
    server.script([.silence])
    let limits = TransferTimeouts(firstByte: .milliseconds(150))
    let kind = try await Self.kind(Self.post(server.address, timeouts: limits))
    #expect(kind == .timeout(.firstByte(.milliseconds(150))))
  }

  @Test("a stream that stands still is given up")
  func stall() async throws {
    let server = try ModelServer()
    server.script([.stall(pieces: 2)])
    let limits = TransferTimeouts(idle: .milliseconds(150))
    let kind = try await Self.kind(Self.post(server.address, timeouts: limits))
    #expect(kind == .timeout(.idle(.milliseconds(150))))
  }

  @Test("a stream that trickles on is given up when the whole takes too long")
  func trickle() async throws {
    let server = try ModelServer()
    server.script([.trickle(seconds: 0.02)])
    let limits = TransferTimeouts(idle: .seconds(20), total: .milliseconds(200))
    let kind = try await Self.kind(Self.post(server.address, timeouts: limits))
    #expect(kind == .timeout(.total(.milliseconds(200))))
  }

  @Test("cancelling the task ends an exchange that would never end by itself")
  func cancellation() async throws {
    let server = try ModelServer()
    server.script([.stall(pieces: 2)])
    let client = HTTPClient()
    let request = Self.post(server.address)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await client.withResponse(to: request) { response in
        while try await response.next() != nil { start.yield() }
      }
    }
    for await _ in started { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.ledger.finishedCalls == 0)
    // The client is as good as before.
    #expect(try await client.answer(to: request).head.status == 200)
  }

  @Test("a client that is closed ends what is under way")
  func closing() async throws {
    let server = try ModelServer()
    server.script([.silence])
    let client = HTTPClient()
    let request = Self.post(server.address)
    let task = Task { try await Self.kind(request, client) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    client.close()
    #expect(try await task.value == .closed)
    #expect(try await Self.kind(request, client) == .closed)
  }

  @Test("a reader that waits holds the sender back, and loses nothing")
  func backPressure() async throws {
    var settings = ModelServer.Settings()
    settings.pieceTokens = 1 << 14
    let server = try ModelServer(settings)
    let text = String(repeating: "All work and no play. ", count: 700_000)
    server.script([.reply(text)])
    let client = HTTPClient(HTTPSettings(window: 1 << 16))
    try await client.withResponse(to: Self.post(server.address)) { response in
      var received = try #require(try await response.next()).count
      var sent = -1
      while server.ledger.outputTokens != sent {
        sent = server.ledger.outputTokens
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(sent * 4 < text.utf8.count * 3 / 4, "\(sent * 4) bytes were sent unread")
      while let chunk = try await response.next() { received += chunk.count }
      #expect(received > text.utf8.count)
    }
    #expect(server.ledger.outputTokens * 4 >= text.utf8.count - 4)
  }

  @Test("more than may be kept is refused")
  func limits() async throws {
    let server = try ModelServer()
    await #expect(throws: TransportError(.tooLarge(limit: 100))) {
      try await HTTPClient().answer(to: Self.post(server.address), limit: 100)
    }
  }

  @Test("a proxy gets the request, whole address and all")
  func proxies() async throws {
    let proxy = try ModelServer()
    let client = HTTPClient(HTTPSettings(proxy: proxy.address))
    let status = try await client.answer(to: Self.post("http://model.invalid")).head.status
    #expect(status == 200)
    #expect(proxy.requests.map(\.isProxied) == [true])
    let direct = HTTPClient(HTTPSettings(proxy: proxy.address, withoutProxy: ["127.0.0.1"]))
    let server = try ModelServer()
    _ = try await direct.answer(to: Self.post(server.address))
    #expect(server.requests.map(\.isProxied) == [false])
  }
}
