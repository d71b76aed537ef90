import Foundation
import OctavoJSON
import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// Requests that mean harm: each is refused with the right status, nothing leaks, and the server goes
/// on.
@Suite("Attacks", .serialized, .ownThreads)
struct AttackTests {
  static let initiate = "/api/v1/projects/initiate"

  private func server(_ change: (inout ServerSettings) -> Void = { _ in }) async throws -> (
    TestServer, TestClient
  ) {
    var setting = TestServer.Setting.quiet
    change(&setting.server)
    let server = try await TestServer(setting)
    return (server, server.client.with(try server.user("ann")))
  }

  /// Whether the server still answers, and no project was made.
  private func isWell(_ client: TestClient) throws -> Bool {
    try client.ask("GET", "/api/v1/projects").json["items"] == []
  }

  @Test("a body that says it is too large, or grows too large, is not taken")
  func largeBodies() async throws {
    let (_, client) = try await server { $0.limits.body = 10_000 }
    let announced = try TestConnection(port: client.port)
    try announced.send(client.head("POST", Self.initiate, 50_000_000))
    let answer = try announced.answer()
    #expect(answer.status == 413)
    #expect(answer.problem == "too-large")
    #expect(try announced.isEnded())

    let grown = try TestConnection(port: client.port)
    try grown.send(
      client.head(
        "POST", Self.initiate, nil,
        [
          "Transfer-Encoding": "chunked", "Content-Type": "application/json",
        ]))
    let piece = "1000\r\n" + String(repeating: " ", count: 0x1000) + "\r\n"
    for _ in 0..<5 { try? grown.send(piece) }
    #expect(try grown.answer().status == 413)
    #expect(try isWell(client))
  }

  @Test("a bomb, damage and unknown packings are refused; a packed body is taken")
  func packedBodies() async throws {
    let (_, client) = try await server()
    func ask(_ bytes: [UInt8], _ coding: String) throws -> TestAnswer {
      let connection = try TestConnection(port: client.port)
      try connection.send(
        client.head("POST", Self.initiate, bytes.count, ["Content-Encoding": coding]))
      try connection.send(bytes)
      return try connection.answer()
    }
    let bomb = try #require(Gzip.pack([UInt8](repeating: 0x20, count: 64 << 20)))
    #expect(try ask(bomb, "gzip").status == 413)
    #expect(try ask([1, 2, 3, 4], "gzip").status == 400)
    #expect(try ask([1, 2, 3, 4], "br").status == 415)
    let body = #"{"keyword": "\#(String(repeating: "bees ", count: 50))", "genre": 5}"#
    let packed = try #require(Gzip.pack(Array(body.utf8)))
    let answer = try ask(packed, "gzip")
    #expect(answer.status == 422)
    #expect(answer.text.contains("audience_level"))
    #expect(try isWell(client))
  }

  @Test(
    "bodies that are no JSON, or nested without end, are named and refused",
    arguments: [
      ("{", 400), ("", 400), ("nonsense", 400), ("{\"keyword\": \"a\u{1}\"}", 400), ("[]", 422),
      ("null", 422), ("5", 422), (String(repeating: "[", count: 100_000), 400),
      (String(repeating: "{\"a\":", count: 100_000), 400), ("{\"keyword\": 1e999}", 422),
    ])
  func brokenBodies(_ body: String, _ status: Int) async throws {
    let (_, client) = try await server()
    let connection = try TestConnection(port: client.port)
    try connection.send(client.head("POST", Self.initiate, body.utf8.count))
    try connection.send(body)
    let answer = try connection.answer()
    #expect(answer.status == status, "\(answer.text)")
    #expect(answer["content-type"] == "application/problem+json")
    #expect(try isWell(client))
  }

  @Test("a body of many thousand names is refused, and only some of them are told")
  func manyNames() async throws {
    let (_, client) = try await server()
    var object = "{"
    for number in 0..<50_000 { object += "\"name\(number)\":1," }
    object += "\"keyword\":2}"
    let connection = try TestConnection(port: client.port)
    try connection.send(client.head("POST", Self.initiate, object.utf8.count))
    try connection.send(object)
    let answer = try connection.answer()
    #expect(answer.status == 422)
    #expect(answer.json["errors"]?.array?.count == 50)
  }

  @Test("bytes that are no UTF-8, and other forms than JSON, are refused")
  func otherForms() async throws {
    let (_, client) = try await server()
    func ask(_ bytes: [UInt8], _ type: String) throws -> Int {
      let connection = try TestConnection(port: client.port)
      try connection.send(
        client.head("POST", Self.initiate, bytes.count, ["Content-Type": type]))
      try connection.send(bytes)
      return try connection.answer().status
    }
    #expect(try ask([0x22, 0xFF, 0xFE, 0x22], "application/json") == 400)
    #expect(try ask(Array("{}".utf8), "text/plain") == 415)
    #expect(try ask(Array("{}".utf8), "application/json; charset=latin-1") == 415)
    #expect(try ask(Array("{}".utf8), "application/x-www-form-urlencoded") == 415)
    #expect(try ask(Array("{}".utf8), "application/json; charset=\"utf-8\"") == 422)
    let picky = try client.ask("GET", "/api/v1/projects", headers: ["Accept": "text/html"])
    #expect(picky.status == 406)
  }

  @Test("a body that trickles in is cut off")
  func slowBody() async throws {
    let (_, client) = try await server { $0.limits.bodySeconds = 1 }
    let connection = try TestConnection(port: client.port)
    try connection.send(client.head("POST", Self.initiate, 1000))
    try connection.send("{")
    let answer = try connection.answer()
    #expect(answer.status == 408)
    #expect(answer.problem == "too-slow")
    #expect(try connection.isEnded())
    #expect(try isWell(client))
  }

  @Test("a head that trickles in, or a connection that says nothing, is cut off")
  func slowHead() async throws {
    let (_, client) = try await server { $0.limits.idleSeconds = 1 }
    for beginning in ["", "GET /live HT"] {
      let connection = try TestConnection(port: client.port)
      // Less than a server leaves connections alone for that was told nothing.
      connection.wait(seconds: 50)
      try connection.send(beginning)
      #expect(try connection.isEnded())
    }
    #expect(try isWell(client))
  }

  @Test("heads too large, or no HTTP at all, end their connection alone")
  func hugeHeads() async throws {
    let (_, client) = try await server { $0.limits.idleSeconds = 3600 }
    let heads = [
      "GET /live HTTP/1.1\r\nHost: a\r\nX-A: \(String(repeating: "a", count: 200_000))\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\n"
        + (0..<2000).map { "X-\($0): a\r\n" }.joined() + "\r\n",
      "GET /\(String(repeating: "a", count: 300_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
      "\u{16}\u{3}\u{1} this is no HTTP\r\n\r\n",
      "POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
    ]
    for head in heads {
      let connection = try TestConnection(port: client.port)
      try? connection.send(head)
      if let answer = try? connection.answer() {
        #expect((400..<500).contains(answer.status), "\(head.prefix(40))")
      }
      #expect(try connection.isEnded(), "\(head.prefix(40))")
    }
    #expect(try isWell(client))
  }

  @Test("a token in an address is refused, and no log has it")
  func tokensInAddresses() async throws {
    let (server, client) = try await server()
    let secret = client.token ?? ""
    for path in [
      "/api/v1/projects?token=\(secret)", "/api/v1/projects?access_token=\(secret)",
      "/artifacts/a.pdf?token=\(secret)", "/live?api_key=\(secret)",
    ] {
      let answer = try client.with(nil).ask("GET", path)
      #expect(answer.status == 400, "\(path)")
      #expect(!answer.text.contains(secret))
    }
    _ = try client.ask("GET", "/\(secret)")
    _ = try client.ask("GET", "/api/v1/projects/\(secret)")
    _ = try client.ask("GET", "/api/v1/projects?after=\(secret)")
    let log = try await server.stopped()
    #expect(log.split(separator: "\n").count >= 7)
    #expect(!log.contains(secret.dropFirst(10)))
    for line in log.split(separator: "\n") { #expect((try? JSONParser.parse(line)) != nil) }
  }

  @Test(
    "names in paths that are none lead nowhere",
    arguments: [
      "..", "%2e%2e", "..%2f..%2fetc", "a%00b", "a'%20OR%201=1--", "%F0%9F%92%A9", "p",
      "x0123456789012345678901234567890123456789012",
    ])
  func names(_ name: String) async throws {
    let (_, client) = try await server()
    for path in ["projects", "chapters", "jobs"] {
      #expect(try client.ask("GET", "/api/v1/\(path)/\(name)").status == 404, "\(path)")
    }
    #expect(try client.with(nil).ask("GET", "/artifacts/\(name)").status == 403)
  }

  @Test("ids of requests are taken over only where they can do no harm")
  func requestIDs() async throws {
    let (_, client) = try await server()
    let taken = try client.ask("GET", "/live", headers: ["X-Request-ID": "mine-1"])
    #expect(taken["x-request-id"] == "mine-1")
    let made = try client.ask("GET", "/live", headers: ["X-Request-ID": "{\"a\": 1}"])
    #expect(made["x-request-id"]?.count == 16)
  }

  @Test("a key that came with another body is refused, and the first answer stays")
  func replayedKeys() async throws {
    let (_, client) = try await server()
    let body: JSONValue = ["keyword": "bees", "genre": "guide", "audience_level": "all"]
    let other: JSONValue = ["keyword": "wasps", "genre": "guide", "audience_level": "all"]
    let key = ["Idempotency-Key": "one"]
    let first = try client.ask("POST", Self.initiate, body, headers: key)
    #expect(first.status == 202)
    #expect(first["idempotency-replayed"] == nil)
    let again = try client.ask("POST", Self.initiate, body, headers: key)
    #expect(again.json == first.json)
    #expect(again["idempotency-replayed"] == "true")
    let refused = try client.ask("POST", Self.initiate, other, headers: key)
    #expect(refused.status == 422)
    #expect(refused.problem == "idempotency-key-reused")
    let page = try client.ask("GET", "/api/v1/projects").json["items"]?.array
    #expect(page?.count == 1)
    let bad = try client.ask("POST", Self.initiate, body, headers: ["Idempotency-Key": "a b"])
    #expect(bad.status == 400)
  }

  @Test("what a policy limits is refused with the time to wait")
  func limits() async throws {
    var setting = TestServer.Setting.quiet
    setting.policy.limits.ideationsPerHour = 2
    let server = try await TestServer(setting)
    let client = server.client.with(try server.user("ann"))
    for number in 0..<3 {
      let answer = try client.ask(
        "POST", Self.initiate,
        ["keyword": .string("bees \(number)"), "genre": "guide", "audience_level": "all"])
      guard number == 2 else {
        #expect(answer.status == 202)
        continue
      }
      #expect(answer.status == 429)
      #expect(answer.problem == "limited")
      let seconds = try #require(answer["retry-after"].flatMap { Int($0) })
      #expect((3000...3660).contains(seconds))
    }
  }
}
