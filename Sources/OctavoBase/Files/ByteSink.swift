/// Where an output's bytes go, in order: a file, or memory.
///
/// A class because C writers keep a reference to it between their callbacks.
package protocol ByteSink: AnyObject {
  /// Takes all of `bytes` or throws; after an error nothing more may be written.
  func write(_ bytes: UnsafeRawBufferPointer) throws(OctavoError)
}

/// Gathers an output in memory, for answers that are not files and for tests.
package final class MemorySink: ByteSink {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }
}

extension ByteSink {
  package func write(_ text: String) throws(OctavoError) {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBytes { span in
      Result { () throws(OctavoError) in try self.write(span) }
    }
    try result.get()
  }
}
