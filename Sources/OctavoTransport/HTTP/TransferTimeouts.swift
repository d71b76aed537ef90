/// How long each part of an exchange may take; nil for no limit.
package struct TransferTimeouts: Sendable, Equatable {
  /// Finding the host, connecting and TLS.
  package var connect: Duration?
  /// From the request's last byte that left to the answer's first.
  package var firstByte: Duration?
  /// Between two pieces of the answer; time in which the receiver holds it back is not counted.
  package var idle: Duration?
  /// The whole exchange.
  package var total: Duration?

  package init(
    connect: Duration? = .seconds(10), firstByte: Duration? = .seconds(60),
    idle: Duration? = .seconds(60), total: Duration? = nil
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.idle = idle
    self.total = total
  }
}
