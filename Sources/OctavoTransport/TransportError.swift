/// Why an exchange over the network failed: facts, and one sentence about them.
package struct TransportError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The address or a header cannot be sent as it is.
    case badRequest
    /// No such host, or no name server.
    case unresolved
    /// Nobody listens there, or no way leads there.
    case unreachable
    /// The proxy cannot be reached or refuses.
    case proxy
    /// No TLS could be agreed on: often plain HTTP at an `https` address.
    case tls
    /// The peer's certificate is not trusted, or the file of trusted ones cannot be read.
    case certificate
    /// Something took longer than allowed.
    case timeout(TransferWatch.Limit)
    /// The connection ended before the answer did.
    case connectionLost
    /// The file to be sent cannot be read, or is shorter than announced.
    case unreadable
    /// More arrived than may be kept, in bytes.
    case tooLarge(limit: Int)
    /// The client was closed.
    case closed
    /// Anything else, by libcurl's number.
    case other(code: Int)
  }

  package let kind: Kind
  /// One sentence without a final full stop. Holds no key.
  package let message: String

  package init(_ kind: Kind, detail: String = "") {
    self.kind = kind
    message = detail.isEmpty ? kind.words : "\(kind.words) (\(detail))"
  }
}

extension TransportError.Kind {
  /// What happened, for people.
  var words: String {
    switch self {
    case .badRequest: "the address or a header cannot be sent"
    case .unresolved: "the host's name leads nowhere"
    case .unreachable: "nobody answers at the address"
    case .proxy: "the proxy cannot be reached or refuses"
    case .tls: "no secure connection could be made"
    case .certificate: "the server's certificate is not trusted"
    case .timeout(let limit): limit.words
    case .connectionLost: "the connection broke before the answer was whole"
    case .unreadable: "the file to be sent cannot be read or is too short"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .closed: "the connection was closed on this side"
    case .other(let code): "the exchange failed, libcurl's error \(code)"
    }
  }
}
