import ArgumentParser

/// The command line: parses, calls the library, prints.
@main
struct OctavoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "octavo",
    abstract: "Makes books: from a keyword or Markdown chapters to a PDF ready to print.",
    version: "0.1.0",
    subcommands: [
      ExportCommand.self, CheckCommand.self, TemplateCommand.self, DraftCommand.self,
      IdeateCommand.self, OutlineCommand.self, WriteCommand.self, ProjectsCommand.self,
      ShowCommand.self, PolicyCommand.self, StoreCommand.self, ServeCommand.self,
      WorkerCommand.self, TokenCommand.self,
    ])

  static func main() {
    StandardStreams.secure()
    main(nil)
  }
}
