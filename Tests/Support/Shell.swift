package import Foundation

/// Runs a program and waits for its end.
package enum Shell {
  /// How a program ended and what it printed.
  package struct Result: Sendable {
    /// The exit code; 128 plus the signal where a signal ended it, as shells report it.
    package let status: Int32
    package let out: String
    package let err: String
  }

  /// Runs `command` (a name looked up in `PATH`, or a path) with `arguments`.
  ///
  /// Standard input is empty. Both outputs are collected whole, so that neither pipe can fill.
  package static func run(
    _ command: String, _ arguments: [String] = [], folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.currentDirectoryURL = folder ?? Repository.root
    process.environment = Self.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let scratch = try TemporaryFolder()
    let out = try capture(in: scratch, "out")
    let err = try capture(in: scratch, "err")
    process.standardOutput = out.handle
    process.standardError = err.handle
    try process.run()
    process.waitUntilExit()
    let bySignal = process.terminationReason == .uncaughtSignal
    return Result(
      status: process.terminationStatus + (bySignal ? 128 : 0), out: try out.text(),
      err: try err.text())
  }

  /// The environment of programs that tests run: this process's, without the tests' own switches.
  package static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("OCTAVO_") }
  }

  /// Whether a program of this name is in `PATH`, for tests that need a validator.
  package static func has(_ command: String) -> Bool {
    (try? run("sh", ["-c", "command -v \"$0\"", command]).status) == 0
  }

  private struct Capture {
    let handle: FileHandle
    let file: URL

    func text() throws -> String {
      try handle.close()
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
  }

  private static func capture(in folder: borrowing TemporaryFolder, _ name: String) throws
    -> Capture
  {
    let file = folder.url.appending(path: name)
    try Data().write(to: file)
    return Capture(handle: try FileHandle(forWritingTo: file), file: file)
  }
}
