package import Foundation

/// The working tree the tests were built from: where fixtures, golden files and sources are.
package enum Repository {
  /// The folder that holds `Package.swift`.
  package static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .standardizedFileURL

  /// A file or folder by its path from the root, such as `Fixtures/handbook`.
  package static func url(_ path: String) -> URL { root.appending(path: path) }

  /// The file-system path of a file or folder named from the root.
  package static func path(_ path: String) -> String { url(path).path(percentEncoded: false) }

  /// A text file's contents, by its path from the root.
  package static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// The regular files below a folder, as paths from the root, sorted; hidden ones are left out.
  ///
  /// Empty where the folder does not exist.
  package static func files(below folder: String) -> [String] {
    let base = path(folder)
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    var found: [String] = []
    for case let name as String in walk {
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: base + "/" + name, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { found.append(folder + "/" + name) }
    }
    return found.sorted()
  }
}
