import Glibc
import OctavoBase

/// The folder a store lies in.
struct StoreFolder {
  let path: String
  let creating: Bool

  init(_ path: String, creating: Bool) {
    self.path = path
    self.creating = creating
  }

  /// Makes the folder, with those above it, where it is missing and may be made.
  func prepare() throws(OctavoError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw OctavoError(.missingInput, "store.no-folder", "“\(path)” is not the name of a folder")
    }
    switch FileKind.of(path) {
    case .folder: return
    case .file, .other:
      throw OctavoError(
        .cannotWrite, "store.not-a-folder", "“\(path)” is a file, not a folder for the store")
    case .missing:
      guard creating else {
        throw OctavoError(
          .missingInput, "store.no-folder", "there is no folder “\(path)”",
          hints: ["check the spelling, or begin a store there with `octavo ideate`"])
      }
      try make()
    }
  }

  /// Only the owner may look into a new folder: drafts and prompts are private.
  private func make() throws(OctavoError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if mkdir(made, 0o700) != 0, errno != EEXIST, FileKind.of(made) != .folder {
        throw OctavoError(
          .cannotWrite, "store.no-folder",
          "cannot make the folder “\(path)”: \(SystemError.text(errno))")
      }
      made += "/"
    }
    guard FileKind.of(path) == .folder else {
      throw OctavoError(.cannotWrite, "store.no-folder", "cannot make the folder “\(path)”")
    }
  }
}

/// What stands at a path.
enum FileKind: Equatable {
  case file, folder, other, missing

  static func of(_ path: String) -> FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }
}

/// The database file before SQLite sees it.
struct StoreFile {
  enum Finding: Equatable {
    /// Not there, or empty: a store can begin here.
    case missing
    /// Begins as SQLite's files do.
    case database
  }

  let path: String

  init(_ path: String) { self.path = path }

  /// What is there; throws where it is something that SQLite would misread.
  func inspect() throws(OctavoError) -> Finding {
    switch FileKind.of(path) {
    case .missing: return .missing
    case .folder, .other: throw StoreFault.notADatabase(path)
    case .file: break
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw OctavoError(
        .missingInput, "store.not-readable", "cannot read “\(path)”: \(SystemError.text(errno))")
    }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &start, start.count)
    if count == 0 { return .missing }
    // File format §1.3: the header is a hundred bytes and begins with these sixteen.
    guard count == 100, start.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StoreFault.notADatabase(path)
    }
    return .database
  }
}
