import ArgumentParser
import OctavoService

/// `octavo worker`: does jobs of the service, beside others that do.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Do jobs of the service: as many workers as you like.",
    discussion: """
      Works until Ctrl-C or SIGTERM, then gives its jobs back with all that was written. A worker \
      that is killed loses nothing either: others go on where it ended.
      """)
  @Option(help: "Jobs done at once; the settings' workers unless given.") var lanes: Int?
  @Option(
    help: ArgumentHelp("Kinds of jobs to do, such as export; all unless given."),
    transform: Self.kinds)
  var only: [JobKind]?
  @Flag(help: "Do what is due and end.") var once = false
  @Option(help: "The provider to use alone, such as rehearsal, which needs no key.")
  var provider: String?
  @OptionGroup var options: ServiceOptions

  mutating func validate() throws {
    if let lanes, !(1...256).contains(lanes) {
      throw ValidationError("--lanes takes a number from 1 to 256, not \(lanes)")
    }
  }

  func run() throws {
    try CommandRun.reported(json: false) {
      let provider = provider
      let assembly = try ServiceAssembly(
        try options.sources { settings in if let provider { settings.provider = provider } })
      if (only ?? JobKind.allCases).contains(where: \.needsModels) {
        try assembly.workshop.runner.checkModels()
      }
      let count = lanes ?? max(assembly.settings.workers, 1)
      let worker = Worker(assembly.workshop, lanes: count, kinds: only)
      guard !once else {
        return try AsyncRun.wait { try await worker.drain() }
      }
      Terminal.write("working on \(assembly.settings.store), \(count) jobs at once\n")
      // A worker ends by being told to: that is no failure.
      try AsyncRun.wait { try await worker.run() }
    }
  }

  private static func kinds(_ text: String) throws -> [JobKind] {
    try text.split(separator: ",").map { name in
      guard let kind = JobKind(rawValue: String(name)) else {
        let all = JobKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--only takes kinds out of \(all), not “\(name)”")
      }
      return kind
    }
  }
}
