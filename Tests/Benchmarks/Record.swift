/// One measured quantity, as `--json` prints it: one object a line.
struct Record: Encodable {
  /// What was measured, such as `process.wall`, `stage.layout` or `growth.peak`.
  let measure: String
  /// The program, or what is compared, such as `octavo / Typst`.
  let subject: String
  /// Threads used, where they were set.
  var threads: Int?
  /// How often the book's chapters stand in it, where it was made longer.
  var size: Int?
  /// `s`, `MB`, or `1` for ratios and counts.
  let unit: String
  let median: Double
  let low: Double
  let high: Double
  /// How many values the median is of.
  let runs: Int

  init(
    _ measure: String, of subject: String, threads: Int? = nil, size: Int? = nil, unit: String,
    _ samples: Samples
  ) {
    (self.measure, self.subject, self.threads, self.size) = (measure, subject, threads, size)
    (self.unit, median, runs) = (unit, samples.median, samples.count)
    (low, high) = (samples.low, samples.high)
  }
}
