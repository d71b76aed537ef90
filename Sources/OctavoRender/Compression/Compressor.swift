import CDeflate
import OctavoBase

/// Owns a compressor for one thread: zlib streams as documents hold them (RFC 1950).
final class Compressor {
  /// Nil where there was no memory for it.
  private let pointer: OpaquePointer?

  /// How much time is spent for size, by libdeflate's levels.
  enum Effort: Int32 {
    /// The size of zlib's default in half its time.
    case usual = 6
    /// For pixels, of which there are many and which hardly get smaller.
    case little = 4
  }

  init(_ effort: Effort = .usual) { pointer = libdeflate_alloc_compressor(effort.rawValue) }

  deinit { libdeflate_free_compressor(pointer) }

  func compress(_ bytes: [UInt8]) throws(OctavoError) -> [UInt8] {
    try bytes.withUnsafeBufferPointer { bytes throws(OctavoError) in
      try compress(UnsafeRawBufferPointer(bytes))
    }
  }

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
