/// How time and memory grow with the book.
struct GrowthTable {
  /// The runs of each size, ascending.
  let results: [Result]
  /// How often the chapters stand in each.
  let sizes: [Int]

  /// Time a page may rise by, from the shortest book to the longest, and still count as linear.
  private static let tolerance = 1.15

  var table: Table {
    var table = Table(
      "Growth, medians",
      columns: [
        "size", "pages", "wall s", "CPU s", "layout s", "wall ms/page", "CPU ms/page", "peak MB",
        "MB/page",
      ])
    for (size, result) in zip(sizes, results) {
      let (wall, cpu) = (result.samples(\.wall).median, result.samples(\.cpu).median)
      let (peak, pages) = (result.samples(\.peak).median, Double(result.pages))
      table.add([
        "\(size)x", "\(result.pages)", Number.seconds(wall), Number.seconds(cpu),
        Number.seconds(result.stage("layout").median), Number.fixed(wall / pages * 1_000, 3),
        Number.fixed(cpu / pages * 1_000, 3), Number.fixed(peak, 1), Number.fixed(peak / pages, 3),
      ])
    }
    table.remarks = [verdict("wall", \.wall), verdict("CPU", \.cpu), memory]
    return table
  }

  var records: [Record] { zip(sizes, results).flatMap(records) }

  private func records(of size: Int, _ result: Result) -> [Record] {
    let record = { (name: String, unit: String, samples: Samples) in
      Record(
        "growth.\(name)", of: "octavo", threads: result.contender.threads, size: size, unit: unit,
        samples)
    }
    return [
      record("wall", "s", result.samples(\.wall)), record("cpu", "s", result.samples(\.cpu)),
      record("layout", "s", result.stage("layout")),
      record("peak", "MB", result.samples(\.peak)),
      record("pages", "1", Samples([Double(result.pages)])),
    ]
  }

  private func verdict(_ name: String, _ quantity: KeyPath<Cost, Double>) -> String {
    guard let first = results.first, let last = results.last, let size = sizes.last else {
      return ""
    }
    let perPage = { (result: Result) in result.samples(quantity).median / Double(result.pages) }
    let ratio = perPage(last) / perPage(first)
    let isLinear = ratio <= Self.tolerance
    return
      "\(name) a page at \(size)x is \(Number.fixed(ratio, 2)) of that at 1x: "
      + (isLinear ? "linear" : "more than linear")
  }

  /// What each further page adds, by the shortest and the longest book.
  private var memory: String {
    guard let first = results.first, let last = results.last, last.pages > first.pages else {
      return ""
    }
    let rise = last.samples(\.peak).median - first.samples(\.peak).median
    return
      "memory rises by \(Number.fixed(rise / Double(last.pages - first.pages), 3)) MB a page"
  }
}
