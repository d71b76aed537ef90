/// A file in an e-book's archive.
package struct ArchiveEntry: Sendable {
  enum Content: Sendable {
    /// To stand in the archive as it is: what is compressed already, and EPUB's `mimetype`.
    case stored([UInt8])
    case plain([UInt8])
    /// Compressed while it was made, the last part with the stream's end.
    case packed([PackedPart])
  }

  /// Relative, with slashes.
  package let path: String
  let content: Content

  package init(_ path: String, _ bytes: [UInt8], isStored: Bool = false) {
    self.path = path
    content = isStored ? .stored(bytes) : .plain(bytes)
  }

  package init(_ path: String, text: String) { self.init(path, Array(text.utf8)) }

  init(_ path: String, packed parts: [PackedPart]) {
    self.path = path
    content = .packed(parts)
  }

  /// Bytes unpacked.
  var size: Int {
    switch content {
    case .stored(let bytes), .plain(let bytes): bytes.count
    case .packed(let parts): parts.reduce(0) { $0 + $1.bytes.count }
    }
  }
}

/// A stretch of a file, compressed by itself.
struct PackedPart: Sendable {
  let bytes: ArraySlice<UInt8>
  /// A stream that others follow unless it is the last; nil where there was no memory for it.
  let packed: [UInt8]?

  /// - Parameter isLast: whether the file ends with it.
  init(_ bytes: ArraySlice<UInt8>, isLast: Bool, _ deflater: Deflater) {
    self.bytes = bytes
    packed = bytes.withUnsafeBufferPointer { deflater.compress($0, isLast: isLast) }
  }
}
