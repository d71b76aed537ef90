package import Foundation

/// A fresh folder that is deleted with everything in it when the value goes out of scope.
package struct TemporaryFolder: ~Copyable, Sendable {
  package let url: URL

  /// The folder's file-system path, without a slash at its end.
  package var path: String { url.path(percentEncoded: false) }

  package init() throws {
    let base = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    let name = "octavo-test-\(UUID().uuidString.lowercased())"
    url = URL(filePath: base.hasSuffix("/") ? base + name : base + "/" + name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a text file, with its parent folders, and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file of any bytes, with its parent folders, and returns its path.
  @discardableResult
  package func write(_ bytes: Data, to name: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path(percentEncoded: false)
  }

  /// The names directly in the folder, sorted, hidden ones included.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
