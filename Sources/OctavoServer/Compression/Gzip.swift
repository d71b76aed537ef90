import CDeflate

/// Gzip (RFC 1952) of whole bodies by libdeflate.
enum Gzip {
  /// Packs bytes; nil where memory is short or nothing is gained.
  static func pack(_ bytes: [UInt8]) -> [UInt8]? {
    guard let compressor = libdeflate_alloc_compressor(6) else { return nil }
    defer { libdeflate_free_compressor(compressor) }
    let packed = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      count = libdeflate_gzip_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
    return packed.isEmpty ? nil : packed
  }

  /// Why bytes cannot be unpacked.
  enum Fault: Error, Equatable {
    /// They would be more than allowed; no more than that was ever unpacked.
    case tooLarge
    case damaged
  }

  /// Unpacks bytes of one member to at most `limit` bytes.
  static func unpack(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .damaged }
    defer { libdeflate_free_decompressor(decompressor) }
    // Grown step by step: the promise of a large result alone costs no memory.
    var room = min(limit, max(4096, bytes.count * 4))
    while true {
      var result = LIBDEFLATE_BAD_DATA
      var used = 0
      let unpacked = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = libdeflate_gzip_decompress_ex(
          decompressor, bytes, bytes.count, buffer.baseAddress, room, &used, &count)
        if result != LIBDEFLATE_SUCCESS { count = 0 }
      }
      if result == LIBDEFLATE_SUCCESS, used == bytes.count { return unpacked }
      guard result == LIBDEFLATE_INSUFFICIENT_SPACE else { throw .damaged }
      guard room < limit else { throw .tooLarge }
      room = min(limit, room * 4)
    }
  }
}
