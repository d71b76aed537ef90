import CDeflate
import OctavoBase

/// Owns a compressor for one thread: raw DEFLATE, as archives hold it (RFC 1951).
final class Deflater {
  /// Nil where there was no memory for it.
  private let pointer: OpaquePointer?

  /// libdeflate's levels.
  enum Level: Int32 {
    /// In half the time of `usual`, for a twentieth more: for a text that its editor's program will
    /// write anew at the first change.
    case quick = 1
    /// Within 3 % of the size that zlib's usual level gives, in half the time of libdeflate's own.
    case usual = 4
  }

  init(_ level: Level = .usual) { pointer = libdeflate_alloc_compressor(level.rawValue) }

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
  ///
  /// - Parameter before: the check value of the bytes before these; 0 for none.
  static func checksum(_ bytes: ArraySlice<UInt8>, after before: UInt32 = 0) -> UInt32 {
    guard !bytes.isEmpty else { return before }
    return bytes.withUnsafeBytes { libdeflate_crc32(before, $0.baseAddress, $0.count) }
  }
}
