/// A file in an e-book's archive, before it is compressed.
package struct ArchiveEntry: Sendable {
  /// Relative, with slashes.
  package let path: String
  /// What of the file was compressed before; `bytes` come after it.
  let ahead: [PackedPart]
  package let bytes: [UInt8]
  /// Whether the bytes stand in the archive as they are: for what is compressed already, and for
  /// EPUB's `mimetype`.
  let isStored: Bool

  package init(_ path: String, _ bytes: [UInt8], isStored: Bool = false) {
    self.path = path
    ahead = []
    self.bytes = bytes
    self.isStored = isStored
  }

  /// A file whose beginning was compressed while the rest was made.
  init(_ path: String, ahead: [PackedPart], _ bytes: [UInt8]) {
    self.path = path
    self.ahead = ahead
    self.bytes = bytes
    isStored = false
  }

  package init(_ path: String, text: String) { self.init(path, Array(text.utf8)) }

  /// Bytes unpacked.
  var size: Int { ahead.reduce(bytes.count) { $0 + $1.bytes.count } }

  /// All of the file, unpacked.
  var whole: [UInt8] { ahead.flatMap(\.bytes) + bytes }
}

/// A stretch of a file, compressed by itself.
struct PackedPart: Sendable {
  let bytes: [UInt8]
  /// A stream that others follow; nil where there was no memory for it.
  let packed: [UInt8]?

  init(_ bytes: [UInt8], _ deflater: Deflater) {
    self.bytes = bytes
    packed = bytes.withUnsafeBufferPointer { deflater.compress($0, isLast: false) }
  }
}
