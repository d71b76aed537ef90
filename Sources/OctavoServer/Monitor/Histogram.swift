/// Counts of durations by buckets, as Prometheus has them.
struct Histogram: Sendable {
  /// Upper bounds in seconds, ascending; one more bucket holds what is above all.
  static let bounds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
  ]

  private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// Seconds.
  private(set) var sum: Double = 0

  var count: Int { counts.reduce(0, +) }

  mutating func add(_ seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }
}
