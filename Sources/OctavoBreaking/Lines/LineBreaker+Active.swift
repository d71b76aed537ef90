extension LineBreaker {
  /// Takes a break out of the active list and gives the one after it (TeX: The Program § 860).
  mutating func deactivate(_ node: Int32, after previous: Int32) -> Int32 {
    let next = nodes[node].next
    if previous < 0 { head = next } else { (nodes.base + Int(previous)).pointee.next = next }
    if node == tail { tail = previous }
    (nodes.base + Int(node)).pointee.next = unused
    unused = node
    return next
  }

  /// Makes active breaks of the best ways found to a candidate, and forgets those ways
  /// (TeX: The Program §§ 836, 845). Gives the last one inserted.
  mutating func insertBest(
    at index: Int32, after previous: Int32, before next: Int32, _ input: PassInput
  ) -> Int32 {
    let limit = input.settings.parameters.demeritLimit
    let spread = abs(Int64(input.settings.parameters.adjacentDemerits))
    var previous = previous
    var fewest = limit
    for run in 0..<input.settings.hyphenRuns {
      let slots = (run * Int32(Fitness.count))..<((run + 1) * Int32(Fitness.count))
      for slot in slots { fewest = min(fewest, best[slot].demerits) }
      let bound = spread >= limit - fewest ? limit - 1 : fewest + spread
      for slot in slots {
        let way = best[slot]
        best[slot].demerits = limit
        guard way.demerits <= bound else { continue }
        previous = insert(way, at: index, (slot & 3, run), after: previous, input)
      }
    }
    minimum = limit
    if previous < 0 { head = next } else { (nodes.base + Int(previous)).pointee.next = next }
    if next < 0 { tail = previous }
    return previous
  }

  private mutating func insert(
    _ way: BestBreak, at index: Int32, _ state: (fitness: Int32, run: Int32),
    after previous: Int32, _ input: PassInput
  ) -> Int32 {
    let candidate = input.candidates[Int(index)]
    passive.append(PassiveBreak(candidate: index, previous: way.passive))
    let node = takeUnused()
    nodes[node] = ActiveBreak(
      width: candidate.nextWidth, stretch: candidate.nextStretch, shrink: candidate.nextShrink,
      infinite: candidate.nextInfinite, passive: Int32(passive.count - 1), demerits: way.demerits,
      line: way.line + 1, next: -1, fitness: state.fitness, hyphenRun: state.run,
      isHyphen: candidate.isHyphen)
    if previous < 0 { head = node } else { (nodes.base + Int(previous)).pointee.next = node }
    return node
  }

  private mutating func takeUnused() -> Int32 {
    if unused >= 0 {
      let node = unused
      unused = nodes[node].next
      return node
    }
    nodes.append(nodes[0])
    return Int32(nodes.count - 1)
  }

  /// Forgets the passive breaks that no active break leads back to, so that memory grows with the
  /// lines of a paragraph and not with the ways tried. A break's index is above its predecessor's.
  mutating func dropUnreachable() {
    var place = ScratchBuffer<Int32>(capacity: passive.count)
    for _ in 0..<passive.count { place.append(-1) }
    var node = head
    while node >= 0 {
      if nodes[node].passive >= 0 { place[nodes[node].passive] = 0 }
      node = nodes[node].next
    }
    for index in stride(from: Int32(passive.count - 1), through: 0, by: -1)
    where place[index] >= 0 && passive[index].previous >= 0 { place[passive[index].previous] = 0 }
    var kept: Int32 = 0
    for index in 0..<Int32(passive.count) where place[index] >= 0 {
      let old = passive[index]
      passive[kept] = PassiveBreak(
        candidate: old.candidate, previous: old.previous < 0 ? -1 : place[old.previous])
      place[index] = kept
      kept += 1
    }
    passive.removeLast(passive.count - Int(kept))
    node = head
    while node >= 0 {
      let link = nodes.base + Int(node)
      if link.pointee.passive >= 0 { link.pointee.passive = place[link.pointee.passive] }
      node = link.pointee.next
    }
    passiveLimit = max(1 << 16, 2 * Int(kept))
  }
}
