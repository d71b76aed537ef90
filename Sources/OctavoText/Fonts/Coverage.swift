/// The characters a face has glyphs for. Immutable.
struct Coverage: Sendable {
  /// Ascending, disjoint.
  private let ranges: ContiguousArray<ClosedRange<UInt32>>

  init(ranges: ContiguousArray<ClosedRange<UInt32>>) { self.ranges = ranges }

  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }
}
