package import OctavoTransport

/// Signs the bodies of outgoing webhooks, so that receivers know who sent them and when.
///
/// The signature is HMAC-SHA-256 over the time in seconds since 1970, a full stop, and the body, in
/// hexadecimal digits. The time is signed so that an old delivery cannot be sent again.
package struct WebhookSignature: Sendable, Hashable {
  /// Seconds since 1970, in decimal digits.
  package static let timeHeader = "octavo-timestamp"
  /// One signature for each secret in use, separated by commas.
  package static let signatureHeader = "octavo-signature"

  /// Seconds a receiver's clock may differ, and a delivery may take.
  package static let tolerance = 300

  /// Newest first. Several while a receiver changes from one to the next.
  package let secrets: [Secret]

  package init(secrets: [Secret]) { self.secrets = secrets }

  /// The two headers of a delivery.
  package func headers(body: [UInt8], timestamp: Int) -> [HTTPHeader] {
    let codes = secrets.map { Self.code(body, timestamp, $0).hex }
    return [
      HTTPHeader(Self.timeHeader, String(timestamp)),
      HTTPHeader(Self.signatureHeader, codes.joined(separator: ",")),
    ]
  }

  /// Whether a delivery was signed with one of the secrets and is not older, or more ahead, than
  /// the tolerance.
  package func accepts(body: [UInt8], timestamp: String, signature: String, now: Int) -> Bool {
    guard let time = Int(timestamp), String(time) == timestamp,
      (now - Self.tolerance...now + Self.tolerance).contains(time)
    else { return false }
    let offered = signature.split(separator: ",").compactMap { SHA256Digest(hex: $0) }
    var isSigned = false
    for secret in secrets {
      let code = Self.code(body, time, secret)
      for offer in offered where ConstantTime.areEqual(code.bytes, offer.bytes) { isSigned = true }
    }
    return isSigned
  }

  private static func code(_ body: [UInt8], _ timestamp: Int, _ secret: Secret) -> SHA256Digest {
    HMACSHA256.code(for: Array("\(timestamp).".utf8) + body, key: secret.value.utf8)
  }
}
