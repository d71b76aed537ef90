import CDeflate
import OctavoBase

/// Owns a compressor for one thread: raw DEFLATE, as archives hold it (RFC 1951).
final class Deflater {
  /// Nil where there was no memory for it.
  private let pointer: OpaquePointer?

  /// libdeflate's level: within 3 % of the size that zlib's usual level gives, in half the time of
  /// libdeflate's own. A document is one long text, whose compression nothing else can share.
  private static let level: Int32 = 4

  init() { pointer = libdeflate_alloc_compressor(Self.level) }

  deinit { libdeflate_free_compressor(pointer) }

  /// The bytes as a stream, longer than they are where they cannot be compressed; nil where there was
  /// no memory for it.
  ///
  /// - Parameter isLast: whether no further stream follows this one.
  func compress(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool = true) -> [UInt8]? {
    guard let pointer else { return nil }
    let room = libdeflate_deflate_compress_bound(pointer, bytes.count)
    var packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      count = libdeflate_deflate_compress(
        pointer, bytes.baseAddress, bytes.count, buffer.baseAddress, room)
    }
    guard !packed.isEmpty, isLast || OpenStream.open(&packed, size: bytes.count) else {
      return nil
    }
    return packed
  }

  /// The check value an archive keeps of a file (CRC-32 of ISO 3309).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
