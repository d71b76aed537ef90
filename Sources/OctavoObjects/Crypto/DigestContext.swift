import CCrypto

/// libcrypto's running state of one digest.
struct DigestContext: ~Copyable {
  private let context: OpaquePointer
  private let length: Int

  /// Starts the algorithm; libcrypto has run out of memory or lacks it where this ends the program.
  init(_ algorithm: OpaquePointer) {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, algorithm, nil) == 1 else {
      preconditionFailure("libcrypto cannot start a digest")
    }
    self.context = context
    length = Int(EVP_MD_get_size(algorithm))
  }

  deinit { EVP_MD_CTX_free(context) }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let isTaken = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
    precondition(isTaken, "libcrypto cannot go on with a digest")
  }

  consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: length)
    var count: UInt32 = 0
    let isDone = EVP_DigestFinal_ex(context, &digest, &count) == 1
    precondition(isDone && Int(count) == length, "libcrypto cannot finish a digest")
    return digest
  }
}
