import Glibc

/// Paths as users write them, made good in every folder.
enum FilePath {
  /// `path` from the root, without links; it must lead to something.
  static func resolved(_ path: String) throws -> String {
    guard let real = realpath(path, nil) else {
      throw BenchmarkFailure("cannot find ‘\(path)’: \(String(cString: strerror(errno)))")
    }
    defer { free(real) }
    return String(cString: real)
  }
}
