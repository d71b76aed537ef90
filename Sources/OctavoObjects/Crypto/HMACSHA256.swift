import CCrypto

/// HMAC-SHA-256 (RFC 2104): a code that only who has the key can make.
package enum HMACSHA256 {
  /// The code of a message under a key of any length.
  package static func code(
    for message: some Collection<UInt8>, key: some Collection<UInt8>
  ) -> SHA256Digest {
    let (message, key) = (Array(message), Array(key))
    var code = [UInt8](repeating: 0, count: SHA256Digest.length)
    var count: UInt32 = 0
    let result = HMAC(
      EVP_sha256(), key, Int32(key.count), message, message.count, &code, &count)
    precondition(
      result != nil && Int(count) == SHA256Digest.length, "libcrypto cannot make a code")
    return SHA256Digest(unchecked: code)
  }
}
