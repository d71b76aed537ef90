import Foundation
import OctavoTestSupport

/// The Swift files of the repository, as the rules read them.
enum SourceTree {
  struct File: Sendable {
    /// Path from the root.
    let path: String
    let lines: [String]

    /// The target folder below `Sources`, such as `OctavoText`.
    var target: String {
      let parts = path.split(separator: "/")
      return parts.count > 1 ? String(parts[1]) : ""
    }

    /// `path:line` of a 0-based line index.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }
  }

  /// One `import` declaration.
  struct Import: Sendable {
    let module: String
    let place: String
    let file: File
  }

  /// The engine's targets: everything below the command.
  static let engine: Set<String> = [
    "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoBreaking", "OctavoText", "OctavoLayout",
    "OctavoRender", "Octavo",
  ]

  static func swiftFiles(below folder: String) throws -> [File] {
    try Repository.files(below: folder).filter { $0.hasSuffix(".swift") }.map { path in
      let text = try Repository.text(path)
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      return File(path: path, lines: lines)
    }
  }

  static func imports(in files: [File]) -> [Import] {
    files.flatMap { file in
      file.lines.enumerated().compactMap { index, line in
        module(importedBy: line).map {
          Import(module: $0, place: file.place(index), file: file)
        }
      }
    }
  }

  /// The module a line imports; nil for other lines. `import struct Foundation.URL` gives
  /// `Foundation`.
  static func module(importedBy line: String) -> String? {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
    let modifiers: Set<Substring> = [
      "public", "package", "internal", "private", "fileprivate",
    ]
    while let word = words.first, word.hasPrefix("@") || modifiers.contains(word) {
      words.removeFirst()
    }
    guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "func", "var", "let", "protocol"]
    if kinds.contains(name), let next = words.popFirst() { name = next }
    return name.split(separator: ".").first.map(String.init)
  }

  /// Lines of code, without those that are comments, that match a pattern.
  static func matches(_ pattern: String, in files: [File]) throws -> [String] {
    let expression = try Regex(pattern)
    return files.flatMap { file in
      file.lines.enumerated().compactMap { index, line in
        let isComment = line.drop(while: { $0 == " " }).hasPrefix("//")
        guard !isComment, line.contains(expression) else { return nil }
        return "\(file.place(index)): \(line.trimmingCharacters(in: .whitespaces))"
      }
    }
  }
}
