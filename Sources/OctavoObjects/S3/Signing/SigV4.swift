package import OctavoTransport

/// Signs requests to S3 with AWS Signature Version 4, in headers or in an address.
///
/// Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)". S3 encodes a path
/// once and does not normalize it.
package struct SigV4: Sendable {
  private let credentials: S3Credentials
  private let region: String

  /// In place of a body's digest where the body is not signed.
  private static let unsigned = "UNSIGNED-PAYLOAD"
  private static let algorithm = "AWS4-HMAC-SHA256"

  package init(credentials: S3Credentials, region: String) {
    self.credentials = credentials
    self.region = region
  }

  /// The address at which the request may be made for so many seconds from `now` (seconds since
  /// 1970) by whoever has it, with the subject's headers.
  package func presigned(_ subject: SigningSubject, lifetime: Int, now: Int) -> String {
    let time = CivilTime.compact(now)
    var subject = subject
    subject.headers = Self.canonical(subject.headers + [.init("host", subject.endpoint.host)])
    subject.query += [
      .init("X-Amz-Algorithm", Self.algorithm), .init("X-Amz-Credential", credential(time)),
      .init("X-Amz-Date", time), .init("X-Amz-Expires", String(lifetime)),
      .init("X-Amz-SignedHeaders", Self.names(subject.headers)),
    ]
    if let token = credentials.sessionToken {
      subject.query.append(.init("X-Amz-Security-Token", token.value))
    }
    let signature = signature(of: subject, payload: Self.unsigned, time)
    return subject.address + "&X-Amz-Signature=" + signature
  }

  /// All headers to send with a request whose body has a digest; `Host` is the client's to send.
  package func headers(
    for subject: SigningSubject, payload: SHA256Digest, now: Int
  ) -> [HTTPHeader] {
    let time = CivilTime.compact(now)
    var added: [SigningSubject.Parameter] = [
      .init("x-amz-content-sha256", payload.hex), .init("x-amz-date", time),
    ]
    if let token = credentials.sessionToken {
      added.append(.init("x-amz-security-token", token.value))
    }
    let host = SigningSubject.Parameter("host", subject.endpoint.host)
    var subject = subject
    subject.headers = Self.canonical(subject.headers + added + [host])
    let proof =
      "Credential=\(credential(time)), SignedHeaders=\(Self.names(subject.headers)), "
      + "Signature=\(signature(of: subject, payload: payload.hex, time))"
    let sent = subject.headers.filter { $0.name != "host" }.compactMap(Self.header)
    return sent
      + [Secret(proof)].compactMap { $0 }.map {
        HTTPHeader("authorization", prefix: Self.algorithm + " ", secret: $0)
      }
  }

  private static func header(_ parameter: SigningSubject.Parameter) -> HTTPHeader {
    guard parameter.name == "x-amz-security-token", let token = Secret(parameter.value) else {
      return HTTPHeader(parameter.name, parameter.value)
    }
    return HTTPHeader(parameter.name, secret: token)
  }

  // MARK: The signature

  private func credential(_ time: String) -> String {
    "\(credentials.accessKey)/\(scope(time))"
  }

  private func scope(_ time: String) -> String { "\(time.prefix(8))/\(region)/s3/aws4_request" }

  /// - Parameter subject: its headers in canonical form.
  private func signature(of subject: SigningSubject, payload: String, _ time: String) -> String {
    let request = [
      subject.method, subject.encodedPath, subject.encodedQuery,
      subject.headers.map { "\($0.name):\($0.value)\n" }.joined(), Self.names(subject.headers),
      payload,
    ].joined(separator: "\n")
    let text = [Self.algorithm, time, scope(time), SHA256.digest(of: request.utf8).hex]
      .joined(separator: "\n")
    return HMACSHA256.code(for: text.utf8, key: key(time)).hex
  }

  private func key(_ time: String) -> [UInt8] {
    let parts = [String(time.prefix(8)), region, "s3", "aws4_request"]
    return parts.reduce(Array("AWS4\(credentials.secretKey.value)".utf8)) { key, part in
      HMACSHA256.code(for: part.utf8, key: key).bytes
    }
  }

  /// Names in lower case, values with single blanks, in the names' order.
  private static func canonical(
    _ headers: [SigningSubject.Parameter]
  ) -> [SigningSubject.Parameter] {
    headers.map { header in
      let words = header.value.split(whereSeparator: \.isWhitespace)
      return .init(header.name.lowercased(), words.joined(separator: " "))
    }.sorted { $0.name < $1.name }
  }

  private static func names(_ headers: [SigningSubject.Parameter]) -> String {
    headers.map(\.name).joined(separator: ";")
  }
}
