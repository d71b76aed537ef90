import HTTPTypes

extension HTTPField.Name {
  /// A name known to be one; the header of a typing error would be dropped by every peer.
  private static func known(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
    return field
  }

  static let requestID = known("X-Request-ID")
  static let idempotencyKey = known("Idempotency-Key")
  static let idempotencyReplayed = known("Idempotency-Replayed")
  static let prefer = known("Prefer")
  static let preferenceApplied = known("Preference-Applied")
  static let lastEventID = known("Last-Event-ID")
  static let noSniff = known("X-Content-Type-Options")
  static let contentSecurity = known("Content-Security-Policy")
  static let referrerPolicy = known("Referrer-Policy")
  static let socketKey = known("Sec-WebSocket-Key")
  static let socketVersion = known("Sec-WebSocket-Version")
  static let link = known("Link")
}
