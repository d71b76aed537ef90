extension LineBreaker {
  /// What a feasible line costs (TeX: The Program § 859), with Octavo's own charges.
  @inline(__always)
  func demerits(
    _ start: UnsafePointer<ActiveBreak>, _ end: UnsafePointer<LineCandidate>,
    _ setting: (badness: Int32, fitness: Int32), lineWidth: Int64, _ input: PassInput
  ) -> Int64 {
    let base = Int64(input.settings.parameters.linePenalty) + Int64(setting.badness)
    var cost = abs(base) >= 10_000 ? 100_000_000 : base * base
    let penalty = Int64(end.pointee.penalty)
    if penalty > 0 {
      cost += penalty * penalty
    } else if penalty > -10_000 {
      cost -= penalty * penalty
    }
    if end.pointee.isHyphen, start.pointee.isHyphen {
      cost += Int64(
        end.pointee.isEnd
          ? input.settings.parameters.finalHyphenDemerits
          : input.settings.parameters.doubleHyphenDemerits)
    }
    if abs(setting.fitness - start.pointee.fitness) > 1 {
      cost += Int64(input.settings.parameters.adjacentDemerits)
    }
    if input.settings.hasOwnCharges {
      cost += ownCharges(start, end, setting.badness, lineWidth: lineWidth, input)
    }
    return cost
  }

  /// Octavo's charges for too many hyphens in a row, for very loose lines and for runts.
  private func ownCharges(
    _ start: UnsafePointer<ActiveBreak>, _ end: UnsafePointer<LineCandidate>, _ badness: Int32,
    lineWidth: Int64, _ input: PassInput
  ) -> Int64 {
    let settings = input.settings
    let natural = end.pointee.endWidth - start.pointee.width
    var cost: Int64 = 0
    if settings.hyphenRuns > 1, end.pointee.isHyphen, !end.pointee.isEnd,
      start.pointee.hyphenRun == settings.hyphenRuns - 1
    {
      cost += PassSettings.clampCharge(settings.parameters.hyphenRunDemerits)
    }
    if natural < lineWidth, settings.parameters.looseBadness < Badness.infinite,
      !input.isInfinite(from: start.pointee.infinite, to: end.pointee.endInfinite)
    {
      let stretch =
        end.pointee.endStretch - start.pointee.stretch + settings.background - settings.emergency
      let actual =
        settings.emergency == 0 ? badness : Badness.of(lineWidth - natural, total: stretch)
      if actual > settings.parameters.looseBadness {
        cost += PassSettings.clampCharge(settings.parameters.looseDemerits)
      }
    }
    if end.pointee.isEnd, start.pointee.passive >= 0, natural < settings.parameters.runtWidth {
      cost += PassSettings.clampCharge(settings.parameters.runtDemerits)
    }
    return cost
  }
}
