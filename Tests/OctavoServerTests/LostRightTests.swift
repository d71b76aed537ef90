import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// Watchers whose token ends while they watch.
@Suite("Lost rights", .serialized, .ownThreads)
struct LostRightTests {
  private func server() async throws -> TestServer {
    var setting = TestServer.Setting.quiet
    setting.server.limits.rightSeconds = 1
    return try await TestServer(setting)
  }

  private func revoke(_ name: String, _ server: TestServer) throws {
    let user = try #require(try server.service.store.users.find(name: name))
    for token in try server.service.store.tokens.list(of: user.id) {
      _ = try server.service.store.tokens.revoke(token.id)
    }
  }

  @Test("a socket is closed, and says why")
  func sockets() async throws {
    let server = try await server()
    let ann = try SocketTests.Socket(server.client.with(try server.user("ann")))
    let bob = try SocketTests.Socket(server.client.with(try server.user("bob")))
    try revoke("ann", server)
    let farewell = try ann.frame()
    #expect(farewell.opcode == 8)
    #expect(farewell.code == 1008)
    // Another's goes on.
    try bob.send(9, [7])
    #expect(try bob.frame().payload == [7])
  }

  @Test("a stream of a job that another process erased ends")
  func erasedJobs() async throws {
    let server = try await server()
    let secret = try server.user("ann")
    let client = server.client.with(secret)
    let (id, project) = try await Self.waiting(secret, server)
    let connection = try Self.watching(id, client)
    // As it is erased over HTTP: nothing says so in the job's events, which go with it.
    let other = try Store.open(folder: server.folder.path + "/store")
    try other.projects.erase(project, by: .service)
    _ = try connection.read(to: "\r\n0\r\n\r\n")
  }

  /// A job of ann's that stays where it is, and its project.
  private static func waiting(
    _ secret: String, _ server: TestServer
  ) async throws -> (JobID, ProjectID) {
    let book = try await server.book(of: secret)
    let user = try #require(try server.service.store.users.find(name: "ann"))
    let project = ProjectID(book["project"] ?? "")
    var job = NewJob(owner: user.id, kind: "export", project: project)
    job.delay = 1_000_000
    return (try server.service.store.jobs.enqueue(job).id, project)
  }

  /// A stream of a job's events from which the first was read.
  private static func watching(_ job: JobID, _ client: TestClient) throws -> TestConnection {
    let connection = try TestConnection(port: client.port)
    try connection.send(client.head("GET", "/api/v1/jobs/\(job.text)/events"))
    _ = try connection.read(to: "\"state\":\"queued\"")
    return connection
  }

  @Test("a stream ends")
  func streams() async throws {
    let server = try await server()
    let secret = try server.user("ann")
    let client = server.client.with(secret)
    let (id, _) = try await Self.waiting(secret, server)
    let connection = try Self.watching(id, client)
    try revoke("ann", server)
    _ = try connection.read(to: "\r\n0\r\n\r\n")
  }
}
