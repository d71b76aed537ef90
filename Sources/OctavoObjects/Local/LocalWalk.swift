/// Walks a local store's folders in the order of the keys, a page at a time.
struct LocalWalk {
  private let folder: LocalFolder
  /// What is left to be looked at; the next one last.
  private var rest: [Step]

  private enum Step {
    case folder([Substring])
    case object(ObjectListing)
  }

  /// Objects in a page.
  static let page = 1000

  init(folder: LocalFolder, prefix: ObjectPrefix) {
    self.folder = folder
    rest = [.folder(prefix.text.split(separator: "/"))]
  }

  /// The next objects; nil at the end.
  mutating func next() async throws -> [ObjectListing]? {
    var page: [ObjectListing] = []
    while page.count < Self.page, let step = rest.popLast() {
      switch step {
      case .object(let listing): page.append(listing)
      case .folder(let path):
        let folder = folder
        rest += try await Blocking.run { try Self.steps(folder, path) }.reversed()
      }
    }
    return page.isEmpty ? nil : page
  }

  private static func steps(_ folder: LocalFolder, _ path: [Substring]) throws -> [Step] {
    guard let handle = try folder.folder(at: path) else { return [] }
    let entries: [FolderHandle.Entry]
    do {
      entries = try handle.entries()
    } catch {
      throw LocalFault.error(error.number)
    }
    let named = entries.compactMap { entry in step(entry, path).map { (order(entry), $0) } }
    return named.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// A folder sorts as its keys do: with the slash that follows its name.
  private static func order(_ entry: FolderHandle.Entry) -> [UInt8] {
    Array(entry.name.utf8) + (entry.isFolder ? [UInt8(ascii: "/")] : [])
  }

  private static func step(_ entry: FolderHandle.Entry, _ path: [Substring]) -> Step? {
    let names = path + [Substring(entry.name)]
    if entry.isFolder { return .folder(names) }
    guard entry.isFile, let key = try? ObjectKey(names.joined(separator: "/")) else { return nil }
    return .object(ObjectListing(key: key, size: entry.size, modified: entry.modified))
  }
}
