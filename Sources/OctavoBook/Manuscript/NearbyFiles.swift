import OctavoBase

/// What a path that leads nowhere may have meant: names that are there, for hints.
struct NearbyFiles {
  /// The folder paths are relative to.
  let folder: String
  /// Whether a path relative to the folder could have been meant.
  let isWanted: (String) -> Bool

  /// Most names a hint lists.
  private static let mostListed = 6
  /// Most folders looked into for a file that stands in the wrong one.
  private static let mostFolders = 50

  /// One hint, or none where nothing is there.
  ///
  /// - Parameter others: names that are no files but may stand in the path's place.
  func hints(for path: String, others: [String] = []) -> [String] {
    if let meant = meant(by: path, others: others) { return ["did you mean '\(meant)'?"] }
    if let missing = missingFolder(of: path) { return hints(forFolder: missing) }
    let parent = BookPath.folder(of: path)
    let names = wanted(in: parent)
    guard !names.isEmpty else { return [] }
    let rest = names.count - Self.mostListed
    let listed = names.prefix(Self.mostListed).map { join(parent, $0) }.joined(separator: ", ")
    return ["there are \(listed)" + (rest > 0 ? " and \(rest) more" : "")]
  }

  /// The path that was most likely meant; nil where none is near.
  func meant(by path: String, others: [String] = []) -> String? {
    guard missingFolder(of: path) == nil else { return nil }
    let parent = BookPath.folder(of: path)
    let name = BookPath.name(of: path)
    if let near = NearestName.of(name, in: wanted(in: parent) + others) {
      return others.contains(near) ? near : join(parent, near)
    }
    return elsewhere(name, besides: parent)
  }

  /// The outermost folder of the path that is not there.
  private func missingFolder(of path: String) -> String? {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      partial = join(partial, String(part))
      if FileSystem.kind(of: place(partial)) != .folder { return partial }
    }
    return nil
  }

  private func hints(forFolder missing: String) -> [String] {
    let parent = BookPath.folder(of: missing)
    let folders = (FileSystem.names(in: place(parent)) ?? [])
      .filter { FileSystem.kind(of: place(join(parent, $0))) == .folder }
    let near = NearestName.of(BookPath.name(of: missing), in: folders)
    let question = near.map { "; did you mean '\(join(parent, $0))'?" } ?? ""
    return ["there is no folder '\(missing)'" + question]
  }

  private func wanted(in parent: String) -> [String] {
    (FileSystem.names(in: place(parent)) ?? []).filter { isWanted(join(parent, $0)) }
  }

  /// A file of exactly this name in the folder itself or in one just below.
  private func elsewhere(_ name: String, besides parent: String) -> String? {
    guard !folder.isEmpty else { return nil }
    let names = FileSystem.names(in: folder) ?? []
    return ([name] + names.prefix(Self.mostFolders).map { join($0, name) })
      .first { BookPath.folder(of: $0) != parent && FileSystem.kind(of: place($0)) == .file }
  }

  /// The path from the working folder.
  private func place(_ path: String) -> String {
    if folder.isEmpty { return path.isEmpty ? "." : path }
    return path.isEmpty ? folder : folder + "/" + path
  }

  private func join(_ parent: String, _ name: String) -> String {
    parent.isEmpty || parent.hasSuffix("/") ? parent + name : parent + "/" + name
  }
}
