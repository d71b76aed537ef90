/// One header field of a request.
package struct HTTPHeader: Sendable, Equatable {
  package let name: String
  package let value: Value

  /// What a field holds: plain text, or a secret with what stands before it.
  package enum Value: Sendable, Equatable {
    case plain(String)
    /// Such as `Bearer ` and the key.
    case secret(prefix: String, Secret)
  }

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = .plain(value)
  }

  package init(_ name: String, prefix: String = "", secret: Secret) {
    self.name = name
    value = .secret(prefix: prefix, secret)
  }

  /// What goes over the wire.
  var wireValue: String {
    switch value {
    case .plain(let text): text
    case .secret(let prefix, let secret): prefix + secret.value
    }
  }
}

/// A request over HTTP: what is asked for, and how long it may take.
package struct HTTPRequest: Sendable, Equatable {
  /// Such as `GET` or `POST`.
  package var method: String
  /// An `http` or `https` address.
  package var address: String
  package var headers: [HTTPHeader]
  /// Nil for a request without a body.
  package var body: HTTPBody?
  package var timeouts: TransferTimeouts

  package init(
    _ method: String, _ address: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    timeouts: TransferTimeouts = TransferTimeouts()
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body.map { .bytes($0) }
    self.timeouts = timeouts
  }

  /// A request that sends part of a file.
  package init(
    _ method: String, _ address: String, headers: [HTTPHeader] = [], sending part: FilePart,
    timeouts: TransferTimeouts = TransferTimeouts()
  ) {
    self.init(method, address, headers: headers, timeouts: timeouts)
    body = .file(part)
  }

  /// The secrets among the headers, for redaction.
  var secrets: [Secret] {
    headers.compactMap { if case .secret(_, let secret) = $0.value { secret } else { nil } }
  }

  /// Whether no part can end its line early and begin another header.
  var isSendable: Bool {
    let parts = [method, address] + headers.flatMap { [$0.name, $0.wireValue] }
    return parts.allSatisfy { part in part.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x09 } }
      && headers.allSatisfy { !$0.name.isEmpty && !$0.name.contains(":") }
  }
}
