/// Time and memory of whole processes, and how ours stand to the others'.
struct ProcessTable {
  let results: [Result]

  /// One of ours against one of theirs.
  private struct Pair {
    let ours: Result
    let theirs: Result

    func ratio(_ quantity: KeyPath<Cost, Double>) -> Samples {
      .ratios(ours.values(quantity), to: theirs.values(quantity))
    }

    var records: [Record] {
      let subject = "octavo / \(theirs.contender.name)"
      let threads = ours.contender.threads
      return [
        Record("ratio.wall", of: subject, threads: threads, unit: "1", ratio(\.wall)),
        Record("ratio.cpu", of: subject, threads: threads, unit: "1", ratio(\.cpu)),
        Record("ratio.peak", of: subject, threads: threads, unit: "1", ratio(\.peak)),
      ]
    }
  }

  var tables: [Table] { [processes] + (pairs.isEmpty ? [] : [ratios]) }

  var records: [Record] {
    let costs = results.flatMap { result in
      let (name, threads) = (result.contender.name, result.contender.threads)
      return [
        Record("process.wall", of: name, threads: threads, unit: "s", result.samples(\.wall)),
        Record("process.cpu", of: name, threads: threads, unit: "s", result.samples(\.cpu)),
        Record("process.peak", of: name, threads: threads, unit: "MB", result.samples(\.peak)),
        Record(
          "process.pages", of: name, threads: threads, unit: "1", Samples([Double(result.pages)])),
      ]
    }
    return costs + pairs.flatMap(\.records)
  }

  private var processes: Table {
    var table = Table(
      "Whole process, medians",
      columns: ["program", "wall s", "range", "CPU s", "range", "peak MB", "pages"])
    for result in results {
      let (wall, cpu) = (result.samples(\.wall), result.samples(\.cpu))
      table.add([
        result.contender.title, Number.seconds(wall.median), Number.range(wall),
        Number.seconds(cpu.median), Number.range(cpu),
        Number.fixed(result.samples(\.peak).median, 1), "\(result.pages)",
      ])
    }
    return table
  }

  private var ratios: Table {
    var table = Table(
      "Ratios, medians of run against run (below 1: octavo takes less)",
      columns: ["ours / theirs", "wall", "CPU", "peak"])
    for pair in pairs {
      table.add([
        "\(pair.ours.contender.title) / \(pair.theirs.contender.title)",
        Number.fixed(pair.ratio(\.wall).median, 3), Number.fixed(pair.ratio(\.cpu).median, 3),
        Number.fixed(pair.ratio(\.peak).median, 3),
      ])
    }
    return table
  }

  /// Each rival with the run of ours that has as many threads; with both where it chooses itself.
  private var pairs: [Pair] {
    let ours = results.filter(\.contender.reports)
    return results.filter { !$0.contender.reports }.flatMap { theirs in
      ours.filter {
        theirs.contender.threads == nil || theirs.contender.threads == $0.contender.threads
      }
      .map { Pair(ours: $0, theirs: theirs) }
    }
  }
}
