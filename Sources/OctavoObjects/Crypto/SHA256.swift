import CCrypto
import Glibc

/// SHA-256 of bytes that come piece by piece.
package struct SHA256: ~Copyable {
  private var context = DigestContext(EVP_sha256())

  package init() {}

  /// Takes the next bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) { context.update(bytes) }

  /// Takes the next bytes.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { context.update($0) }
  }

  /// The digest of all bytes taken.
  package consuming func finish() -> SHA256Digest { SHA256Digest(unchecked: context.finish()) }
}

extension SHA256 {
  /// The digest of bytes that are all there.
  package static func digest(of bytes: some Collection<UInt8>) -> SHA256Digest {
    var digest = SHA256()
    digest.update(Array(bytes))
    return digest.finish()
  }

  /// The digest and the size of a file, read once from its beginning to its end.
  package static func digest(
    ofFile path: String
  ) throws(ObjectStoreError) -> (digest: SHA256Digest, size: Int) {
    let source = try SourceFile.opened(path)
    var digest = SHA256()
    var size = 0
    try source.read { bytes in
      digest.update(bytes)
      size += bytes.count
    }
    return (digest.finish(), size)
  }
}
