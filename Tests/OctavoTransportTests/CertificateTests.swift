import Foundation
import OctavoModelServer
import OctavoTestSupport
import OctavoTransport
import Testing

/// Secure connections to a server with a certificate of its own.
@Suite("Certificates", .ownThreads, .enabled(if: Shell.has("openssl"), "needs the program openssl"))
struct CertificateTests {
  @Test("a server is trusted only by the file that holds its certificate")
  func ownCertificates() async throws {
    let folder = try TemporaryFolder()
    let made = try Shell.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", folder.path + "/key.pem", "-out", folder.path + "/own.pem", "-days", "2",
        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
      ])
    #expect(made.status == 0, "\(made.err)")
    let port = try ModelServer.closedPort()
    let server = Process()
    server.executableURL = URL(filePath: "/usr/bin/env")
    server.arguments = [
      "openssl", "s_server", "-quiet", "-www", "-accept", "127.0.0.1:\(port)", "-key",
      folder.path + "/key.pem", "-cert", folder.path + "/own.pem",
    ]
    server.standardInput = FileHandle.nullDevice
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    // A child may inherit a mask that keeps SIGTERM from it.
    defer { kill(server.processIdentifier, SIGKILL) }

    let request = HTTPRequest("GET", "https://127.0.0.1:\(port)/")
    let trusting = HTTPClient(HTTPSettings(certificates: folder.path + "/own.pem"))
    #expect(try await Self.status(request, trusting) == 200)
    await #expect(throws: TransportError.self) { try await HTTPClient().answer(to: request) }
    do {
      _ = try await HTTPClient().answer(to: request)
    } catch let error as TransportError {
      #expect(error.kind == .certificate)
    }
    let broken = HTTPClient(HTTPSettings(certificates: folder.path + "/missing.pem"))
    do {
      _ = try await broken.answer(to: request)
    } catch let error as TransportError {
      #expect(error.kind == .certificate)
    }
  }

  /// The status, asked for until the server listens.
  private static func status(_ request: HTTPRequest, _ client: HTTPClient) async throws -> Int {
    var tries = 0
    while true {
      do {
        return try await client.answer(to: request).head.status
      } catch let error as TransportError where error.kind == .unreachable && tries < 200 {
        tries += 1
        try await Task.sleep(for: .milliseconds(25))
      }
    }
  }
}
