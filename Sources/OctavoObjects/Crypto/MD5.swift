import CCrypto

/// MD5, by which S3 names the parts of an upload. It protects nothing.
struct MD5: ~Copyable {
  private var context = DigestContext(EVP_md5())

  mutating func update(_ bytes: UnsafeRawBufferPointer) { context.update(bytes) }

  /// 32 lower-case hexadecimal digits.
  consuming func finish() -> String { Hex.text(context.finish()) }
}
