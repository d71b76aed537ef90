/// The 32 bytes that SHA-256 (FIPS 180-4) makes of any others; they name a file's content.
package struct SHA256Digest: Sendable, Hashable {
  /// 32 of them.
  package let bytes: [UInt8]

  /// Bytes in a digest.
  package static let length = 32

  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  package init?(hex: some StringProtocol) {
    guard hex.utf8.count == Self.length * 2, let bytes = Hex.bytes(hex) else { return nil }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String { Hex.text(bytes) }
}

extension SHA256Digest: CustomStringConvertible {
  package var description: String { hex }
}
