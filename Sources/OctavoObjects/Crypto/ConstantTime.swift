import CCrypto

/// Comparison of secrets that takes the same time wherever they differ.
package enum ConstantTime {
  /// Whether two runs of bytes are equal. Only their lengths can be told from the time it takes.
  package static func areEqual(
    _ one: some Collection<UInt8>, _ other: some Collection<UInt8>
  ) -> Bool {
    let (one, other) = (Array(one), Array(other))
    return one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
  }
}
