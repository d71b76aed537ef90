import CDeflate
import OctavoBase

/// Owns a compressor for one thread: zlib streams as documents hold them (RFC 1950).
final class Compressor {
  /// Nil where there was no memory for it.
  private let pointer: OpaquePointer?

  /// libdeflate's level: the size of zlib's default in half its time.
  private static let level: Int32 = 6

  init() { pointer = libdeflate_alloc_compressor(Self.level) }

  deinit { libdeflate_free_compressor(pointer) }

  func compress(_ bytes: UnsafeRawBufferPointer) throws(OctavoError) -> [UInt8] {
    guard let pointer else {
      throw OctavoError(.defect, "render.no-memory", "there is no memory to compress a page with")
    }
    let bound = libdeflate_zlib_compress_bound(pointer, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        pointer, bytes.baseAddress, bytes.count, buffer.baseAddress, bound)
    }
  }
}
