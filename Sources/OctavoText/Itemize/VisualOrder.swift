/// Puts the runs of a line in the order they are seen.
package enum VisualOrder {
  /// Indices of the runs from left to right, given their embedding levels in reading order
  /// (UAX #9, rule L2).
  package static func order(levels: some Sequence<UInt8>) -> [Int] {
    let levels = Array(levels)
    var order = Array(levels.indices)
    guard let highest = levels.max(), let lowestOdd = levels.filter({ $0 & 1 == 1 }).min() else {
      return order
    }
    for level in stride(from: highest, through: lowestOdd, by: -1) {
      var start = 0
      while start < order.count {
        guard levels[order[start]] >= level else {
          start += 1
          continue
        }
        var end = start
        while end < order.count, levels[order[end]] >= level { end += 1 }
        order[start..<end].reverse()
        start = end
      }
    }
    return order
  }
}
