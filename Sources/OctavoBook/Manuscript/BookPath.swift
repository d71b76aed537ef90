/// A path inside the book's folder, checked so that a manuscript cannot name files outside it.
enum BookPath {
  enum Fault: Error {
    case empty, absolute, outside, control

    var reason: String {
      switch self {
      case .empty: "is empty"
      case .absolute: "is absolute; paths are relative to the book's folder"
      case .outside: "leads outside the book's folder"
      case .control: "has a control character in it"
      }
    }
  }

  /// `path` without `.`, `..` and doubled slashes, taken relative to `base` (a folder inside the
  /// book, "" for the book's folder itself).
  static func normalized(_ path: String, base: String = "") -> Result<String, Fault> {
    if path.isEmpty { return .failure(.empty) }
    if path.hasPrefix("/") { return .failure(.absolute) }
    if path.utf8.contains(where: { $0 < 0x20 }) { return .failure(.control) }
    var parts = base.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return .failure(.outside)
      }
    }
    return parts.isEmpty ? .failure(.empty) : .success(parts.joined(separator: "/"))
  }

  /// Whether the existing file `path` lies, links resolved, below `folder`.
  static func isInside(_ path: String, folder: String) -> Bool {
    if isFreeOfLinks(path, folder: folder) { return true }
    guard let root = FileSystem.resolved(folder),
      let file = FileSystem.resolved(folder + "/" + path)
    else { return false }
    return root == "/" || file.utf8.starts(with: (root + "/").utf8)
  }

  /// Whether a path that exists leads nowhere but down: without links, to resolve it would tell
  /// nothing.
  private static func isFreeOfLinks(_ path: String, folder: String) -> Bool {
    var place = folder
    for part in path.split(separator: "/") {
      place += "/" + part
      guard part != "..", FileSystem.isLink(place) == false else { return false }
    }
    return !path.isEmpty
  }

  /// The folder part of a path, "" where there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The name without folder, extension and numeric prefix: `a/001-dedication.md` → `dedication`.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    let base = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    let rest = base.drop { $0.isASCII && $0.isNumber }
    guard rest.count < base.count, let first = rest.first, "-_ .".contains(first) else {
      return base.lowercased()
    }
    return rest.dropFirst().lowercased()
  }
}
