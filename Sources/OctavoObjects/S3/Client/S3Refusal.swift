import OctavoTransport

/// An answer that is no success, as the service explains it.
struct S3Refusal: Equatable {
  let status: Int
  /// Such as `SlowDown`; empty where the answer has no body, as to HEAD.
  let code: String
  /// The service's own words, shortened; empty where there are none.
  let message: String
  /// The bucket's region, where the service tells that it is another.
  let region: String?

  private static let longestMessage = 300

  init(_ head: HTTPHead, body: [UInt8]) {
    status = head.status
    let root = XMLReader.root(of: body).flatMap { $0.name == "Error" ? $0 : nil }
    code = Self.plain(root?.text("Code") ?? "")
    message = Self.plain(root?.text("Message") ?? "")
    region = (root?.text("Region") ?? head["x-amz-bucket-region"]).map(Self.plain)
  }

  /// An error that hides in an answer of status 200, as completing an upload can give.
  init?(hiddenIn body: [UInt8]) {
    guard let root = XMLReader.root(of: body), root.name == "Error" else { return nil }
    self.init(HTTPHead(status: 500, headers: []), body: body)
  }

  /// Whether the same request may succeed soon.
  var isTransient: Bool {
    switch code {
    case "SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "OperationAborted",
      "BadDigest", "IncompleteBody", "ThrottlingException", "Throttling":
      true
    default: [408, 429, 500, 502, 503, 504].contains(status)
    }
  }

  /// Whether the object or the upload is not there.
  var isMissing: Bool { status == 404 && code != "NoSuchBucket" }

  /// The error for callers; `key` is the object asked for.
  func error(_ key: ObjectKey?, _ redaction: Redaction) -> ObjectStoreError {
    let words = [code.isEmpty ? "status \(status)" : code, message].filter { !$0.isEmpty }
    return ObjectStoreError(
      kind(key), detail: redaction.redact(words.joined(separator: ": ") + advice))
  }

  private var advice: String {
    if let region, code != "SignatureDoesNotMatch", [301, 307, 400].contains(status) {
      return "; the bucket is in the region \(region)"
    }
    switch code {
    case "RequestTimeTooSkewed": return "; this machine's clock is wrong"
    case "SignatureDoesNotMatch": return "; the secret, or a proxy that changes requests, is wrong"
    default: return ""
    }
  }

  private func kind(_ key: ObjectKey?) -> ObjectStoreError.Kind {
    switch code {
    case "NoSuchBucket", "PermanentRedirect", "AuthorizationHeaderMalformed", "InvalidBucketName":
      return .noStore
    case "QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity": return .full
    default: break
    }
    switch status {
    case 301, 307: return .noStore
    case 401, 403: return .denied
    case 404: return key.map { .missing($0) } ?? .noStore
    case 507: return .full
    default: return isTransient ? .unavailable : .refused
    }
  }

  private static func plain(_ text: String) -> String {
    String(text.prefix(longestMessage).map { $0.isNewline ? " " : $0 }.filter { !$0.isControl })
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
