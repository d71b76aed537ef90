import OctavoBase
import Glibc

/// Reads whole files and lists folders through the C library, so that resolving a style sheet needs
/// no Foundation.
enum TextFile {
  /// Largest template that is read, in bytes.
  static let limit = 4 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path without links and detours: the same for every spelling of one file.
  static func identity(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The file's bytes; an error when it cannot be read or is longer than `limit`.
  static func read(_ path: String) throws(OctavoError) -> [UInt8] {
    guard !isFolder(path), let file = fopen(path, "rb") else { throw unreadable(path, errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw OctavoError(.badInput, "template.too-large", "\(path) is longer than 4 MB")
      }
    }
    guard ferror(file) == 0 else { throw unreadable(path, errno) }
    return bytes
  }

  /// The names in a folder, sorted; none where it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func unreadable(_ path: String, _ code: Int32) -> OctavoError {
    OctavoError(
      .missingInput, "template.unreadable",
      "\(path) cannot be read: \(String(cString: strerror(code)))")
  }
}
