/// What a pass reads: the paragraph as buffers, and the pass's settings.
struct PassInput {
  let candidates: UnsafeBufferPointer<LineCandidate>
  let infinite: UnsafeBufferPointer<InfiniteStretch>
  let leading: UnsafeBufferPointer<LineShape.Line>
  let restWidth: Int64
  let isMonotone: Bool
  let settings: PassSettings

  /// Width of a line, counted from 1.
  @inline(__always)
  func width(ofLine number: Int32) -> Int64 {
    number > leading.count ? restWidth : leading[Int(number) - 1].width
  }

  /// Whether a line between two places stretches without end.
  @inline(__always)
  func isInfinite(from start: Int32, to end: Int32) -> Bool {
    if start == end && settings.infiniteBackground == InfiniteStretch() { return false }
    return infiniteStretch(from: start, to: end) != InfiniteStretch()
  }

  @inline(never)
  private func infiniteStretch(from start: Int32, to end: Int32) -> InfiniteStretch {
    var total = infinite[Int(end)] - infinite[Int(start)]
    total.fil += settings.infiniteBackground.fil
    total.fill += settings.infiniteBackground.fill
    total.filll += settings.infiniteBackground.filll
    return total
  }

  /// Whether a line is short of its width by more than the pass allows, found without a division.
  @inline(__always)
  func isTooLoose(
    _ start: UnsafePointer<ActiveBreak>, _ end: UnsafePointer<LineCandidate>, _ shortfall: Int64
  ) -> Bool {
    guard shortfall > 0, let ratio = settings.largestRatio,
      !isInfinite(from: start.pointee.infinite, to: end.pointee.endInfinite)
    else { return false }
    let stretch = end.pointee.endStretch - start.pointee.stretch + settings.background
    if shortfall > Badness.largeShortfall {
      return stretch < Badness.largeStretch || shortfall / (stretch / 297) > ratio
    }
    return shortfall * 297 >= (ratio + 1) * min(stretch, 1 << 40)
  }

  /// Badness and fitness class of a line (TeX: The Program §§ 852–853).
  @inline(__always)
  func setting(
    _ start: UnsafePointer<ActiveBreak>, _ end: UnsafePointer<LineCandidate>, _ shortfall: Int64
  ) -> (badness: Int32, fitness: Int32) {
    if shortfall <= 0 {
      let shrink = end.pointee.endShrink - start.pointee.shrink
      let badness =
        -shortfall > shrink ? Badness.overfull : Badness.of(-shortfall, total: shrink)
      return (badness, badness > 12 ? Fitness.tight : Fitness.decent)
    }
    if isInfinite(from: start.pointee.infinite, to: end.pointee.endInfinite) {
      return (0, Fitness.decent)
    }
    let stretch = end.pointee.endStretch - start.pointee.stretch + settings.background
    let badness = Badness.of(shortfall, total: stretch)
    return (
      badness, badness > 99 ? Fitness.veryLoose : badness > 12 ? Fitness.loose : Fitness.decent
    )
  }
}
