/// What a pass reads: the paragraph as buffers.
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
}

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
    let stretch = end.pointee.endStretch - start.pointee.stretch + input.settings.background
    return shortfall > 0 && isTooShort(shortfall, stretch, input)
      && !input.isInfinite(from: start.pointee.infinite, to: end.pointee.endInfinite)
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
    let badness: Int32
    let fitness: Int32
    if shortfall > 0 {
      if input.isInfinite(from: start.pointee.infinite, to: end.pointee.endInfinite) {
        (badness, fitness) = (0, Fitness.decent)
      } else {
        let stretch =
          end.pointee.endStretch - start.pointee.stretch + input.settings.background
        if isTooShort(shortfall, stretch, input), !line.isForced {
          return input.isMonotone && line.isEasy ? .stop : .keep
        }
        badness = Badness.of(shortfall, total: stretch)
        fitness =
          badness > 99 ? Fitness.veryLoose : badness > 12 ? Fitness.loose : Fitness.decent
      }
    } else {
      let shrink = end.pointee.endShrink - start.pointee.shrink
      badness = -shortfall > shrink ? Badness.overfull : Badness.of(-shortfall, total: shrink)
      fitness = badness > 12 ? Fitness.tight : Fitness.decent
    }
    let leaves = badness > Badness.infinite || line.isForced
    var isLastResort = false
    if leaves, input.settings.isFinal, previous < 0, start.pointee.next < 0,
      minimum == input.settings.parameters.demeritLimit
    {
      isLastResort = true
    } else if badness > input.settings.threshold {
      return leaves ? .deactivate : .keep
    }
    let cost =
      isLastResort
      ? 0 : demerits(start, end, (badness, fitness), lineWidth: line.width, input)
    record(start, end, cost, fitness, input)
    return leaves ? .deactivate : .keep
  }

  /// Whether a line is looser than the pass allows, without a division.
  @inline(__always)
  private func isTooShort(_ shortfall: Int64, _ stretch: Int64, _ input: PassInput) -> Bool {
    guard let ratio = input.settings.largestRatio else { return false }
    if shortfall > Badness.largeShortfall {
      return stretch < Badness.largeStretch || shortfall / (stretch / 297) > ratio
    }
    return shortfall * 297 >= (ratio + 1) * min(stretch, 1 << 40)
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
