/// A program with its arguments, ready to be started.
struct Command {
  /// A path, or a name that is looked up in `PATH`.
  let program: String
  let arguments: [String]
  /// Variables set on top of our own environment.
  var environment: [String: String] = [:]

  init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }
}

/// Why there is nothing to measure, in one sentence.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
