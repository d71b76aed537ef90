import ArgumentParser
import FoundationEssentials
import OctavoModelServer

/// Measures what drafting a book costs beyond the model's own time: `make bench-generation`.
///
/// A scripted server streams at a set rate, by an absolute clock: all tokens together, divided by
/// the rate, are the least time the book can take. What is above is Octavo's overhead, together
/// with the server's own.
struct GenerationBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generation", abstract: "Draft a book from a server of steady speed.")

  @Option(help: "Tokens the server streams in a second.") var rate = 100.0
  @Option(help: "Chapters of the book.") var chapters = 12
  @Option(help: "Words of the book; 30,000 tokens or so take five minutes at 100 a second.")
  var words = 30_000
  @Option(help: "The octavo to measure; the one beside this program unless given.")
  var octavo: String?
  @Flag(help: "Print JSON, one measured quantity a line; the table goes to standard error.")
  var json = false

  mutating func validate() throws {
    guard rate > 0 else { throw ValidationError("--rate takes a number above 0") }
  }

  func run() throws {
    let scratch = try ScratchFolder()
    let child = ChildProcess(scratch: scratch)
    let report = Report(asJSON: json)
    let program = try OctavoProgram(path: octavo)
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = rate
    let server = try ModelServer(settings)
    let policy = try self.policy(server, in: scratch)
    try report.load("at the start")
    let cost = try child.run(
      Command(
        program.path,
        [
          "draft", "--keyword", "tides", "--genre", "guide", "--audience", "beginners",
          "--chapters", "\(chapters)", "--words", "\(words)", "--policy", policy, "--provider",
          "scripted", "--store", scratch.path + "/store", "-o", scratch.path + "/out",
        ]))
    try tell(cost, server.ledger, report)
    try report.load("at the end")
  }

  private func policy(_ server: ModelServer, in scratch: borrowing ScratchFolder) throws -> String {
    let path = scratch.path + "/policy.yaml"
    try """
    providers:
      scripted:
        dialect: anthropic-messages
        base-address: \(server.address)/v1
        model: m
    models:
      scripted/m: {input: 3, output: 15}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func tell(_ cost: Cost, _ ledger: ServerLedger, _ report: Report) throws {
    let streamed = Double(ledger.outputTokens) / rate
    let overhead = (cost.wall - streamed) / cost.wall
    var table = Table(
      "A book of \(chapters) chapters at \(Number.fixed(rate, 0)) tokens a second",
      columns: ["", "calls", "tokens", "wall s", "model s", "overhead %", "CPU s", "peak MB"])
    table.add([
      "octavo draft", "\(ledger.calls)", "\(ledger.outputTokens)", Number.fixed(cost.wall, 1),
      Number.fixed(streamed, 1), Number.fixed(overhead * 100, 2), Number.fixed(cost.cpu, 2),
      Number.fixed(cost.peak, 1),
    ])
    try report.print(
      table,
      [
        Record("generation.wall", of: "octavo", unit: "s", Samples([cost.wall])),
        Record("generation.overhead", of: "octavo", unit: "1", Samples([overhead])),
        Record("generation.cpu", of: "octavo", unit: "s", Samples([cost.cpu])),
        Record("generation.peak", of: "octavo", unit: "MB", Samples([cost.peak])),
      ])
  }
}
