import Foundation
import OctavoBase

/// Folders in which books are made ready, under the system's folder for temporary files.
enum WorkFolder {
  private static let prefix = "octavo-work-"

  /// A new, empty folder that only its owner may look into.
  static func make() throws -> String {
    var base = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    while base.count > 1, base.hasSuffix("/") { base.removeLast() }
    var name = Array((base + "/" + prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw OctavoError(
        .cannotWrite, "manuscript.no-temporary-folder", "cannot make a folder in “\(base)”")
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Takes away what processes left that were killed so many seconds ago; how many there were.
  static func sweep(olderThan age: Double) -> Int {
    let files = FileManager.default
    let base = files.temporaryDirectory
    let names = (try? files.contentsOfDirectory(atPath: base.path(percentEncoded: false))) ?? []
    var count = 0
    for name in names where name.hasPrefix(prefix) {
      let path = base.appending(path: name).path(percentEncoded: false)
      let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
      guard let changed, changed.timeIntervalSinceNow < -age else { continue }
      if (try? files.removeItem(atPath: path)) != nil { count += 1 }
    }
    return count
  }
}
