package import OctavoTransport

/// A key that signs addresses, known by a name that stands in each of them.
package struct SigningKey: Sendable, Hashable {
  /// Letters, digits and `-_`, at most 32 of them.
  package let id: String
  /// At least `shortestSecret` bytes, as hexadecimal digits or as any text.
  package let secret: Secret

  /// Bytes in a secret: less could be guessed.
  package static let shortestSecret = 32

  /// Nil where the name holds other characters or the secret is too short.
  package init?(id: String, secret: Secret) {
    guard (1...32).contains(id.utf8.count), id.utf8.allSatisfy(Self.isPlain),
      secret.value.utf8.count >= Self.shortestSecret
    else { return nil }
    self.id = id
    self.secret = secret
  }

  private init(generated id: String, secret: Secret) {
    self.id = id
    self.secret = secret
  }

  /// A new key of 32 random bytes. `now` is seconds since 1970.
  package static func generated(now: Int) -> SigningKey {
    while true {
      guard let secret = Secret(SecureRandom.hex(shortestSecret)) else { continue }
      return SigningKey(generated: "k\(now)-\(SecureRandom.hex(3))", secret: secret)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// The keys in use: the newest signs, all verify until they are retired.
package struct SigningKeyRing: Sendable, Hashable {
  /// Newest first, at least one, with distinct names.
  package let keys: [SigningKey]

  /// Nil for no keys, or two of one name.
  package init?(_ keys: [SigningKey]) {
    guard !keys.isEmpty, Set(keys.map(\.id)).count == keys.count else { return nil }
    self.keys = keys
  }

  private init(checked keys: [SigningKey]) { self.keys = keys }

  /// A ring with one new key.
  package static func generated(now: Int) -> SigningKeyRing {
    SigningKeyRing(checked: [.generated(now: now)])
  }

  /// The key that signs.
  package var newest: SigningKey { keys[0] }

  package subscript(id: String) -> SigningKey? { keys.first { $0.id == id } }

  /// The ring with a new key that signs from now on. What was signed before stays valid.
  package func rotated(now: Int) -> SigningKeyRing {
    SigningKeyRing(checked: [.generated(now: now)] + keys)
  }

  /// The ring without a key; nil where it is not there, or the only one. What the key has signed is
  /// forged from then on.
  package func retiring(_ id: String) -> SigningKeyRing? {
    guard keys.count > 1, self[id] != nil else { return nil }
    return SigningKeyRing(checked: keys.filter { $0.id != id })
  }
}
