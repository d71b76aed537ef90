import ArgumentParser
import OctavoBase
import OctavoService
import OctavoStore

/// `octavo store`: care for the store, and projects as folders.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Back up, check, export, import and erase what is stored.",
    subcommands: [Backup.self, Check.self, Export.self, Import.self, Erase.self])

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy the whole store to a file, while it may be in use.")
    @Argument(help: "The file to write.") var file: String
    @Flag(help: "Write over an older file.") var replace = false
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
      try CommandRun.reported(json: false) {
        try Workbench.open(storeOptions).backup(to: file, replacing: replace)
        try StandardOutput.write(file + "\n")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Look for damage and for what a crash left; change nothing.")
    @OptionGroup var storeOptions: StoreOptions
    @Flag(help: "Print one JSON object instead of text for people.") var json = false

    func run() throws {
      try CommandRun.reported(json: json) {
        let findings = try Workbench.open(storeOptions).check()
        CommandRun.show(findings, SourceMap(), json)
        if findings.isEmpty, !json { try StandardOutput.write("the store is sound\n") }
        if findings.contains(where: { $0.severity == .error }) {
          throw ExitCode(ExitStatus.badInput.rawValue)
        }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a project as a manuscript folder.",
      discussion: "`octavo export` sets the folder, and `octavo store import` reads it back.")
    @Argument(help: "The project's id.") var project: String
    @Argument(help: "The folder to write.") var folder: String
    @Option(help: "An author for the title page. May be given several times.")
    var author: [String] = []
    @Option(help: "The template to name in the book's file.") var template: String?
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
      try CommandRun.reported(json: false) {
        let exchange = ProjectExchange(try Workbench.open(storeOptions))
        let written = try exchange.export(
          ProjectID(project), to: folder, authors: author, template: template)
        CommandRun.show(
          ManuscriptFolder.findings(unfinished: written.unfinished), SourceMap(), false)
        try StandardOutput.write(written.paths.map { "\(folder)/\($0)\n" }.joined())
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Read an exported project back, with what was edited in its folder.",
      discussion: """
        A chapter that was edited is a new version, also where the store has the project already; \
        the older versions stay.
        """)
    @Argument(help: "The folder.") var folder: String
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
      try CommandRun.reported(json: false) {
        let exchange = ProjectExchange(try Workbench.open(storeOptions, creating: true))
        let folder = folder
        try AsyncRun.wait {
          let read = try await exchange.importFolder(folder)
          CommandRun.show(read.diagnostics, SourceMap(), false)
          try StandardOutput.write(read.value.text + "\n")
        }
      }
    }
  }

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Erase a project for ever, with every version and every call.")
    @Argument(help: "The project's id.") var project: String
    @Flag(help: "Erase without being asked.") var yes = false
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
      try CommandRun.reported(json: false) {
        let store = try Workbench.open(storeOptions)
        let summary = try store.projects.summary(ProjectID(project))
        let title = summary.title ?? summary.project.brief.keyword
        guard yes || confirmed(title, summary.words) else {
          throw CommandFailure(.usage, "nothing was erased; --yes erases without being asked")
        }
        CommandRun.show(try store.projects.erase(ProjectID(project)), SourceMap(), false)
      }
    }

    private func confirmed(_ title: String, _ words: Int) -> Bool {
      Terminal.write(
        "Erase “\(title)” with \(Figures.grouped(words)) words for ever? Type its id: ")
      return readLine() == project
    }
  }
}
