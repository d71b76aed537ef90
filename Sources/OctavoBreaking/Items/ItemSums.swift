/// Running totals over a paragraph's items, in scaled points.
struct ItemSums: Sendable {
  var width: Int64 = 0
  /// Finite stretch and shrink.
  var stretch: Int64 = 0
  var shrink: Int64 = 0
  /// How many infinitely stretchable glues came before.
  var infinite: Int32 = 0

  /// Largest width, stretch or shrink of one item, so that sums of 2^24 items cannot overflow
  /// (16 million points).
  static let limit: Int64 = 1 << 36

  static func clamp(_ value: Int64) -> Int64 { min(max(value, -limit), limit) }

  mutating func add(width: Int64, stretch: Int64, shrink: Int64) {
    self.width += Self.clamp(width)
    self.stretch += Self.clamp(stretch)
    self.shrink += Self.clamp(shrink)
  }
}

/// Totals of infinite stretch of the three orders (fil, fill, filll), in scaled points.
struct InfiniteStretch: Sendable, Equatable {
  var fil: Int64 = 0
  var fill: Int64 = 0
  var filll: Int64 = 0

  static func - (a: InfiniteStretch, b: InfiniteStretch) -> InfiniteStretch {
    InfiniteStretch(fil: a.fil - b.fil, fill: a.fill - b.fill, filll: a.filll - b.filll)
  }

  /// Adds stretch of an order from 1 (fil) to 3 (filll, and beyond).
  mutating func add(_ stretch: Int64, order: UInt8) {
    let stretch = ItemSums.clamp(stretch)
    switch order {
    case 1: fil += stretch
    case 2: fill += stretch
    default: filll += stretch
    }
  }

  /// The highest order that does not cancel out, with its stretch; nil where all do.
  var dominant: (order: UInt8, stretch: Int64)? {
    if filll != 0 { return (3, filll) }
    if fill != 0 { return (2, fill) }
    if fil != 0 { return (1, fil) }
    return nil
  }
}
