import Foundation
import OctavoObjects
import OctavoTestSupport
import OctavoTransport
import Testing

/// Signatures compared with those that botocore made; `Fixtures/Signatures/record.py` records them.
@Suite("AWS signatures")
struct SigV4Tests {
  /// A recorded request with its signature.
  private struct Recorded: Decodable {
    let method: String
    let origin: String
    let path: String
    let query: [[String]]
    let headers: [[String]]
    let accessKey: String
    let secretKey: String
    let token: String?
    let region: String
    let now: Int
    let lifetime: Int?
    let body: String?
    let signature: String
    let address: String?
    let sent: [String: String]?

    var subject: SigningSubject? {
      S3Endpoint(origin).map {
        SigningSubject(
          method, $0, path: path, query: query.map { .init($0[0], $0[1]) },
          headers: headers.map { .init($0[0], $0[1]) })
      }
    }

    var signer: SigV4? {
      Secret(secretKey).map { secret in
        SigV4(
          credentials: S3Credentials(
            accessKey: accessKey, secretKey: secret, sessionToken: token.flatMap { Secret($0) }),
          region: region)
      }
    }
  }

  private static func recorded(_ name: String) throws -> [Recorded] {
    let lines = try Repository.text("Fixtures/Signatures/\(name)").split(separator: "\n")
    return try lines.filter { !$0.hasPrefix("#") }.map {
      try JSONDecoder().decode(Recorded.self, from: Data($0.utf8))
    }
  }

  /// An address as its decoded parts, whose order says nothing.
  private static func parts(_ address: String) -> [String] {
    let sides = address.split(separator: "?", maxSplits: 1)
    let query = sides[1].split(separator: "&").map { $0.removingPercentEncoding ?? String($0) }
    return [String(sides[0])] + query.sorted()
  }

  @Test("presigned addresses have botocore's signature, for 1,000 keys, headers and times")
  func presigned() throws {
    let all = try Self.recorded("presigned.jsonl")
    #expect(all.count == 1000)
    for (index, one) in all.enumerated() {
      let signer = try #require(one.signer)
      let subject = try #require(one.subject)
      let lifetime = try #require(one.lifetime)
      let address = signer.presigned(subject, lifetime: lifetime, now: one.now)
      #expect(address.hasSuffix("&X-Amz-Signature=\(one.signature)"), "request \(index)")
      if let theirs = one.address { #expect(Self.parts(address) == Self.parts(theirs)) }
    }
    #expect(all.count { $0.address != nil } == 40)
  }

  @Test("signed headers have botocore's signature, for 300 requests with bodies")
  func headers() throws {
    let all = try Self.recorded("headers.jsonl")
    #expect(all.count == 300)
    for (index, one) in all.enumerated() {
      let signer = try #require(one.signer)
      let subject = try #require(one.subject)
      let payload = SHA256.digest(of: (one.body ?? "").utf8)
      let headers = signer.headers(for: subject, payload: payload, now: one.now)
      let fields = Dictionary(uniqueKeysWithValues: headers.map { ($0.name, Self.text($0)) })
      #expect(
        fields["authorization"]?.hasSuffix("Signature=\(one.signature)") == true,
        "request \(index)")
      if let sent = one.sent { #expect(fields == sent, "request \(index)") }
    }
  }

  private static func text(_ header: HTTPHeader) -> String {
    switch header.value {
    case .plain(let text): text
    case .secret(let prefix, let secret): prefix + secret.value
    }
  }

  @Test("neither a signer's secret nor its token is printed, nor stands in an address")
  func secrets() throws {
    let credentials = S3Credentials(
      accessKey: "AKIDEXAMPLE", secretKey: try #require(Secret("very-secret-key")),
      sessionToken: Secret("session-token-1"))
    let signer = SigV4(credentials: credentials, region: "eu-west-3")
    let endpoint = try #require(S3Endpoint("https://s3.example.net"))
    let subject = SigningSubject("GET", endpoint, path: "/books/a.pdf")
    let headers = signer.headers(for: subject, payload: SHA256.digest(of: []), now: 0)
    var printed = ""
    dump(signer, to: &printed)
    dump(headers, to: &printed)
    printed += "\(credentials) \(String(reflecting: credentials))"
    #expect(!printed.contains("very-secret-key") && !printed.contains("session-token-1"))
    #expect(!signer.presigned(subject, lifetime: 60, now: 0).contains("very-secret-key"))
  }

  @Test("times are written and read as S3 does, leap days included")
  func times() {
    #expect(CivilTime.compact(0) == "19700101T000000Z")
    #expect(CivilTime.compact(951_782_400) == "20000229T000000Z")
    #expect(CivilTime.compact(4_107_542_399) == "21000228T235959Z")
    #expect(CivilTime.seconds("2000-02-29T00:00:00.000Z") == 951_782_400)
    #expect(CivilTime.seconds("2026-01-02T03:04:05Z") == 1_767_323_045)
    #expect(CivilTime.seconds("2026-13-02T03:04:05Z") == nil)
    #expect(CivilTime.seconds("yesterday") == nil && CivilTime.seconds("") == nil)
  }

  @Test("an endpoint is a scheme, a host and perhaps a port")
  func endpoints() {
    #expect(S3Endpoint("https://S3.Example.net/")?.text == "https://s3.example.net")
    #expect(S3Endpoint("https://s3.example.net:443")?.host == "s3.example.net")
    #expect(S3Endpoint("http://127.0.0.1:9000")?.host == "127.0.0.1:9000")
    for text in [
      "", "s3.example.net", "ftp://a", "https://", "https://a/b", "https://u:p@a", "https://a?b",
      "https://a#b", "https://a b", "https://a:0", "https://a:99999", "https://é",
    ] {
      #expect(S3Endpoint(text) == nil, "\(text)")
    }
  }
}
