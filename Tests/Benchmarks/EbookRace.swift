import OctavoBase
import OctavoBook

/// The reflowed forms of the book, ours and pandoc's, made in turn.
struct EbookRace {
  let corpus: CorpusBook
  let octavo: OctavoProgram
  /// The path of `pandoc`.
  let pandoc: String
  let race: Race

  /// What both programs can write.
  private static let formats = ["epub", "docx"]

  /// The cost of one format in both programs, run by run.
  private struct Outcome {
    let format: String
    var ours: [Cost] = []
    var theirs: [Cost] = []

    func ratio(_ quantity: KeyPath<Cost, Double>) -> Samples {
      .ratios(ours.map { $0[keyPath: quantity] }, to: theirs.map { $0[keyPath: quantity] })
    }
  }

  /// Prints both programs' times and how ours stand to theirs.
  func run(_ report: Report, scratch: borrowing ScratchFolder) throws {
    let folder = try scratch.folder("ebooks")
    var table = Table(
      "E-books and documents, medians",
      columns: ["format", "octavo wall s", "range", "pandoc wall s", "range", "ratio", "CPU"])
    var records: [Record] = []
    for format in Self.formats {
      let outcome = try measure(format, folder)
      let (ours, theirs) = (outcome.ours.map(\.wall), outcome.theirs.map(\.wall))
      let ratio = outcome.ratio(\.wall)
      table.add([
        format, Number.seconds(Samples(ours).median), Number.range(Samples(ours)),
        Number.seconds(Samples(theirs).median), Number.range(Samples(theirs)),
        Number.fixed(ratio.median, 3), Number.fixed(outcome.ratio(\.cpu).median, 3),
      ])
      records += [
        Record("ebook.wall", of: "octavo, \(format)", unit: "s", Samples(ours)),
        Record("ebook.wall", of: "pandoc, \(format)", unit: "s", Samples(theirs)),
        Record("ratio.wall", of: "octavo / pandoc, \(format)", unit: "1", ratio),
      ]
    }
    try report.print(table, records)
  }

  /// The same work: every file, a title page with all that ours says, and contents.
  private func pandocArguments(_ output: String) -> [String] {
    let book = corpus.metadata
    let named =
      [("title", book.title), ("lang", book.language.text)]
      + (book.subtitle.map { [("subtitle", $0)] } ?? [])
      + (book.rights.map { [("rights", $0)] } ?? []) + book.authors.map { ("author", $0) }
    return ["--from", "markdown", "--standalone", "--toc", "--output", output]
      + named.flatMap { ["--metadata", "\($0)=\($1)"] }
      + corpus.files.map { corpus.folder + "/" + $0 }
  }

  private func measure(_ format: String, _ folder: String) throws -> Outcome {
    var outcome = Outcome(format: format)
    let ours = Command(
      octavo.path,
      ["export", corpus.folder, "--to", format, "--threads", "2", "--json", "-o", folder])
    let theirs = Command(pandoc, pandocArguments("\(folder)/pandoc.\(format)"))
    for round in 0...race.runs {
      Progress.show("\(format), run \(round) of \(race.runs)")
      let costs = (try race.child.run(ours), try race.child.run(theirs))
      // The first of each warms up.
      guard round > 0 else { continue }
      outcome.ours.append(costs.0)
      outcome.theirs.append(costs.1)
    }
    Progress.clear()
    return outcome
  }
}
