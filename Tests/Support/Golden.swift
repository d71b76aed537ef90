import Foundation
package import Testing

/// Texts recorded under `Fixtures/Golden/CASE/NAME` that a result must equal.
///
/// With `OCTAVO_ACCEPT=1` in the environment the result is recorded instead; review the change
/// with `git diff` before committing it.
package enum Golden {
  /// Compares `actual` with the recorded text; a difference is an issue at the caller's line.
  package static func check(
    _ caseName: String, _ name: String, _ actual: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = "Fixtures/Golden/\(caseName)/\(name)"
    let file = Repository.url(path)
    if isAccepting {
      try record(actual, at: file)
      return
    }
    guard let bytes = try? Data(contentsOf: file) else {
      Issue.record(
        "\(path) does not exist; run with OCTAVO_ACCEPT=1 to record it",
        sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: bytes, as: UTF8.self)
    guard expected != actual else { return }
    let report = LineDifference.report(expected: expected, actual: actual)
    Issue.record("\(path) differs\n\(report)", sourceLocation: sourceLocation)
  }

  private static var isAccepting: Bool {
    ProcessInfo.processInfo.environment["OCTAVO_ACCEPT"] == "1"
  }

  private static func record(_ text: String, at file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
