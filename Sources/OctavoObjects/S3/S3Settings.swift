package import OctavoTransport

/// Everything a bucket asks to be used.
package struct S3Settings: Sendable, Equatable {
  package let bucket: String
  package let region: String
  package let credentials: S3Credentials
  /// Where requests go.
  package var endpoint: S3Endpoint
  /// What addresses for users name, where they reach the bucket by another host.
  package var publicEndpoint: S3Endpoint?
  /// Before every key.
  package var prefix = ObjectPrefix.all
  package var style = Style.path
  package var encryption = Encryption.asTheBucketSays
  /// Such as `STANDARD_IA`; nil for the bucket's own.
  package var storageClass: String?
  /// Proxy and trusted certificates.
  package var network = HTTPSettings()
  /// Files larger than this go in parts, in bytes.
  package var largestWhole = 16 << 20
  /// Bytes in a part, but for the last; more where there would be too many. S3's least is 5 MiB.
  package var partSize = 8 << 20

  /// Where a bucket's name stands.
  package enum Style: String, Sendable, CaseIterable {
    /// In the path: any service.
    case path
    /// Before the host: Amazon's way.
    case virtual
  }

  /// What the service encrypts objects with.
  package enum Encryption: Sendable, Hashable {
    case asTheBucketSays
    /// Keys that the service manages itself.
    case aes256
    /// A key of the key service; its default one where none is named.
    case kms(key: String?)
  }

  package init(
    bucket: String, region: String, endpoint: S3Endpoint, credentials: S3Credentials
  ) {
    self.bucket = bucket
    self.region = region
    self.endpoint = endpoint
    self.credentials = credentials
  }
}
