/// The measurements, one after the other.
struct Benchmark {
  let corpus: CorpusBook
  let octavo: OctavoProgram
  let race: Race
  let report: Report

  /// Stages and whole processes: ours with 1 and 2 threads, and the rivals, in turn.
  ///
  /// - Returns: runs whose bytes were not those of the first.
  func processes(_ rivals: [Contender], scratch: borrowing ScratchFolder) throws -> Int {
    let reference = try reference(corpus.folder, scratch: scratch)
    let ours = try [1, 2].map { threads in
      var contender = octavo.export(
        corpus.folder, threads: threads, to: try scratch.folder("\(threads)"))
      contender.reference = reference
      return contender
    }
    let results = try race.run(ours + rivals)
    let stages = StageTable(results: results.filter(\.contender.reports))
    try report.print(stages.table, stages.records)
    let processes = ProcessTable(results: results)
    for (index, table) in processes.tables.enumerated() {
      try report.print(table, index == 0 ? processes.records : [])
    }
    return results.reduce(0) { $0 + $1.differences }
  }

  /// The same with ever longer books, up to `largest` times the corpus.
  ///
  /// - Returns: runs with 2 threads whose bytes were not those of 1 thread.
  func growth(to largest: Int, scratch: borrowing ScratchFolder) throws -> Int {
    var sizes = [1]
    while let last = sizes.last, last * 2 <= largest { sizes.append(last * 2) }
    let books = try scratch.folder("books")
    var contenders: [Contender] = []
    for size in sizes {
      Progress.show("making the book \(size) times as long")
      let book = try RepeatedBook(corpus: corpus, times: size).write(to: books)
      var contender = octavo.export(
        book, name: "octavo, \(size)x", threads: 2, to: try scratch.folder("grown"))
      contender.reference = try reference(book, scratch: scratch)
      contenders.append(contender)
    }
    let growth = GrowthTable(results: try race.run(contenders), sizes: sizes)
    try report.print(growth.table, growth.records)
    return growth.results.reduce(0) { $0 + $1.differences }
  }

  /// The command's start and end with nothing between.
  func start() throws {
    let costs = try (0..<race.runs * 4).map { _ in try race.child.run(octavo.version) }
    let wall = Samples(costs.map(\.wall))
    var table = Table("Start, median of \(wall.count)", columns: ["command", "wall ms", "range"])
    table.add([
      "octavo --version", Number.fixed(wall.median * 1_000, 1),
      "\(Number.fixed(wall.low * 1_000, 1))–\(Number.fixed(wall.high * 1_000, 1))",
    ])
    try report.print(table, [Record("start.wall", of: "octavo --version", unit: "s", wall)])
  }

  /// The PDF of `book` as one thread makes it.
  private func reference(_ book: String, scratch: borrowing ScratchFolder) throws -> String {
    Progress.show("setting \(book) with 1 thread")
    let contender = octavo.export(book, threads: 1, to: try scratch.folder("reference"))
    try race.child.run(contender.command)
    return contender.pdf
  }
}
