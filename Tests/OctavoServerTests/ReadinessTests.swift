import OctavoJSON
import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// What who watches over the service is told of it.
@Suite("Readiness", .serialized, .ownThreads)
struct ReadinessTests {
  /// Whether the store can be written to, by the answer's status and by what it says of the store.
  private static func answer(_ client: TestClient) throws -> (status: Int, store: Bool) {
    let answer = try client.ask("GET", "/ready")
    let store = answer.json["checks"]?.array?.first { $0["name"]?.string == "store" }
    return (answer.status, store?["ready"]?.bool ?? false)
  }

  /// Asks until the answer is so, for a minute: it is looked up once a second.
  private static func becomes(
    _ client: TestClient, _ isSo: (_ status: Int, _ store: Bool) -> Bool
  ) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      let (status, store) = try answer(client)
      if isSo(status, store) { return true }
      try await Pause.wait(.milliseconds(100))
    }
    return false
  }

  @Test("a full disk makes the service unready, and room again is enough", .smallDisk)
  func fullDisk() async throws {
    let disk = try SmallDisk(megabytes: 8)
    var setting = TestServer.Setting()
    setting.place = disk.path
    let server = try await TestServer(setting)
    #expect(try await Self.becomes(server.client) { status, store in status == 200 && store })
    // Workers, who sign each second, and the question itself take what is left.
    try disk.fill(leaving: 1 << 16)
    #expect(try await Self.becomes(server.client) { status, store in status == 503 && !store })
    try disk.empty()
    #expect(try await Self.becomes(server.client) { status, store in status == 200 && store })
    _ = try await server.stopped()
  }
}
