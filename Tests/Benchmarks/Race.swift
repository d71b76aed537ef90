import FoundationEssentials

/// Runs contenders in turn, A B C A B C, so that what slows the machine slows all of them.
struct Race {
  /// Timed runs of each, at least 1.
  let runs: Int
  let child: ChildProcess

  /// One run of each that does not count, then `runs` that do.
  func run(_ contenders: [Contender]) throws -> [Result] {
    var results: [Result] = []
    for contender in contenders {
      Progress.show("warming up: \(contender.title)")
      try child.run(contender.command)
      results.append(Result(contender: contender, pages: try pages(of: contender)))
    }
    for round in 1...runs {
      for index in results.indices {
        Progress.show("run \(round) of \(runs): \(results[index].contender.title)")
        try measure(&results[index])
      }
    }
    Progress.clear()
    return results
  }

  private func measure(_ result: inout Result) throws {
    let contender = result.contender
    result.costs.append(try child.run(contender.command))
    if contender.reports { result.summaries.append(try summary()) }
    if let reference = contender.reference,
      try !FileComparison.areEqual(contender.pdf, reference)
    {
      result.differences += 1
    }
  }

  private func pages(of contender: Contender) throws -> Int {
    if contender.reports { return try summary().pages }
    try child.run(Command("pdfinfo", [contender.pdf]))
    let lines = String(decoding: try child.printed(), as: UTF8.self).split(separator: "\n")
    let count = lines.first { $0.hasPrefix("Pages:") }?.split(separator: " ").last.flatMap {
      Int($0)
    }
    guard let count else { throw BenchmarkFailure("pdfinfo tells no pages of \(contender.pdf)") }
    return count
  }

  private func summary() throws -> ExportSummary {
    try JSONDecoder().decode(ExportSummary.self, from: try child.printed())
  }
}

extension Contender {
  /// Its name with its threads.
  var title: String {
    switch threads {
    case nil: name
    case 1: "\(name), 1 thread"
    case .some(let count): "\(name), \(count) threads"
    }
  }
}
