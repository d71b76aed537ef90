import ArgumentParser
import Octavo
import OctavoBase

/// `octavo template`: what templates may hold, which there are, and how good one is.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Begin, show and test templates.",
    subcommands: [
      NewTemplateCommand.self, List.self, ShowTemplateCommand.self, TestTemplateCommand.self,
      Schema.self,
    ])

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of template.yaml.")

    func run() throws {
      try CommandFailure.reported { () throws(CommandFailure) in
        try StandardOutput.write(Templates.schema)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the bundled templates with what each is for.")

    @Flag(help: "Print one JSON object instead of text for people.") var json = false

    func run() throws {
      try CommandFailure.reported { () throws(CommandFailure) in
        let summaries = Templates.summaries(in: [try Resources.locate().templates])
        try StandardOutput.write(json ? Self.object(summaries) : Self.lines(summaries))
      }
    }

    private static func lines(_ summaries: [Templates.Summary]) -> String {
      let width = (summaries.map(\.name.count).max() ?? 0) + 2
      return summaries.map { summary in
        guard let description = summary.description else { return summary.name + "\n" }
        return summary.name.padded(to: width) + description + "\n"
      }.joined()
    }

    private static func object(_ summaries: [Templates.Summary]) -> String {
      let templates = summaries.map { summary in
        JSONValue.object([
          ("name", .string(summary.name)),
          ("description", summary.description.map(JSONValue.string) ?? .null),
          ("extends", summary.extends.map(JSONValue.string) ?? .null),
        ])
      }
      return JSONValue.object([("templates", .array(templates))]).text + "\n"
    }
  }
}

extension String {
  /// The text with spaces after it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension OctavoError {
  /// Prints the findings and ends the program with the error's exit code.
  func reported() -> ExitCode {
    let formatter = DiagnosticFormatter(sources: SourceMap())
    for diagnostic in diagnostics { Terminal.write(formatter.format(diagnostic)) }
    return ExitCode(ExitStatus(kind).rawValue)
  }
}

extension TypesetFailure {
  /// Prints the findings with their lines and ends the program with the failure's exit code.
  func reported() -> ExitCode {
    let formatter = DiagnosticFormatter(sources: sources)
    for diagnostic in diagnostics { Terminal.write(formatter.format(diagnostic)) }
    return ExitCode(ExitStatus(kind).rawValue)
  }
}
