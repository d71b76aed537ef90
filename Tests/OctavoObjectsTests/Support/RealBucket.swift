import Foundation
import OctavoTestSupport
import OctavoTransport
import Testing

@testable import OctavoObjects

/// The bucket of a real service on this machine, named by the environment.
struct RealBucket {
  private static let environment = ProcessInfo.processInfo.environment
  /// A host and a port; nil where no service is to be tested.
  static var address: String? { environment["OCTAVO_TEST_S3"] }
  static var service: String { environment["OCTAVO_TEST_S3_SERVICE"] ?? "" }

  private static let name = "octavo-books"

  let port: UInt16
  private let credentials: S3Credentials
  private let client = HTTPClient()

  /// Makes the bucket where it is missing.
  init() async throws {
    let address = try #require(Self.address)
    port = try #require(UInt16(address.split(separator: ":").last ?? ""))
    let secret = try #require(Secret(Self.environment["OCTAVO_TEST_S3_SECRET"] ?? ""))
    credentials = S3Credentials(
      accessKey: try #require(Self.environment["OCTAVO_TEST_S3_KEY"]), secretKey: secret)
    let subject = SigningSubject("PUT", try Self.endpoint(port), path: "/" + Self.name)
    let headers = SigV4(credentials: credentials, region: Self.region).headers(
      for: subject, payload: SHA256.digest(of: []), now: Self.now())
    let request = HTTPRequest("PUT", "http://\(address)/\(Self.name)", headers: headers, body: [])
    let status = try await client.answer(to: request).head.status
    #expect([200, 409].contains(status))
  }

  private static let region = "us-east-1"
  private static let now: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }

  private static func endpoint(_ port: UInt16, host: String = "127.0.0.1") throws -> S3Endpoint {
    try #require(S3Endpoint("http://\(host):\(port)"))
  }

  /// A store on the bucket, perhaps for someone else, or with a clock so many seconds behind.
  func store(
    behind seconds: Int = 0, as change: (inout S3Credentials) -> Void = { _ in }
  ) throws -> S3ObjectStore {
    var credentials = credentials
    change(&credentials)
    return S3ObjectStore(
      S3Settings(
        bucket: Self.name, region: Self.region, endpoint: try Self.endpoint(port),
        credentials: credentials),
      world: S3World(now: { Self.now() - seconds }))
  }

  /// A store that reaches the bucket through a proxy, and does not wait long.
  func store(through proxy: CuttingProxy) throws -> S3ObjectStore {
    S3ObjectStore(
      S3Settings(
        bucket: Self.name, region: Self.region, endpoint: try Self.endpoint(proxy.port),
        credentials: credentials),
      world: S3World(now: Self.now, sleep: { _ in try await Task.sleep(for: .milliseconds(20)) }))
  }

  /// A store that names the bucket before the host.
  func virtualStore() throws -> S3ObjectStore {
    var settings = S3Settings(
      bucket: Self.name, region: Self.region, endpoint: try Self.endpoint(port, host: "localhost"),
      credentials: credentials)
    settings.style = .virtual
    return S3ObjectStore(settings, world: S3World(now: Self.now))
  }

  /// What anyone gets at an address.
  func get(_ address: String, method: String = "GET") async throws -> (
    head: HTTPHead, body: [UInt8]
  ) {
    try await client.answer(to: HTTPRequest(method, address))
  }
}
