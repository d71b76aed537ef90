package import OctavoTransport

/// Who asks a bucket for something. Never printed.
package struct S3Credentials: Sendable, Hashable {
  /// Names the account; no secret, but nobody's business either.
  package let accessKey: String
  package let secretKey: Secret
  /// Goes with credentials that last only for a while.
  package let sessionToken: Secret?

  package init(accessKey: String, secretKey: Secret, sessionToken: Secret? = nil) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
  }
}

extension S3Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { Secret.mark }
  package var debugDescription: String { Secret.mark }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
