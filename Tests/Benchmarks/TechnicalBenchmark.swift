import ArgumentParser
import OctavoTechnicalManuscript

/// The made-up technical book in turn with the corpus: what a page of code, tables and figures
/// costs beside one of prose.
struct TechnicalBenchmark {
  let corpus: CorpusBook
  let octavo: OctavoProgram
  let race: Race

  func run(_ report: Report, scratch: borrowing ScratchFolder) throws {
    Progress.show("making the technical manuscript")
    let book = try scratch.folder("technical")
    try TechnicalManuscript(scale: 4).write(to: book)
    let results = try race.run([
      octavo.export(
        corpus.folder, name: "corpus", threads: 2, to: try scratch.folder("technical-corpus")),
      octavo.export(
        book, name: "technical book", threads: 2, to: try scratch.folder("technical-out")),
    ])
    let costs = results.map { result in
      Samples(result.values(\.wall).map { $0 / Double(result.pages) })
    }
    var table = Table(
      "Time of a page, medians",
      columns: ["book", "pages", "wall s", "wall ms a page", "CPU ms a page", "/ corpus"])
    for (result, cost) in zip(results, costs) {
      let cpu = Samples(result.values(\.cpu).map { $0 / Double(result.pages) })
      table.add([
        result.contender.name, "\(result.pages)", Number.seconds(result.samples(\.wall).median),
        Number.fixed(cost.median * 1_000, 3), Number.fixed(cpu.median * 1_000, 3),
        Number.fixed(cost.median / costs[0].median, 2),
      ])
    }
    try report.print(
      table,
      zip(results, costs).map { result, cost in
        Record("page.wall", of: result.contender.name, threads: 2, unit: "s", cost)
      })
    var stages = StageTable(results: results)
    stages.comparison = "technical / corpus"
    try report.print(stages.table, stages.records)
  }
}

/// Writes the technical manuscript, to be looked at.
struct WriteManuscript: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manuscript",
    abstract: "Write the technical manuscript: code, tables and figures by the hundred.")

  @Argument(help: "The folder for the book, made where it is not there.") var folder: String
  @Option(help: "The template the book asks for.") var template = "modern"
  @Option(help: "Raster figures are 160 pixels wide, times this.") var scale = 4

  mutating func validate() throws {
    guard (1...40).contains(scale) else {
      throw ValidationError("--scale takes a number from 1 to 40")
    }
  }

  func run() throws {
    try TechnicalManuscript(template: template, scale: scale).write(to: folder)
  }
}
