import CDeflate

/// Owns a decompressor for one thread: zlib streams as documents hold them (RFC 1950).
final class Decompressor {
  /// Nil where there was no memory for it.
  private let pointer: OpaquePointer?

  /// Bytes a stream may take unpacked: more is taken for damage.
  private static let largest = 1 << 30

  init() { pointer = libdeflate_alloc_decompressor() }

  deinit { libdeflate_free_decompressor(pointer) }

  /// What a stream holds; nil where it is damaged.
  func decompress(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    guard let pointer else { return nil }
    let packed = Array(bytes)
    var capacity = max(4_096, packed.count * 5)
    while capacity <= Self.largest {
      var status = LIBDEFLATE_BAD_DATA
      let plain = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        status = libdeflate_zlib_decompress(
          pointer, packed, packed.count, buffer.baseAddress, capacity, &count)
        if status != LIBDEFLATE_SUCCESS { count = 0 }
      }
      if status == LIBDEFLATE_SUCCESS { return plain }
      guard status == LIBDEFLATE_INSUFFICIENT_SPACE else { return nil }
      capacity *= 4
    }
    return nil
  }

  /// Whether a stream holds more than `size` bytes.
  func exceeds(_ packed: [UInt8], size: Int) -> Bool {
    guard let pointer, size > 0 else { return false }
    let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { plain.deallocate() }
    return libdeflate_zlib_decompress(
      pointer, packed, packed.count, plain.baseAddress, size, nil) == LIBDEFLATE_INSUFFICIENT_SPACE
  }

  /// What a stream holds that is known to hold `size` bytes; nil where it is damaged or holds others.
  func decompress(_ packed: [UInt8], size: Int) -> [UInt8]? {
    guard let pointer, size > 0 else { return nil }
    var status = LIBDEFLATE_BAD_DATA
    let plain = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      // Without a place for the size, libdeflate demands that it be exact.
      status = libdeflate_zlib_decompress(
        pointer, packed, packed.count, buffer.baseAddress, size, nil)
      count = status == LIBDEFLATE_SUCCESS ? size : 0
    }
    return status == LIBDEFLATE_SUCCESS ? plain : nil
  }
}
