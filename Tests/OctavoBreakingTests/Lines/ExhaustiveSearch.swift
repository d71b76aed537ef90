import OctavoBreaking

/// The fewest demerits of a small paragraph, found by trying every set of breaks: the second pass's
/// rules written down once more, without any of the breaker's shortcuts.
struct ExhaustiveSearch {
  let candidates: ContiguousArray<LineCandidate>
  let parameters: LineParameters
  let measure: Int64
  /// With this many lines only.
  var lineCount: Int?

  private struct Way {
    var start: LineCandidate?
    var fitness = 2
    var run = 0
    var lines = 0
    var demerits: Int64 = 0
  }

  /// Nil where no set of breaks is within tolerance.
  func fewestDemerits() -> Int64? { fewest(from: 0, Way()) }

  private func fewest(from first: Int, _ way: Way) -> Int64? {
    var best: Int64?
    for index in first..<candidates.count {
      guard let next = extend(way, to: candidates[index]) else { continue }
      let total: Int64?
      if candidates[index].isEnd {
        total = lineCount == nil || next.lines == lineCount ? next.demerits : nil
      } else {
        total = fewest(from: index + 1, next)
      }
      if let total { best = min(best ?? total, total) }
    }
    return best
  }

  private func extend(_ way: Way, to end: LineCandidate) -> Way? {
    let natural = end.endWidth - (way.start?.nextWidth ?? 0)
    let slack = measure - natural
    let stretch = end.endStretch - (way.start?.nextStretch ?? 0)
    let shrink = end.endShrink - (way.start?.nextShrink ?? 0)
    if -slack > shrink { return nil }
    // The tests' only infinite glue fills the last line.
    let badness =
      slack > 0
      ? (end.isEnd ? 0 : badness(slack, stretch)) : badness(-slack, shrink)
    guard badness <= Int64(parameters.tolerance) else { return nil }
    var next = Way(start: end, lines: way.lines + 1, demerits: way.demerits)
    next.fitness = badness <= 12 ? 2 : slack <= 0 ? 3 : badness > 99 ? 0 : 1
    next.run = end.isHyphen && !end.isEnd ? way.run + 1 : 0
    next.demerits += demerits(way, next, end, badness)
    if end.isEnd, way.start != nil, natural < parameters.runtWidth {
      next.demerits += parameters.runtDemerits
    }
    if slack > 0, !end.isEnd, badness > Int64(parameters.looseBadness) {
      next.demerits += parameters.looseDemerits
    }
    return next
  }

  private func demerits(_ way: Way, _ next: Way, _ end: LineCandidate, _ badness: Int64) -> Int64 {
    let base = Int64(parameters.linePenalty) + badness
    var cost = base >= 10_000 ? 100_000_000 : base * base
    if end.penalty > -10_000 {
      cost += Int64(end.penalty) * Int64(end.penalty) * (end.penalty < 0 ? -1 : 1)
    }
    if end.isHyphen, way.start?.isHyphen == true {
      cost += Int64(end.isEnd ? parameters.finalHyphenDemerits : parameters.doubleHyphenDemerits)
    }
    if abs(next.fitness - way.fitness) > 1 { cost += Int64(parameters.adjacentDemerits) }
    if parameters.maximumHyphenRun > 0, next.run > Int(parameters.maximumHyphenRun) {
      cost += parameters.hyphenRunDemerits
    }
    return cost
  }

  /// TeX: The Program § 108, for sizes below 110 pt.
  private func badness(_ change: Int64, _ total: Int64) -> Int64 {
    if change == 0 { return 0 }
    if total <= 0 || change > 7_230_584 { return 10_000 }
    let ratio = change * 297 / total
    return ratio > 1_290 ? 10_000 : (ratio * ratio * ratio + 131_072) / 262_144
  }
}
