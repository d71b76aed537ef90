import FoundationEssentials
import Glibc

/// A fresh folder for what the benchmarks write; deleted when the value goes out of scope.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var template = Array((base + "/octavo-bench-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw BenchmarkFailure("cannot make a folder in \(base): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A folder of this name in it, made where it is not there.
  func folder(_ name: String) throws -> String {
    let folder = path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }
}
