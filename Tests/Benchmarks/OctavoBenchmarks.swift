import ArgumentParser

/// Octavo's benchmarks.
@main
struct OctavoBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "octavo-bench", abstract: "Time octavo's work on books.",
    subcommands: [BookBenchmarks.self, GenerationBenchmark.self, WriteManuscript.self],
    defaultSubcommand: BookBenchmarks.self)
}

/// Measures Octavo with a manuscript: `make bench CORPUS=path`.
struct BookBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Time octavo by stage and as a whole, and see it grow.",
    discussion: """
      Everything is run in turn and told as medians. Figures are one machine's; the ratios to \
      programs measured in the same run are what to compare. Fails when the bytes of 1 and 2 \
      threads differ, never because of a time.
      """)

  @Argument(help: "The book's folder.") var corpus: String
  @Option(help: "Timed runs of each program, from 1.") var runs = 5
  @Option(help: "Let the book grow to this many times its chapters; 1 leaves growth out.")
  var largest = 8
  @Option(help: "A folder with Typst's prepare.sh and compile.py, to be timed beside octavo.")
  var peer: String?
  @Option(help: "A folder with the floor program's build.sh, to be timed beside octavo.")
  var floor: String?
  @Option(help: "A pandoc, to make the book's EPUB and DOCX beside octavo.")
  var pandoc: String?
  @Option(help: "The folder with the faces that the peer and the floor program set the book in.")
  var fonts = "Fonts/eb-garamond"
  @Option(help: "The octavo to measure; the one beside this program unless given.")
  var octavo: String?
  @Flag(inversion: .prefixedNo, help: "Time a technical book beside the corpus.")
  var technical = true
  @Flag(help: "Print JSON, one measured quantity a line; the tables go to standard error.")
  var json = false

  mutating func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs takes a number from 1") }
    guard (1...64).contains(largest) else {
      throw ValidationError("--largest takes a number from 1 to 64")
    }
  }

  func run() throws {
    let scratch = try ScratchFolder()
    let child = ChildProcess(scratch: scratch)
    let report = Report(asJSON: json)
    let book = try CorpusBook(folder: corpus)
    let benchmark = Benchmark(
      corpus: book, octavo: try OctavoProgram(path: octavo), race: Race(runs: runs, child: child),
      report: report)
    try report.load("at the start")
    let rivals = try rivals(book, child, scratch: scratch)
    var differences = try benchmark.processes(rivals, scratch: scratch)
    if let pandoc {
      try EbookRace(
        corpus: book, octavo: benchmark.octavo, pandoc: pandoc, race: benchmark.race
      ).run(report, scratch: scratch)
    }
    if technical {
      try TechnicalBenchmark(corpus: book, octavo: benchmark.octavo, race: benchmark.race)
        .run(report, scratch: scratch)
    }
    if largest > 1 { differences += try benchmark.growth(to: largest, scratch: scratch) }
    try benchmark.start()
    let smallest = try child.run(Command("true", []))
    report.line("Peaks below \(Number.fixed(smallest.peak, 1)) MB cannot be seen from here.")
    try report.load("at the end")
    try conclude(differences, report)
  }

  private func rivals(
    _ book: CorpusBook, _ child: ChildProcess, scratch: borrowing ScratchFolder
  ) throws -> [Contender] {
    guard peer != nil || floor != nil else { return [] }
    let rivals = Rivals(corpus: book, fonts: try FilePath.resolved(fonts), child: child)
    let peers = try peer.map { [try rivals.typst(in: FilePath.resolved($0), scratch: scratch)] }
    let floors = try floor.map { try rivals.floor(in: FilePath.resolved($0), scratch: scratch) }
    return (peers ?? []) + (floors ?? [])
  }

  /// Equal bytes are a promise, not a figure: without them the command fails.
  private func conclude(_ differences: Int, _ report: Report) throws {
    let verdict = differences == 0 ? "equal" : "different in \(differences) runs"
    report.line("Bytes with 1 and 2 threads: \(verdict).")
    try report.print([
      Record("bytes.different", of: "octavo", unit: "1", Samples([Double(differences)]))
    ])
    if differences > 0 { throw ExitCode.failure }
  }
}
