import OctavoTransport

/// The reading of one object from its beginning to its end, which goes on where a connection broke
/// as long as it is the same object.
struct S3Reading: Sendable {
  let client: S3Client
  let key: ObjectKey
  /// With the bucket's prefix.
  let name: String

  /// What came.
  struct Result: Sendable {
    /// Of the first answer.
    let head: HTTPHead
    /// Bytes handed on.
    let size: Int
    /// Of the bytes handed on.
    let digest: SHA256Digest
  }

  func perform(_ take: ([UInt8]) async throws -> Void) async throws -> Result {
    var digest = SHA256()
    var size = 0
    var first: HTTPHead?
    let head = try await client.insist(whole) {
      let call = first.map { rest(after: size, of: $0) } ?? whole
      return try await client.lend(call) { response in
        guard first == nil || response.head.status == Self.partial else {
          throw ObjectStoreError(.badAnswer, detail: "the rest of “\(key)” was asked for")
        }
        let head = first ?? response.head
        first = head
        while let bytes = try await response.next() {
          digest.update(bytes)
          size += bytes.count
          try await take(bytes)
        }
        return head
      }
    }
    return Result(head: head, size: size, digest: digest.finish())
  }

  private static let partial = 206

  private var whole: S3Call { S3Call("GET", name, object: key) }

  /// Asks for what is missing, of the same content only.
  private func rest(after size: Int, of head: HTTPHead) -> S3Call {
    var call = whole
    call.headers.append(.init("range", "bytes=\(size)-"))
    if let tag = head["etag"] { call.headers.append(.init("if-match", tag)) }
    return call
  }
}
