import CCurl
import Glibc
import OctavoBase

/// The part of a file that a transfer sends, read when libcurl asks for more.
///
/// A class since it owns a descriptor; used on the loop's thread alone once the transfer runs.
final class CurlUpload {
  let part: FilePart
  private let descriptor: Int32
  /// Bytes of the part handed over.
  private var position = 0

  init(_ part: FilePart) throws(TransportError) {
    self.part = part
    descriptor = open(part.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TransportError(.unreadable, detail: SystemError.text(errno))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills the buffer; what libcurl's read callback answers. A file that ends too early, or cannot
  /// be read, ends the exchange.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let wanted = min(buffer.count, part.length - position)
    guard wanted > 0 else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, wanted, off_t(part.offset + position))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return Int(CURL_READFUNC_ABORT) }
      position += count
      return count
    }
  }

  /// Goes back, when a kept connection turns out to be dead and the request is sent again.
  func seek(to offset: Int) -> Bool {
    guard (0...part.length).contains(offset) else { return false }
    position = offset
    return true
  }
}
