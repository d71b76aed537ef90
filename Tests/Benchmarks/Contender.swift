import FoundationEssentials

/// A program that makes a PDF of the book, in the race with the others.
struct Contender {
  let name: String
  /// Threads it is told to use; nil where it chooses itself.
  let threads: Int?
  let command: Command
  /// The PDF it writes.
  let pdf: String
  /// The PDF its own must equal byte for byte, where there is one.
  var reference: String?
  /// Whether it prints the export's JSON object.
  var reports = false
}

/// What `octavo export --json` prints, as far as it is measured.
struct ExportSummary: Decodable {
  let pages: Int
  /// Seconds of each stage.
  let stages: [String: Double]

  /// The stages in the order they run; a stage that is not known here comes after them.
  static func ordered(_ stages: some Sequence<String>) -> [String] {
    let known = ["read", "parse", "style", "fonts", "layout", "pdf"]
    return stages.sorted {
      let (left, right) = (
        known.firstIndex(of: $0) ?? known.count, known.firstIndex(of: $1) ?? known.count
      )
      return (left, $0) < (right, $1)
    }
  }
}

/// The runs of one contender.
struct Result {
  let contender: Contender
  var costs: [Cost] = []
  var summaries: [ExportSummary] = []
  /// Runs whose PDF was not the reference's.
  var differences = 0
  /// Physical pages of the PDF.
  var pages = 0

  /// One quantity of all runs, in their order.
  func values(_ quantity: KeyPath<Cost, Double>) -> [Double] { costs.map { $0[keyPath: quantity] } }

  func samples(_ quantity: KeyPath<Cost, Double>) -> Samples { Samples(values(quantity)) }

  /// The seconds of one stage over all runs.
  func stage(_ name: String) -> Samples { Samples(summaries.compactMap { $0.stages[name] }) }
}
