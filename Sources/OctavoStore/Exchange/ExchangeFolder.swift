import Foundation
import Glibc
import OctavoBase

/// A folder that projects are exported to and imported from.
struct ExchangeFolder {
  let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// Whether nothing is in it.
  var isEmpty: Bool {
    get throws(OctavoError) {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw OctavoError(.cannotWrite, "exchange.folder", "cannot look into the folder “\(path)”")
      }
      return names.isEmpty
    }
  }

  /// A new folder beside this one, under a name for unfinished things.
  func makePartial() throws(OctavoError) -> ExchangeFolder {
    for attempt in 0..<1000 {
      let partial = ExchangeFolder("\(path).octavo-\(getpid())-\(attempt).partial")
      if mkdir(partial.path, 0o777) == 0 { return partial }
      guard errno == EEXIST || errno == EINTR else { break }
    }
    throw OctavoError(
      .cannotWrite, "exchange.folder",
      "cannot make the folder “\(path)”: \(SystemError.text(errno))")
  }

  /// Takes the place of `target`, which is missing or an empty folder.
  func rename(to target: ExchangeFolder) throws(OctavoError) {
    guard Glibc.rename(path, target.path) == 0 else {
      throw OctavoError(
        .cannotWrite, "exchange.folder",
        "cannot make the folder “\(target.path)”: \(SystemError.text(errno))")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func delete(_ name: String) {
    guard Self.isSafe(name) else { return }
    unlink(path + "/" + name)
  }

  /// Writes a file whole, with the folder it is in.
  func write(_ bytes: Data, to name: String) throws(OctavoError) {
    if let slash = name.lastIndex(of: "/") {
      let inner = path + "/" + name[..<slash]
      guard mkdir(inner, 0o777) == 0 || FileKind.of(inner) == .folder else {
        throw OctavoError(
          .cannotWrite, "exchange.folder", "cannot make the folder “\(inner)”")
      }
    }
    let file = try AtomicFile(path: path + "/" + name)
    let copy = Array(bytes)
    try copy.withUnsafeBytes { span in
      Result { () throws(OctavoError) in try file.write(span) }
    }.get()
    try file.commit()
  }

  /// A file's bytes; nil where it is not there.
  func read(_ name: String) throws(OctavoError) -> Data? {
    guard Self.isSafe(name) else {
      throw OctavoError(
        .badInput, "exchange.bad-path", "“\(name)” is not a path within the exported folder")
    }
    let file = path + "/" + name
    guard !hasLink(name) else {
      throw OctavoError(
        .badInput, "exchange.link",
        "“\(file)” is or goes through a symbolic link, which an import does not follow",
        hints: ["put the file itself in its place"])
    }
    guard FileKind.of(file) == .file else { return nil }
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw OctavoError(.missingInput, "exchange.not-readable", "cannot read “\(file)”")
    }
    return bytes
  }

  /// The exported project; `missing` makes the error where there is none.
  func document(_ missing: () -> OctavoError) throws(OctavoError) -> ProjectDocument {
    guard let bytes = try read(ProjectDocument.fileName) else { throw missing() }
    return try ProjectDocument(bytes, path: path + "/" + ProjectDocument.fileName)
  }

  /// Whether a step of a path within the folder is a symbolic link, which may lead out of it.
  private func hasLink(_ name: String) -> Bool {
    var step = path
    return name.split(separator: "/").contains { part in
      step += "/" + part
      var status = stat()
      return lstat(step, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
  }

  /// Whether a path stays in the folder.
  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.utf8.contains(0)
      && name.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}
