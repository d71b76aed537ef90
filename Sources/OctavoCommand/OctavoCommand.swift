import ArgumentParser

/// The command line: parses, calls the library, prints.
@main
struct OctavoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "octavo",
    abstract: "Typesets books: from Markdown chapters to a PDF ready to print.",
    version: "0.1.0",
    subcommands: [ExportCommand.self, CheckCommand.self, TemplateCommand.self])

  static func main() {
    StandardStreams.secure()
    main(nil)
  }
}
