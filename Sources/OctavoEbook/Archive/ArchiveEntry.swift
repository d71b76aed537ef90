/// A file in an e-book's archive, before it is compressed.
package struct ArchiveEntry: Sendable {
  /// Relative, with slashes.
  package let path: String
  package let bytes: [UInt8]
  /// Whether the bytes stand in the archive as they are: for what is compressed already, and for
  /// EPUB's `mimetype`.
  let isStored: Bool

  package init(_ path: String, _ bytes: [UInt8], isStored: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isStored = isStored
  }

  package init(_ path: String, text: String) { self.init(path, Array(text.utf8)) }
}
