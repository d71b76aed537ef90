import Foundation
import OctavoJSON
import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// The WebSocket of events by the letter of RFC 6455.
@Suite("Sockets", .serialized, .ownThreads)
struct SocketTests {
  /// A client of one socket. A class because its connection is one.
  final class Socket {
    let connection: TestConnection

    /// A frame as it came.
    struct Frame {
      let opcode: UInt8
      let payload: [UInt8]

      var code: Int { payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : 0 }
      var json: JSONValue { (try? JSONParser.parse(bytes: payload)) ?? .null }
    }

    init(_ client: TestClient, _ query: String = "") throws {
      connection = try TestConnection(port: client.port)
      try connection.send(SocketTests.handshake(client, query))
      let answer = try connection.answer()
      guard answer.status == 101 else {
        throw TestConnection.Broken(description: "\(answer.status) \(answer.text)")
      }
      // The example of RFC 6455 §1.3.
      #expect(answer["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    func send(_ opcode: UInt8, _ payload: [UInt8], isLast: Bool = true) throws {
      let mask: [UInt8] = [1, 2, 3, 4]
      var frame: [UInt8] = [(isLast ? 0x80 : 0) | opcode]
      switch payload.count {
      case ..<126: frame.append(0x80 | UInt8(payload.count))
      case ..<65_536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
      default:
        frame.append(0x80 | 127)
        frame += (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 255) }
      }
      frame += mask
      frame += payload.enumerated().map { $1 ^ mask[$0 % 4] }
      try connection.send(frame)
    }

    func frame() throws -> Frame {
      let head = try connection.read(2)
      #expect(head[1] & 0x80 == 0, "a server masks nothing")
      var count = Int(head[1] & 0x7F)
      if count == 126 {
        count = try connection.read(2).reduce(0) { $0 << 8 | Int($1) }
      } else if count == 127 {
        count = try connection.read(8).reduce(0) { $0 << 8 | Int($1) }
      }
      return Frame(opcode: head[0] & 15, payload: try connection.read(count))
    }

    /// Messages until one of a type.
    func messages(until type: String) throws -> [JSONValue] {
      var found: [JSONValue] = []
      while true {
        let frame = try frame()
        guard frame.opcode == 1 else { continue }
        found.append(frame.json)
        if frame.json["type"]?.string == type { return found }
      }
    }
  }

  static func handshake(_ client: TestClient, _ query: String = "") -> String {
    client.head(
      "GET", "/api/v1/events" + query, nil,
      [
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      ])
  }

  private static let body: JSONValue = [
    "keyword": "bees", "genre": "guide", "audience_level": "all",
  ]

  @Test("what happens is told in order, from any place on, and to its owner alone")
  func events() async throws {
    let server = try await TestServer()
    let ann = server.client.with(try server.user("ann"))
    let bob = try Socket(server.client.with(try server.user("bob")))
    let socket = try Socket(ann)
    let begun = try server.client.with(ann.token).ask(
      "POST", "/api/v1/projects/initiate", Self.body)
    let project = begun.json["project_id"]?.string
    let live = try socket.messages(until: "ideation_completed")
    #expect(live.allSatisfy { $0["project_id"]?.string == project })
    let numbers = live.compactMap { $0["seq"]?.integer }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)

    // The same again for who comes late, and the rest of it for who comes back.
    let late = try Socket(ann, "?since=0").messages(until: "ideation_completed")
    #expect(late.map { $0["seq"] } == live.map { $0["seq"] })
    let back = try Socket(ann, "?since=\(numbers[0])").messages(until: "ideation_completed")
    #expect(back.map { $0["seq"] } == live.dropFirst().map { $0["seq"] })
    let some = try Socket(ann, "?since=0&types=ideation_completed")
      .messages(until: "ideation_completed")
    #expect(some.count == 1)

    try bob.send(9, Array("are you there".utf8))
    let pong = try bob.frame()
    #expect(pong.opcode == 10)
    #expect(pong.payload == Array("are you there".utf8))
  }

  @Test("a socket that may not be is an ordinary answer that says why")
  func refusals() async throws {
    let server = try await TestServer(.quiet)
    let ann = server.client.with(try server.user("ann"))
    let blind = server.client.with(try server.user("blind", [.export]))
    func status(_ client: TestClient, _ query: String = "") throws -> Int {
      let connection = try TestConnection(port: client.port)
      try connection.send(Self.handshake(client, query))
      return try connection.answer().status
    }
    #expect(try status(server.client) == 401)
    #expect(try status(server.client.with("wrong")) == 401)
    #expect(try status(blind) == 403)
    #expect(try status(ann, "?since=x") == 422)
    #expect(try status(ann, "?snice=1") == 422)
    #expect(try status(server.client, "?token=\(ann.token ?? "")") == 400)
    let plain = try ann.ask("GET", "/api/v1/events")
    #expect(plain.status == 426)
    #expect(plain["upgrade"] == "websocket")
    // Clients that offer HTTP/2 are answered in HTTP/1.1.
    let offer = try ann.ask(
      "GET", "/live",
      headers: ["Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings", "HTTP2-Settings": "AA"])
    #expect(offer.status == 200)
  }

  @Test("breaches of the protocol are closed with their codes")
  func breaches() async throws {
    let server = try await TestServer(.quiet)
    let ann = server.client.with(try server.user("ann"))
    func code(_ opcode: UInt8, _ payload: [UInt8]) throws -> Int {
      let socket = try Socket(ann)
      try socket.send(opcode, payload)
      while true {
        let frame = try socket.frame()
        if frame.opcode == 8 { return frame.code }
      }
    }
    #expect(try code(1, [0xFF, 0xFE]) == 1007)
    #expect(try code(1, [UInt8](repeating: 65, count: 100_000)) == 1009)
    #expect(try code(8, [0x03, 0xE8]) == 1000)
    #expect(try code(8, [0x0F, 0xA0, 65]) == 4000)
    #expect(try code(8, [0x03, 0xED]) == 1002)
    let unmasked = try Socket(ann)
    try unmasked.connection.send([0x81, 0x01, 65])
    #expect(try unmasked.connection.isEnded())
    // Fragments of one message are one message, and are dropped like any other.
    let fragments = try Socket(ann)
    try fragments.send(1, Array("frag".utf8), isLast: false)
    try fragments.send(0, Array("ment".utf8))
    try fragments.send(9, [1])
    #expect(try fragments.frame().opcode == 10)
  }

  @Test("a peer that answers no ping is let go; one that does stays")
  func pings() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.pingSeconds = 1
    let server = try await TestServer(setting)
    let ann = server.client.with(try server.user("ann"))
    let (silent, alive) = (try Socket(ann), try Socket(ann))
    for _ in 0..<4 {
      let ping = try alive.frame()
      #expect(ping.opcode == 9)
      try alive.send(10, ping.payload)
    }
    #expect(try silent.connection.isEnded())
    try alive.send(9, [7])
    #expect(try alive.frame().payload == [7])
  }

  @Test("one socket too many is refused with 503, and one that was closed makes room")
  func tooMany() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.watchersOfUser = 1
    let server = try await TestServer(setting)
    let ann = server.client.with(try server.user("ann"))
    let first = try Socket(ann)
    let refused = try TestConnection(port: ann.port)
    try refused.send(Self.handshake(ann))
    let answer = try refused.answer()
    #expect((answer.status, answer.problem) == (503, "unavailable"), "\(answer.text)")
    _ = try Socket(server.client.with(try server.user("bob")))
    try first.send(8, [0x03, 0xE8])
    while try first.frame().opcode != 8 {}
    #expect(try first.connection.isEnded())
    #expect(Self.opened(ann) != nil)
  }

  @Test("a reader that stops reading holds nobody up, and is let go with the place to go on from")
  func slowReader() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.slowWatcherSeconds = 4
    setting.server.limits.idleSeconds = 3600
    setting.server.limits.stalledSeconds = 3600
    let server = try await TestServer(setting)
    let ann = server.client.with(try server.user("local"))
    let slow = try Socket(ann)
    slow.connection.shrinkWindow()
    let brisk = try Socket(ann)
    let text = String(repeating: "x", count: 12_000)
    for _ in 0..<900 {
      try server.service.store.events.append(
        NewEvent("feedback_given", data: "{\"text\":\"\(text)\"}"))
      while try brisk.frame().opcode != 1 {}
    }
    #expect(try await slow.connection.isRefused(within: 25))
  }

  @Test("when the server stops, sockets are closed as going away")
  func goingAway() async throws {
    let server = try await TestServer(.quiet)
    let socket = try Socket(server.client.with(try server.user("ann")))
    let began = ContinuousClock.now
    _ = try await server.stopped()
    // Less than a server is given before it is cut short.
    #expect(ContinuousClock.now - began < .seconds(25))
    let frame = try socket.frame()
    #expect(frame.opcode == 8)
    #expect(frame.code == 1001)
  }

  @Test("no more sockets than allowed, for a user and for all")
  func counts() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.watchersOfUser = 2
    let server = try await TestServer(setting)
    let ann = server.client.with(try server.user("ann"))
    var open = [try Socket(ann), try Socket(ann)]
    #expect(throws: TestConnection.Broken.self) { try Socket(ann) }
    _ = try Socket(server.client.with(try server.user("bob")))
    open.removeLast()
    open.append(try #require(Self.opened(ann)))
  }

  /// A socket where there is room for one within two minutes: one that has gone is noticed after it.
  private static func opened(_ client: TestClient) -> Socket? {
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      if let socket = try? Socket(client) { return socket }
      usleep(50_000)
    }
    return nil
  }
}
