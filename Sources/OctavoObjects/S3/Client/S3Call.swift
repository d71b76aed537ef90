import OctavoTransport

/// One request to a bucket, before it is signed.
struct S3Call: Sendable {
  typealias Parameter = SigningSubject.Parameter

  /// What goes with it.
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Part of a file, with the digest of its bytes.
    case file(FilePart, SHA256Digest)
  }

  let method: String
  /// With the bucket's prefix; nil for the bucket itself.
  let key: String?
  /// The object asked for, for errors.
  var object: ObjectKey?
  var query: [Parameter] = []
  var headers: [Parameter] = []
  var body = Body.none
  /// Whether an answer of status 200 may hold an error.
  var mayHideError = false

  init(_ method: String, _ key: String?, object: ObjectKey? = nil) {
    self.method = method
    self.key = key
    self.object = object
  }

  var digest: SHA256Digest {
    switch body {
    case .none: SHA256.digest(of: [])
    case .bytes(let bytes): SHA256.digest(of: bytes)
    case .file(_, let digest): digest
    }
  }
}

/// An answer to a call, whole.
struct S3Answer: Sendable {
  let head: HTTPHead
  let body: [UInt8]
}
