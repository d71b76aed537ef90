/// The time of each stage of the engine, of contenders side by side.
struct StageTable {
  /// The runs of `octavo`, such as with 1 and with 2 threads.
  let results: [Result]
  /// What the last column compares: the last contender with the first.
  var comparison = "2 / 1"

  var table: Table {
    var table = Table(
      "Stages, seconds, medians",
      columns: ["stage"] + results.map { $0.contender.title } + [comparison])
    for stage in stages {
      let samples = results.map { $0.stage(stage) }
      table.add([stage] + samples.map { Number.seconds($0.median) } + [ratio(samples)])
    }
    let totals = results.map { result in
      Samples(result.summaries.map { $0.stages.values.reduce(0, +) })
    }
    table.add(["all"] + totals.map { Number.seconds($0.median) } + [ratio(totals)])
    return table
  }

  var records: [Record] {
    results.flatMap { result in
      stages.map {
        Record(
          "stage.\($0)", of: result.contender.name, threads: result.contender.threads, unit: "s",
          result.stage($0))
      }
    }
  }

  private var stages: [String] {
    ExportSummary.ordered(results.first?.summaries.first?.stages.keys.map { $0 } ?? [])
  }

  private func ratio(_ samples: [Samples]) -> String {
    guard let first = samples.first, let last = samples.last else { return "" }
    return Number.fixed(last.median / first.median, 2)
  }
}
