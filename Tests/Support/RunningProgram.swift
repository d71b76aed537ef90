package import Foundation

/// The `octavo` built beside the running tests, started and not waited for.
///
/// A class because it owns a process. Ends are told by what the kernel says: Foundation can miss one
/// and then waits for it for ever.
package final class RunningProgram {
  private let process = Process()

  /// Starts it with the repository's fonts and templates, without input; its words go nowhere unless a
  /// pipe is given for its standard output.
  package init(
    _ arguments: [String], folder: URL, environment: [String: String] = [:], output: Pipe? = nil
  ) throws {
    process.executableURL = URL(filePath: Program.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Shell.environment.merging(Program.home) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Whether it has ended, however that was.
  package var isGone: Bool {
    let path = "/proc/\(process.processIdentifier)/stat"
    let line = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    guard let mark = line.lastIndex(of: ")") else { return true }
    return line[mark...].hasPrefix(") Z")
  }

  /// Its exit code; nil where a signal ended it, and while it runs.
  package var exitCode: Int32? {
    guard isGone else { return nil }
    // Foundation hears of the end a moment after the kernel.
    for _ in 0..<200 where process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
    guard !process.isRunning, process.terminationReason == .exit else { return nil }
    return process.terminationStatus
  }

  /// Sends a signal and does not wait.
  package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end; whether it came within so many seconds.
  package func waitForEnd(seconds: Double = 60) -> Bool {
    let last = Date.now.addingTimeInterval(seconds)
    while !isGone {
      if Date.now > last { return false }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return true
  }

  /// Sends a signal and waits until it has ended; whether it has.
  @discardableResult
  package func end(by signal: Int32, seconds: Double = 60) -> Bool {
    send(signal)
    return waitForEnd(seconds: seconds)
  }

  deinit { if !isGone { send(SIGKILL) } }
}
