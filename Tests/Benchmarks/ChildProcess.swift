import FoundationEssentials
import Glibc

/// Starts one program, waits for its end and tells what it took.
///
/// `posix_spawn` and `wait4` rather than a `Process`: only `wait4` gives the times and the memory
/// of this one child.
struct ChildProcess {
  /// The file standard output is written to.
  let output: String
  /// The file standard error is written to.
  let errors: String

  init(scratch: borrowing ScratchFolder) {
    output = scratch.path + "/child.out"
    errors = scratch.path + "/child.err"
  }

  /// Runs `command` to its end; standard input is empty.
  ///
  /// - Throws: `BenchmarkFailure` when it cannot be started or does not end with 0.
  @discardableResult
  func run(_ command: Command) throws -> Cost {
    var usage = rusage()
    var status: Int32 = 0
    let clock = ContinuousClock()
    let start = clock.now
    let child = try spawn(command)
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else {
        throw failure(command, "is lost: \(String(cString: strerror(errno)))")
      }
    }
    let wall = clock.now - start
    if status & 0x7f != 0 { throw failure(command, "was ended by signal \(status & 0x7f)") }
    if status != 0 { throw failure(command, "ended with \(status >> 8 & 0xff)") }
    return Cost(wall: wall, usage: usage)
  }

  /// What the last program printed.
  func printed() throws -> Data { try Data(contentsOf: URL(filePath: output)) }

  private func spawn(_ command: Command) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, writing, 0o600)
    let environment = ProcessInfo.processInfo.environment.merging(command.environment) { $1 }
    let arguments = CStrings([command.program] + command.arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var child: pid_t = 0
    let fault = posix_spawnp(
      &child, command.program, &actions, nil, arguments.pointers, variables.pointers)
    guard fault == 0 else {
      throw failure(command, "cannot be started: \(String(cString: strerror(fault)))")
    }
    return child
  }

  private func failure(_ command: Command, _ what: String) -> BenchmarkFailure {
    let line = ([command.program] + command.arguments).joined(separator: " ")
    let said = [errors, output].map { (try? String(contentsOfFile: $0, encoding: .utf8)) ?? "" }
      .joined(separator: "\n")
    return BenchmarkFailure("\(line)\n  \(what)\n\(said.suffix(2_000))")
  }
}

/// A null-terminated list of C strings, freed with the value.
private struct CStrings: ~Copyable {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

  deinit { for pointer in pointers { free(pointer) } }
}
