import ArgumentParser
import Octavo
import OctavoBase

/// The exit codes of sysexits.h that Octavo ends with.
enum ExitStatus: Int32 {
  case usage = 64
  case badInput = 65
  case missingInput = 66
  case unavailable = 69
  case defect = 70
  case cannotWrite = 73
  case inputOutput = 74
  case tryAgain = 75

  init(_ kind: OctavoError.Kind) {
    switch kind {
    case .badInput: self = .badInput
    case .missingInput: self = .missingInput
    case .defect: self = .defect
    case .cannotWrite: self = .cannotWrite
    case .inputOutput: self = .inputOutput
    case .unavailable: self = .unavailable
    case .tryAgain: self = .tryAgain
    }
  }
}

/// A failure of the command itself, in one sentence.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

extension CommandFailure {
  /// Runs a command; its failure is printed and ends the program with the failure's exit code.
  static func reported(_ command: () throws(CommandFailure) -> Void) throws(ExitCode) {
    do throws(CommandFailure) {
      try command()
    } catch {
      Terminal.write("error: \(error.message)\n")
      throw ExitCode(error.status.rawValue)
    }
  }
}
