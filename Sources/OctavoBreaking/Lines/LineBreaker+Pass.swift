extension LineBreaker {
  /// Tries all candidates; the active breaks that remain are ways to the paragraph's end
  /// (TeX: The Program § 863).
  mutating func run(_ items: ItemList, _ shape: LineShape, _ settings: PassSettings) {
    items.candidates.withUnsafeBufferPointer { candidates in
      items.infinite.withUnsafeBufferPointer { infinite in
        shape.leading.withUnsafeBufferPointer { leading in
          begin(settings, startWidth: items.startProtrusion)
          tryAll(
            PassInput(
              candidates: candidates, infinite: infinite, leading: leading,
              restWidth: shape.rest.width, isMonotone: items.isMonotone, settings: settings))
        }
      }
    }
  }

  private mutating func begin(_ settings: PassSettings, startWidth: Int64) {
    nodes.removeAll()
    passive.removeAll()
    passiveLimit = 1 << 16
    unused = -1
    nodes.append(
      ActiveBreak(
        width: startWidth, stretch: 0, shrink: 0, infinite: 0, passive: -1, demerits: 0, line: 1,
        next: -1, fitness: Fitness.decent, hyphenRun: 0, isHyphen: false))
    head = 0
    tail = 0
    minimum = settings.parameters.demeritLimit
    best.removeAll()
    for _ in 0..<(Int(settings.hyphenRuns) * Fitness.count) {
      best.append(BestBreak(demerits: minimum, passive: -1, line: 0))
    }
  }

  private mutating func tryAll(_ input: PassInput) {
    let last = input.candidates.count - 1
    for index in input.candidates.indices {
      if input.candidates[index].isAutomatic && !input.settings.usesHyphens { continue }
      if index < last, isBeforeAllLineEnds(index, input) { continue }
      tryBreak(at: Int32(index), isForced: index == last, input)
      if head < 0 { return }
      if passive.count > passiveLimit { dropUnreachable() }
    }
  }

  /// Whether even the longest line to a candidate, from the first active break, is too loose: most
  /// candidates need no more than this.
  @inline(__always)
  private func isBeforeAllLineEnds(_ index: Int, _ input: PassInput) -> Bool {
    let start = nodes.base + Int(head)
    let end = input.candidates.baseAddress.unsafelyUnwrapped + index
    guard input.isMonotone, end.pointee.penalty > -10_000,
      start.pointee.line > input.settings.easyLine
    else { return false }
    let shortfall = input.restWidth - (end.pointee.endWidth - start.pointee.width)
    return input.isTooLoose(start, end, shortfall)
  }

  /// Looks for feasible lines from each active break to a candidate (TeX: The Program § 829).
  private mutating func tryBreak(at index: Int32, isForced: Bool, _ input: PassInput) {
    let candidate = input.candidates[Int(index)]
    let isForced = isForced || candidate.penalty <= -10_000
    let easyLine = input.settings.easyLine
    var previous: Int32 = -1
    var node = head
    var oldLine: Int32 = 0
    var lineWidth: Int64 = 0
    while true {
      let line = node < 0 ? Int32.max : nodes[node].line
      if line > oldLine {
        if minimum < input.settings.parameters.demeritLimit, oldLine != easyLine || node < 0 {
          previous = insertBest(at: index, after: previous, before: node, input)
        }
        if node < 0 { return }
        oldLine = line > easyLine ? Int32.max - 1 : line
        lineWidth = input.width(ofLine: line)
      }
      switch consider(node, previous, index, (lineWidth, isForced, line > easyLine), input) {
      case .keep:
        previous = node
        node = nodes[node].next
      case .deactivate:
        node = deactivate(node, after: previous)
      case .stop:
        previous = tail
        node = -1
      }
    }
  }

  private enum Fate { case keep, deactivate, stop }

  /// Considers the line from one active break to a candidate (TeX: The Program §§ 851–855).
  @inline(__always)
  private mutating func consider(
    _ node: Int32, _ previous: Int32, _ index: Int32,
    _ line: (width: Int64, isForced: Bool, isEasy: Bool), _ input: PassInput
  ) -> Fate {
    let start = nodes.base + Int(node)
    let end = input.candidates.baseAddress.unsafelyUnwrapped + Int(index)
    let shortfall = line.width - (end.pointee.endWidth - start.pointee.width)
    if !line.isForced, input.isTooLoose(start, end, shortfall) {
      // Lines that begin later are looser still.
      return input.isMonotone && line.isEasy ? .stop : .keep
    }
    let setting = input.setting(start, end, shortfall)
    let leaves = setting.badness > Badness.infinite || line.isForced
    var isLastResort = false
    if leaves, input.settings.isFinal, previous < 0, start.pointee.next < 0,
      minimum == input.settings.parameters.demeritLimit
    {
      isLastResort = true
    } else if setting.badness > input.settings.threshold {
      return leaves ? .deactivate : .keep
    }
    let cost = isLastResort ? 0 : demerits(start, end, setting, lineWidth: line.width, input)
    record(start, end, cost, setting.fitness, input)
    return leaves ? .deactivate : .keep
  }

  /// Remembers a way to the candidate if it is the best of its class (TeX: The Program § 855).
  @inline(__always)
  private mutating func record(
    _ start: UnsafePointer<ActiveBreak>, _ end: UnsafePointer<LineCandidate>, _ cost: Int64,
    _ fitness: Int32, _ input: PassInput
  ) {
    var slot = fitness
    if input.settings.hyphenRuns > 1, end.pointee.isHyphen, !end.pointee.isEnd {
      slot += min(start.pointee.hyphenRun + 1, input.settings.hyphenRuns - 1) * Int32(Fitness.count)
    }
    let total = start.pointee.demerits + cost
    guard total <= best[slot].demerits else { return }
    best[slot] = BestBreak(
      demerits: total, passive: start.pointee.passive, line: start.pointee.line)
    if total < minimum { minimum = total }
  }
}
