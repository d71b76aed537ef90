import CZlib

/// Makes a DEFLATE stream one that another may follow, so that the parts of a long file can be
/// compressed at once.
///
/// Its last block is no longer marked as the last, and an empty stored block fills its last byte
/// (RFC 1951 §§3.2.3, 3.2.4). Where blocks begin is told by zlib, as in Adler's gzjoin.
enum OpenStream {
  /// What zlib says of a place between blocks, in `data_type`: bits of the last byte not yet read,
  /// and whether a block ends there.
  private static let unreadBits: Int32 = 7
  private static let endsBlock: Int32 = 128
  /// What an empty stored block says of its length, in both forms.
  private static let emptyBlock: [UInt8] = [0, 0, 0xFF, 0xFF]

  /// Opens a stream that unpacks to `size` bytes; false where it is not a whole one.
  static func open(_ stream: inout [UInt8], size: Int) -> Bool {
    guard let end = findEnd(stream, size: size) else { return false }
    stream[end.lastMark.byte] &= ~(1 << end.lastMark.bit)
    // The block's mark and kind take three bits, all of them zero.
    if end.unusedBits < 3 { stream.append(0) }
    stream += emptyBlock
    return true
  }

  private struct End {
    /// The bit that marks the last block.
    var lastMark: (byte: Int, bit: Int)
    /// Bits of the last byte that belong to no block.
    var unusedBits: Int
  }

  private static func findEnd(_ stream: [UInt8], size: Int) -> End? {
    var state = z_stream()
    let version = ZLIB_VERSION
    guard
      inflateInit2_(&state, -MAX_WBITS, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&state) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(size, 1)) { unpacked in
      stream.withUnsafeBufferPointer { packed in
        state.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
        state.avail_in = UInt32(packed.count)
        state.next_out = unpacked.baseAddress
        state.avail_out = UInt32(unpacked.count)
        return findEnd(&state, packed)
      }
    }
  }

  /// Goes from block to block; each begins with the bit that says whether it is the last.
  private static func findEnd(
    _ state: inout z_stream, _ packed: UnsafeBufferPointer<UInt8>
  ) -> End? {
    var mark = (byte: 0, bit: 0)
    while true {
      let isLast = packed[mark.byte] >> mark.bit & 1 == 1
      repeat {
        guard inflate(&state, Z_BLOCK) == Z_OK else { return nil }
      } while state.data_type & endsBlock == 0
      let unread = Int(state.data_type & unreadBits)
      let read = packed.count - Int(state.avail_in)
      if isLast { return read == packed.count ? End(lastMark: mark, unusedBits: unread) : nil }
      mark = unread == 0 ? (read, 0) : (read - 1, 8 - unread)
      guard mark.byte < packed.count else { return nil }
    }
  }
}
