import ArgumentParser
import Octavo

/// `octavo template`: what a template may hold, and which there are.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Show what templates hold and which there are.",
    subcommands: [Schema.self, List.self])

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON Schema of template.yaml.")

    func run() throws {
      try CommandFailure.reported { () throws(CommandFailure) in
        try StandardOutput.write(Templates.schema)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the bundled templates by name.")

    func run() throws {
      try CommandFailure.reported { () throws(CommandFailure) in
        let names = Templates.names(in: [try Resources.locate().templates])
        try StandardOutput.write(names.map { $0 + "\n" }.joined())
      }
    }
  }
}
