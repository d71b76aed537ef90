import CExtendedAttributes
import Glibc

/// What is kept of an object beside its bytes: in extended attributes of its file, set before the
/// file gets its name, so that both appear at once.
///
/// Where the file system has none, or a copy has lost them, the type follows from the key's ending
/// and the digest is unknown.
struct ObjectAttributes {
  let contentType: ContentType?
  let digest: SHA256Digest?

  private static let typeName = "user.octavo.type"
  private static let digestName = "user.octavo.sha256"
  /// Bytes in a value that is looked at.
  private static let longest = 256

  init(contentType: ContentType, digest: SHA256Digest) {
    self.contentType = contentType
    self.digest = digest
  }

  /// Reads them from an open file.
  init(descriptor: Int32) {
    contentType = Self.value(Self.typeName, descriptor).flatMap { ContentType($0) }
    digest = Self.value(Self.digestName, descriptor).flatMap { SHA256Digest(hex: $0) }
  }

  /// Sets them on an open file, where its file system has attributes.
  func set(on descriptor: Int32) throws(SystemFailure) {
    for (name, value) in [
      (Self.typeName, contentType?.text), (Self.digestName, digest?.hex),
    ] {
      guard let value, fsetxattr(descriptor, name, value, value.utf8.count, 0) != 0 else {
        continue
      }
      guard errno == ENOTSUP else { throw SystemFailure(errno) }
    }
  }

  private static func value(_ name: String, _ descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: longest)
    let count = fgetxattr(descriptor, name, &bytes, bytes.count)
    return count > 0 ? String(validating: bytes[..<count], as: UTF8.self) : nil
  }
}
