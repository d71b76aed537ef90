/// How far a line is from its natural width, as TeX reckons it: about 100 × (t/s)³ in integers.
enum Badness {
  /// What a line that cannot stretch enough has; one more marks an overfull line.
  static let infinite: Int32 = 10_000
  static let overfull: Int32 = 10_001
  /// Largest ratio, in 297ths, whose badness is finite (TeX: The Program § 108).
  static let largestRatio: Int64 = 1_290
  /// Shortfall above which the ratio is reckoned more coarsely, and the stretch it then needs.
  static let largeShortfall: Int64 = 7_230_584
  static let largeStretch: Int64 = 1_663_497

  /// The badness of changing a line by `shortfall` ≥ 0 where `total` can be had
  /// (TeX: The Program § 108).
  @inline(__always)
  static func of(_ shortfall: Int64, total: Int64) -> Int32 {
    if shortfall == 0 { return 0 }
    if total <= 0 { return infinite }
    let ratio: Int64
    if shortfall <= largeShortfall, total <= Int64(Int32.max) {
      ratio = Int64(
        (UInt32(truncatingIfNeeded: shortfall) &* 297) / UInt32(truncatingIfNeeded: total))
    } else if shortfall <= largeShortfall {
      ratio = 0
    } else if total >= largeStretch {
      ratio = shortfall / (total / 297)
    } else {
      ratio = shortfall
    }
    return of(ratio: ratio)
  }

  /// The badness of a ratio in 297ths.
  @inline(__always)
  static func of(ratio: Int64) -> Int32 {
    ratio > largestRatio ? infinite : Int32((ratio * ratio * ratio + 0x20000) >> 18)
  }

  /// The largest ratio in 297ths with a badness of at most `threshold`; nil where any is allowed.
  static func largestRatio(within threshold: Int32) -> Int64? {
    guard threshold < infinite else { return nil }
    var low: Int64 = -1
    var high = largestRatio + 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if of(ratio: middle) <= threshold { low = middle } else { high = middle }
    }
    return low
  }
}

/// How tight or loose a line is set, so that unlike neighbours can be charged
/// (TeX: The Program § 817).
enum Fitness {
  static let veryLoose: Int32 = 0
  static let loose: Int32 = 1
  static let decent: Int32 = 2
  static let tight: Int32 = 3
  static let count = 4
}
