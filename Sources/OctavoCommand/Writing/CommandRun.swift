import ArgumentParser
import OctavoBase
import OctavoService

/// Runs the body of a command on stored projects: every error becomes findings and an exit code.
enum CommandRun {
  /// - Parameters:
  ///   - json: whether findings are printed as one JSON object.
  ///   - resume: the command that goes on after an interruption.
  static func reported(
    json: Bool, resume: String? = nil, _ body: () throws -> Void
  ) throws(ExitCode) {
    do {
      try body()
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ExitCode(print(error, json, resume))
    }
  }

  private static func print(_ error: any Error, _ json: Bool, _ resume: String?) -> Int32 {
    switch error {
    case let stop as AsyncRun.Interrupted:
      let hint = resume.map { "; go on with: \($0)" } ?? ""
      Terminal.write("stopped: everything written so far is kept\(hint)\n")
      return 128 + stop.signal
    case let failure as OctavoError:
      show(failure.diagnostics, SourceMap(), json)
      return ExitStatus(failure.kind).rawValue
    case let failure as SourcedFailure:
      show(failure.diagnostics, failure.sources, json)
      return failure.status.rawValue
    case let failure as SettingsFailure:
      for group in failure.groups { show(group.diagnostics, group.sources, json) }
      return ExitStatus.badInput.rawValue
    case let mistake as ValidationError:
      show([Diagnostic(.error, "command.usage", mistake.message)], SourceMap(), json)
      return ExitStatus.usage.rawValue
    case let failure as CommandFailure:
      show([Diagnostic(.error, "command.failed", failure.message)], SourceMap(), json)
      return failure.status.rawValue
    default:
      show([Diagnostic(.error, "command.defect", "\(error)")], SourceMap(), json)
      return ExitStatus.defect.rawValue
    }
  }

  static func show(_ diagnostics: [Diagnostic], _ sources: SourceMap, _ json: Bool) {
    guard json else {
      let formatter = DiagnosticFormatter(sources: sources)
      for diagnostic in diagnostics { Terminal.write(formatter.format(diagnostic)) }
      return
    }
    let findings = JSONValue.object([
      ("diagnostics", .array(diagnostics.map { JSONValue($0, sources) }))
    ])
    // Where standard output is gone, the exit code alone tells.
    try? StandardOutput.write(findings.text + "\n")
  }
}
