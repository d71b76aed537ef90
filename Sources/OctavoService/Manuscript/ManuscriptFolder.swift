import Foundation
package import OctavoBase
package import OctavoGeneration

/// A book's manuscript in a folder of its own, for as long as it is being set.
package final class ManuscriptFolder: Sendable {
  package let path: String
  /// Titles of chapters that are not whole.
  package let unfinished: [String]

  package init(_ project: BookProject, authors: [String], template: String?) throws {
    let files = ManuscriptFiles(project, authors: authors, template: template)
    unfinished = files.unfinished
    path = try WorkFolder.make()
    for file in files.files {
      let target = path + "/" + file.path
      let folder = (target as NSString).deletingLastPathComponent
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let bytes = Array(file.text.utf8)
      let atomic = try AtomicFile(path: target)
      try bytes.withUnsafeBytes { span in
        Result { () throws(OctavoError) in try atomic.write(span) }
      }.get()
      try atomic.commit()
    }
  }

  /// What a person is told of chapters that are not whole.
  package static func findings(unfinished: [String]) -> [Diagnostic] {
    unfinished.map { Diagnostic(.warning, "export.unfinished", "the chapter “\($0)” is not whole") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A title as the name of a file: small letters, digits and hyphens.
package enum FileTitle {
  package static func of(_ title: String) -> String {
    var name = ""
    for scalar in title.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, !name.hasSuffix("-") {
        name.append("-")
      }
      if name.utf8.count > 60 { break }
    }
    while name.hasSuffix("-") { name.removeLast() }
    return name.isEmpty ? "book" : name
  }
}
