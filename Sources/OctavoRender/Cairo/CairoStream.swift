import CCairo
import Glibc
import OctavoBase

/// The bytes a Cairo surface produces on their way to a sink, gathered into large pieces.
///
/// A class because Cairo keeps a pointer to it for its callback. A sink's error is kept and Cairo
/// told that writing failed; `flush` throws it.
final class CairoStream {
  private let sink: any ByteSink
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var filled = 0
  private var failure: OctavoError?
  private let patches: [BytePatch]

  /// The longest stretch of bytes a patch may look for.
  private static let longestPatch = 128

  init(sink: any ByteSink, patches: [BytePatch] = []) {
    self.sink = sink
    self.patches = patches
  }

  deinit { buffer.deallocate() }

  /// Cairo's write function; its closure is an unretained `CairoStream`.
  static let writeFunction: cairo_write_func_t = { closure, bytes, count in
    guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
    let stream = Unmanaged<CairoStream>.fromOpaque(closure).takeUnretainedValue()
    return stream.take(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }

  private func take(_ bytes: UnsafeRawBufferPointer) -> cairo_status_t {
    if failure != nil { return CAIRO_STATUS_WRITE_ERROR }
    if bytes.count > buffer.count - filled {
      let isLarge = bytes.count > buffer.count - Self.longestPatch
      passOn(keeping: isLarge ? 0 : Self.longestPatch)
      if isLarge { send(bytes) }
      if failure != nil { return CAIRO_STATUS_WRITE_ERROR }
      if isLarge { return CAIRO_STATUS_SUCCESS }
    }
    memcpy(buffer.baseAddress! + filled, bytes.baseAddress!, bytes.count)
    filled += bytes.count
    return CAIRO_STATUS_SUCCESS
  }

  /// Sends what is gathered but for the last bytes, where a stretch to patch may have begun.
  private func passOn(keeping kept: Int) {
    let kept = min(kept, filled)
    let gathered = UnsafeMutableRawBufferPointer(rebasing: buffer[..<filled])
    for patch in patches { patch.apply(to: gathered) }
    send(UnsafeRawBufferPointer(rebasing: gathered[..<(filled - kept)]))
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: gathered[(filled - kept)...]))
    filled = kept
  }

  private func send(_ bytes: UnsafeRawBufferPointer) {
    guard failure == nil, !bytes.isEmpty else { return }
    do { try sink.write(bytes) } catch { failure = error }
  }

  /// Throws the sink's error, if it had one.
  func checkSink() throws(OctavoError) {
    if let failure { throw failure }
  }

  /// Passes the last bytes on; throws the sink's first error.
  func flush() throws(OctavoError) {
    passOn(keeping: 0)
    try checkSink()
  }
}

/// Bytes of an output that are replaced by as many others, so that no offset in the file changes.
struct BytePatch {
  private let old: [UInt8]
  private let new: [UInt8]

  /// `new` is filled up with spaces to the length of `old` (at most 128 bytes), which it may not
  /// exceed.
  init(_ old: String, _ new: String) {
    self.old = Array(old.utf8)
    let spaces = [UInt8](
      repeating: UInt8(ascii: " "), count: max(0, old.utf8.count - new.utf8.count))
    self.new = (Array(new.utf8) + spaces)
  }

  func apply(to bytes: UnsafeMutableRawBufferPointer) {
    guard old.count == new.count, let first = old.first, let base = bytes.baseAddress else {
      return
    }
    var offset = 0
    while bytes.count - offset >= old.count,
      let found = memchr(base + offset, Int32(first), bytes.count - offset - old.count + 1)
    {
      offset = base.distance(to: found) + 1
      if memcmp(found, old, old.count) == 0 { memcpy(found, new, new.count) }
    }
  }
}
