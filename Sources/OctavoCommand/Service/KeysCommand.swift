import ArgumentParser
import OctavoService

extension TokenCommand {
  /// `octavo token keys`: what signs the links to files.
  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "keys",
      abstract: "List, renew and end the keys that sign links to files.",
      discussion: """
        The newest key signs; links that older ones signed stay good until they expire, or their key \
        is retired. A service that runs takes a change up at once.
        """)
    @Flag(help: "Add a key, which signs from now on, and print its name.") var rotate = false
    @Option(
      help: ArgumentHelp("End a key, and every link that it has signed.", valueName: "name"))
    var retire: String?
    @OptionGroup var options: ServiceOptions

    mutating func validate() throws {
      if rotate, retire != nil {
        throw ValidationError("--rotate and --retire are two steps: rotate first")
      }
    }

    func run() throws {
      try CommandRun.reported(json: false) {
        let keys = try LinkKeys(try options.settings())
        if let retire { return try keys.retire(retire) }
        if rotate { return try StandardOutput.write(try keys.rotate() + "\n") }
        try StandardOutput.write(try keys.names().map { $0 + "\n" }.joined())
      }
    }
  }
}
