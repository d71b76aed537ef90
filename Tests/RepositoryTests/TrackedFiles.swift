import Foundation
import OctavoTestSupport

/// The text files under version control, or, outside a repository, those of its folders.
enum TrackedFiles {
  struct Text: Sendable {
    let path: String
    let lines: [Substring]
  }

  static func all() throws -> [String] {
    let listing = try Shell.run(
      "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    guard listing.status == 0 else {
      return [
        "Package.swift", "Makefile", "README.md", "CHANGELOG.md",
      ] + ["Sources", "Tests", "Fixtures", "Fonts", "Templates"].flatMap(Repository.files(below:))
    }
    return listing.out.split(separator: "\0").map(String.init).sorted()
  }

  /// Files without a NUL byte; deleted ones that git still lists are left out.
  static func texts() throws -> [Text] {
    try all().compactMap { path in
      guard let bytes = try? Data(contentsOf: Repository.url(path)), !bytes.contains(0) else {
        return nil
      }
      let text = String(decoding: bytes, as: UTF8.self)
      return Text(
        path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }
}
