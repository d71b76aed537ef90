package import Foundation

/// The `octavo` built beside the running tests.
package enum Program {
  /// Runs it with the repository's fonts and templates.
  package static func octavo(
    _ arguments: [String], folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Shell.Result {
    try Shell.run(
      path, arguments, folder: folder, environment: home.merging(environment) { $1 })
  }

  /// Where it finds the repository's fonts and templates.
  package static var home: [String: String] {
    ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)]
  }

  /// In the folder of products that holds the test bundle.
  package static var path: String {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let own = tests.deletingLastPathComponent().appending(path: "octavo")
    if FileManager.default.isExecutableFile(atPath: own.path(percentEncoded: false)) {
      return own.path(percentEncoded: false)
    }
    let named = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return named.appending(path: "octavo").path(percentEncoded: false)
  }
}
