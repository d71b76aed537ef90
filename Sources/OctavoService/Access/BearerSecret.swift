import OctavoObjects

/// The secret a caller shows: `octavo_` and 256 random bits.
package struct BearerSecret: Sendable {
  package static let prefix = "octavo_"
  private static let digits = 64

  /// Goes to the user once, and never into a log.
  package let text: String

  /// A new one.
  package static func generated() -> BearerSecret {
    BearerSecret(text: prefix + SecureRandom.hex(digits / 2))
  }

  private init(text: String) { self.text = text }

  /// Nil for what cannot be one.
  init?(_ text: String) {
    guard text.utf8.count == Self.prefix.utf8.count + Self.digits, text.hasPrefix(Self.prefix),
      Hex.bytes(text.dropFirst(Self.prefix.count)) != nil
    else { return nil }
    self.text = text
  }

  /// What the store knows of it.
  package var hash: [UInt8] { SHA256.digest(of: text.utf8).bytes }
}
