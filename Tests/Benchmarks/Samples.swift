/// One quantity, measured several times.
struct Samples {
  private let sorted: [Double]

  /// `values` has at least one element.
  init(_ values: [Double]) { sorted = values.sorted() }

  var count: Int { sorted.count }
  var low: Double { sorted.first ?? .nan }
  var high: Double { sorted.last ?? .nan }

  var median: Double {
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension Samples {
  /// The ratios of two quantities that were measured in turn, run by run.
  ///
  /// Their median stands noise better than the ratio of the medians: what slows the machine for a
  /// while slows both sides of a pair.
  static func ratios(_ ours: [Double], to theirs: [Double]) -> Samples {
    Samples(zip(ours, theirs).map { $0 / $1 })
  }
}
