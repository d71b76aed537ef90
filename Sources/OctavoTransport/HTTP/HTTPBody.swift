/// What a request carries.
package enum HTTPBody: Sendable, Equatable {
  case bytes([UInt8])
  /// Read as the peer takes it, never held whole.
  case file(FilePart)
}

/// Some of a file's bytes, which must all be there when they are sent.
package struct FilePart: Sendable, Equatable {
  package let path: String
  /// Bytes before the first one sent.
  package let offset: Int
  /// Bytes sent.
  package let length: Int

  package init(path: String, offset: Int = 0, length: Int) {
    self.path = path
    self.offset = offset
    self.length = length
  }
}
