import Foundation
import Glibc
import OctavoTestSupport

/// The probe as a child process; its output goes to a file, so that none of it is lost with it.
final class ProbeProcess {
  private let process = Process()
  private let input = Pipe()
  private let output: URL
  private let handle: FileHandle

  /// The probe's program, which stands beside the tests'.
  static var program: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "OctavoStoreProbe")
  }

  init(_ arguments: [String], output: URL) throws {
    self.output = output
    if !FileManager.default.fileExists(atPath: output.path) { try Data().write(to: output) }
    handle = try FileHandle(forWritingTo: output)
    try handle.seekToEnd()
    process.executableURL = Self.program
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = handle
    try process.run()
  }

  /// The number of the process.
  var number: Int32 { process.processIdentifier }

  /// Whole lines so far.
  func lines() throws -> [String] {
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    guard let end = text.lastIndex(of: "\n") else { return [] }
    return text[..<end].split(separator: "\n").map(String.init)
  }

  /// Waits until a line is there, or the process ends without.
  func wait(for line: String) throws -> Bool {
    while true {
      let isRunning = process.isRunning
      if try lines().contains(line) { return true }
      guard isRunning else { return false }
      usleep(1000)
    }
  }

  var isRunning: Bool { process.isRunning }

  /// Kills it without warning and waits for its end.
  func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
    finish()
  }

  /// Ends its input and waits for it; the exit code.
  @discardableResult
  func finish() -> Int32 {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? handle.close()
    return process.terminationStatus
  }
}
