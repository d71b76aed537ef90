import CDeflate

/// The check sums that picture files state of their parts.
enum Checksum {
  /// The CRC of PNG chunks (PNG 3rd edition, §5.5).
  static func crc32(_ bytes: UnsafeRawBufferPointer) -> Int {
    Int(libdeflate_crc32(0, bytes.baseAddress, bytes.count))
  }
}
