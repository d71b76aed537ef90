import Glibc
import OctavoBase

/// The folder outputs go to, made before the book is set so that trouble with it shows at once.
struct OutputFolder {
  private let path: String
  /// The folders that were not there before, the outermost first.
  private let made: [String]

  /// Makes the folder and those around it; leaves nothing behind where that fails.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    var made: [String] = []
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
      if mkdir(partial, 0o777) == 0 {
        made.append(partial)
      } else if errno != EEXIST {
        let reason = String(cString: strerror(errno))
        Self.remove(made)
        throw CommandFailure(.cannotWrite, "cannot make the folder “\(partial)”: \(reason)")
      }
    }
    self.made = made
  }

  /// Throws where a file of this name could not be made; makes none.
  func tryWriting(_ name: String) throws(OctavoError) {
    // A file that is not committed leaves nothing behind.
    _ = try AtomicFile(path: path + "/" + name)
  }

  /// Removes the folders that were made and stayed empty.
  func removeIfEmpty() { Self.remove(made) }

  private static func remove(_ folders: [String]) {
    for folder in folders.reversed() { rmdir(folder) }
  }
}

/// Names of the files a book is written to.
enum FileName {
  /// The last part of the book's path, without `.md`.
  static func of(_ path: String) -> String {
    var full = path
    if let real = realpath(path, nil) {
      full = String(cString: real)
      free(real)
    }
    let last = full.split(separator: "/").last.map(String.init) ?? "book"
    return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
  }
}

/// Where an export's files go: a folder and their name without an ending.
struct OutputPlace {
  let folder: String
  let name: String

  /// What `-o` says is a folder, but for a single format a file.
  init(_ options: ExportCommand, name: String) {
    let isSingle = options.formats.count == 1 && !options.png && !options.svg
    self.init(
      options.output, ending: isSingle ? "." + options.formats[0].rawValue : "",
      otherwise: name)
  }

  /// - Parameters:
  ///   - output: a file where it has the ending and no folder has that name; else a folder.
  ///   - ending: with its dot; empty where no file can be meant.
  ///   - other: the name in a folder.
  init(_ output: String, ending: String, otherwise other: @autoclosure () -> String) {
    let isFile =
      !ending.isEmpty && output.count > ending.count && output.lowercased().hasSuffix(ending)
      && !Self.isFolder(output)
    guard isFile else {
      (folder, name) = (output, other())
      return
    }
    let stem = String(output.dropLast(ending.count))
    let slash = stem.lastIndex(of: "/")
    folder = slash.map { $0 == stem.startIndex ? "/" : String(stem[..<$0]) } ?? "."
    name = slash.map { String(stem[stem.index(after: $0)...]) } ?? stem
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
