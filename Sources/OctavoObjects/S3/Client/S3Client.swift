import OctavoTransport

/// Makes calls to one bucket: signed, and made again where that may help.
struct S3Client: Sendable {
  let settings: S3Settings
  let world: S3World
  var retry = S3Retry()
  private let http: HTTPClient
  private let signer: SigV4
  private let redaction: Redaction

  /// Bytes of an answer that is held whole.
  private static let largestAnswer = XMLReader.longest
  /// Bytes of a refusal that are looked at.
  private static let largestRefusal = 1 << 16

  init(_ settings: S3Settings, _ world: S3World) {
    self.settings = settings
    self.world = world
    http = HTTPClient(settings.network)
    signer = SigV4(credentials: settings.credentials, region: settings.region)
    let secrets = [
      settings.credentials.secretKey, settings.credentials.sessionToken,
      settings.network.proxy.flatMap { Secret($0) },
    ]
    redaction = Redaction(secrets: secrets.compactMap { $0 })
  }

  // MARK: Calls

  /// Makes a call until it succeeds, is refused for good, or has failed too often.
  func answer(to call: S3Call) async throws -> S3Answer {
    try await insist(call) { try await once(call) }
  }

  /// The same; nil where what is asked for is not there.
  func answerIfThere(to call: S3Call) async throws -> S3Answer? {
    try await insist(call) {
      do {
        return try await once(call)
      } catch let failure as S3Failure where failure.refusal.isMissing {
        return nil
      }
    }
  }

  /// Makes a call once and lends its answer to `body`, unless it is a refusal. For use in `insist`.
  func lend<Value>(
    _ call: S3Call, _ body: (HTTPResponse) async throws -> Value
  ) async throws -> Value {
    try await http.withResponse(to: request(for: call)) { response in
      guard response.head.isSuccess else { throw try await refusal(response) }
      return try await body(response)
    }
  }

  /// The address at which anyone may fetch an object for so many seconds.
  func presigned(_ key: String, query: [S3Call.Parameter], lifetime: Int) -> String {
    let subject = subject(
      "GET", key, at: settings.publicEndpoint ?? settings.endpoint, query: query)
    return signer.presigned(subject, lifetime: lifetime, now: world.now())
  }

  // MARK: Trying again

  /// Runs `attempt` until it succeeds, fails for good, or has failed too often.
  func insist<Value>(
    _ call: S3Call, _ attempt: () async throws -> Value
  ) async throws -> Value {
    for number in 1... {
      do {
        return try await attempt()
      } catch let failure as S3Failure {
        guard failure.refusal.isTransient, let wait = wait(after: number, failure.asked) else {
          throw failure.refusal.error(call.object, redaction)
        }
        try await world.sleep(wait)
      } catch let error as TransportError {
        guard error.mayPass, let wait = wait(after: number, nil) else {
          throw self.error(error, call)
        }
        try await world.sleep(wait)
      }
    }
    throw ObjectStoreError(.unavailable)
  }

  private func wait(after attempt: Int, _ asked: Double?) -> Double? {
    retry.wait(after: attempt, asked: asked, chance: world.chance())
  }

  private func once(_ call: S3Call) async throws -> S3Answer {
    try await lend(call) { response in
      let body = try await response.rest(limit: Self.largestAnswer)
      if call.mayHideError, let refusal = S3Refusal(hiddenIn: body) {
        throw S3Failure(refusal: refusal, asked: nil)
      }
      return S3Answer(head: response.head, body: body)
    }
  }

  private func refusal(_ response: HTTPResponse) async throws -> S3Failure {
    let body = try await response.beginning(limit: Self.largestRefusal)
    return S3Failure(
      refusal: S3Refusal(response.head, body: body),
      asked: RetryAfter.seconds(response.head, now: Double(world.now())))
  }

  private func error(_ error: TransportError, _ call: S3Call) -> ObjectStoreError {
    let words = redaction.redact(error.message)
    switch error.kind {
    case .unreadable:
      if case .file(let part, _) = call.body { return ObjectStoreError(.unreadable(part.path)) }
      return ObjectStoreError(.inputOutput, detail: words)
    case .tooLarge: return ObjectStoreError(.badAnswer, detail: words)
    case .tls, .certificate, .badRequest: return ObjectStoreError(.noStore, detail: words)
    default: return ObjectStoreError(.unavailable, detail: words)
    }
  }

  // MARK: Requests

  private func request(for call: S3Call) -> HTTPRequest {
    var subject = subject(call.method, call.key, at: settings.endpoint, query: call.query)
    subject.headers = call.headers
    let headers = signer.headers(for: subject, payload: call.digest, now: world.now())
    switch call.body {
    case .file(let part, _):
      return HTTPRequest(call.method, subject.address, headers: headers, sending: part)
    case .bytes(let bytes):
      return HTTPRequest(call.method, subject.address, headers: headers, body: bytes)
    case .none:
      // A PUT or POST without a body must still say that it has none.
      let body: [UInt8]? = ["PUT", "POST"].contains(call.method) ? [] : nil
      return HTTPRequest(call.method, subject.address, headers: headers, body: body)
    }
  }

  private func subject(
    _ method: String, _ key: String?, at endpoint: S3Endpoint, query: [S3Call.Parameter]
  ) -> SigningSubject {
    let name = key.map { "/\($0)" } ?? ""
    switch settings.style {
    case .path:
      return SigningSubject(method, endpoint, path: "/\(settings.bucket)\(name)", query: query)
    case .virtual:
      return SigningSubject(
        method, endpoint.ofBucket(settings.bucket), path: key == nil ? "/" : name, query: query)
    }
  }
}

/// A call that was refused, on its way to be made again or to become an error.
struct S3Failure: Error {
  let refusal: S3Refusal
  /// Seconds the service asks to wait.
  let asked: Double?
}

extension TransportError {
  /// Whether the same request may succeed soon.
  fileprivate var mayPass: Bool {
    switch kind {
    case .unresolved, .unreachable, .proxy, .timeout, .connectionLost, .other: true
    case .badRequest, .tls, .certificate, .tooLarge, .unreadable, .closed: false
    }
  }
}
