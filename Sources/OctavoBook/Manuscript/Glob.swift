/// A file pattern with `*` (any bytes within a name) and `?` (any one character).
struct Glob {
  /// Patterns of the path's folders and name, outermost first.
  let components: [String]

  static func isPattern(_ text: String) -> Bool { text.utf8.contains { $0 == 0x2A || $0 == 0x3F } }

  init(_ pattern: String) {
    components = pattern.split(separator: "/").map(String.init)
  }

  /// The files below `folder` that match, as paths relative to it, in byte order of their paths.
  func files(in folder: String) -> [String] {
    var found = [""]
    for (depth, component) in components.enumerated() {
      let wanted: FileSystem.Kind = depth == components.count - 1 ? .file : .folder
      found = found.flatMap { prefix in
        Self.candidates(component, in: folder + "/" + prefix)
          .map { prefix.isEmpty ? $0 : prefix + "/" + $0 }
          .filter { FileSystem.kind(of: folder + "/" + $0) == wanted }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func candidates(_ component: String, in folder: String) -> [String] {
    guard isPattern(component) else { return [component] }
    return (FileSystem.names(in: folder) ?? []).filter { matches($0, component) }
  }

  /// Whether a name matches a pattern: greedy with one point of return, linear in practice.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name.unicodeScalars)
    let pattern = Array(pattern.unicodeScalars)
    var position = 0
    var index = 0
    var retry: (position: Int, index: Int)?
    while position < name.count {
      if index < pattern.count, pattern[index] == "*" {
        retry = (position, index)
        index += 1
      } else if index < pattern.count, pattern[index] == "?" || pattern[index] == name[position] {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.position + 1, last.index)
        position = last.position + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == "*" }
  }
}
