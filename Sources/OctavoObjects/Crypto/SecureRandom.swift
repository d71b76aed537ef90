import CCrypto

/// Bytes that nobody can guess: for keys, tokens and names of uploads.
package enum SecureRandom {
  /// So many bytes from libcrypto's generator; should that have no entropy, from the system's.
  package static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    if RAND_bytes(&bytes, Int32(count)) == 1 { return bytes }
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// So many bytes as hexadecimal digits.
  package static func hex(_ count: Int) -> String { Hex.text(bytes(count)) }
}
