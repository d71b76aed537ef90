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

  init(sink: any ByteSink) { self.sink = sink }

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
      passOn()
      let isLarge = bytes.count > buffer.count
      if isLarge { send(bytes) }
      if failure != nil { return CAIRO_STATUS_WRITE_ERROR }
      if isLarge { return CAIRO_STATUS_SUCCESS }
    }
    memcpy(buffer.baseAddress! + filled, bytes.baseAddress!, bytes.count)
    filled += bytes.count
    return CAIRO_STATUS_SUCCESS
  }

  private func passOn() {
    send(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    filled = 0
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
    passOn()
    try checkSink()
  }
}
