/// An answer whose head has come and whose body comes piece by piece, lent to a closure by
/// `HTTPClient.withResponse`.
package struct HTTPResponse: Sendable {
  package let head: HTTPHead
  private let transfer: CurlTransfer

  init(head: HTTPHead, transfer: CurlTransfer) {
    self.head = head
    self.transfer = transfer
  }

  /// The next piece of the body as the network delivered it, nil at the end.
  ///
  /// One caller at a time. While nobody asks, the peer is held back. Throws a `TransportError`, or
  /// `CancellationError` once the task is cancelled.
  package func next() async throws -> [UInt8]? { try await transfer.next() }

  /// The rest of the body, of at most `limit` bytes.
  package func rest(limit: Int) async throws -> [UInt8] {
    var all: [UInt8] = []
    while let chunk = try await next() {
      guard all.count + chunk.count <= limit else {
        throw TransportError(.tooLarge(limit: limit))
      }
      all += chunk
    }
    return all
  }

  /// The first bytes of the body, at most `limit`; what comes after is not read.
  ///
  /// For the bodies of refusals, which are shown shortened. A broken end is no failure here.
  package func beginning(limit: Int) async throws -> [UInt8] {
    var all: [UInt8] = []
    do {
      while all.count < limit, let chunk = try await next() { all += chunk }
    } catch is TransportError {
      return Array(all.prefix(limit))
    }
    return Array(all.prefix(limit))
  }
}
