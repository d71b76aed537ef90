extension LineBreaker {
  /// The active break with fewest demerits, the first of equals (TeX: The Program § 874); with a
  /// line number, only among those whose next line has it.
  func fewestDemerits(endingAfter line: Int32? = nil) -> Int32? {
    var fewest = Int64.max
    var found: Int32?
    var node = head
    while node >= 0 {
      if nodes[node].demerits < fewest, line == nil || nodes[node].line == line {
        fewest = nodes[node].demerits
        found = node
      }
      node = nodes[node].next
    }
    return found
  }

  /// The active break that comes closest to a looseness without passing it, and the looseness it
  /// has (TeX: The Program § 875).
  func closest(to looseness: Int32, from best: Int32) -> (node: Int32, looseness: Int32) {
    let bestLine = nodes[best].line
    var found = best
    var fewest = nodes[best].demerits
    var actual: Int32 = 0
    var node = head
    while node >= 0 {
      let difference = nodes[node].line - bestLine
      let isCloser =
        (difference < actual && looseness <= difference)
        || (difference > actual && looseness >= difference)
      if isCloser || (difference == actual && nodes[node].demerits < fewest) {
        found = node
        actual = difference
        fewest = nodes[node].demerits
      }
      node = nodes[node].next
    }
    return (found, actual)
  }

  /// The lines that lead to an active break; nil stands for one line that holds everything.
  func collect(
    _ node: Int32?, _ items: ItemList, _ shape: LineShape, _ parameters: LineParameters,
    _ pass: BrokenParagraph.Pass
  ) -> BrokenParagraph {
    var breaks: [Int32] = []
    if let node {
      var place = nodes[node].passive
      while place >= 0 {
        breaks.append(passive[place].candidate)
        place = passive[place].previous
      }
      breaks.reverse()
    } else if !items.candidates.isEmpty {
      breaks.append(Int32(items.candidates.count - 1))
    }
    return BrokenParagraph(
      breaks: breaks, lines: settings(of: breaks, items, shape, parameters),
      demerits: node.map { nodes[$0].demerits } ?? 0, pass: pass)
  }

  private func settings(
    of breaks: [Int32], _ items: ItemList, _ shape: LineShape, _ parameters: LineParameters
  ) -> [LineSetting] {
    var start = ItemSums(width: items.startProtrusion)
    var lines: [LineSetting] = []
    lines.reserveCapacity(breaks.count)
    for (number, index) in breaks.enumerated() {
      let end = items.candidates[Int(index)]
      var infinite = items.infinite[Int(end.endInfinite)] - items.infinite[Int(start.infinite)]
      let isRagged = parameters.raggedStretchOrder > 0
      if isRagged { infinite.add(parameters.raggedStretch, order: parameters.raggedStretchOrder) }
      let finite =
        end.endStretch - start.stretch + (isRagged ? 0 : ItemSums.clamp(parameters.raggedStretch))
      lines.append(
        LineSetting(
          place: shape.line(number + 1), natural: end.endWidth - start.width,
          stretch: infinite.dominant?.stretch ?? finite,
          stretchOrder: infinite.dominant?.order ?? 0, shrink: end.endShrink - start.shrink))
      start = ItemSums(
        width: end.nextWidth, stretch: end.nextStretch, shrink: end.nextShrink,
        infinite: end.nextInfinite)
    }
    return lines
  }
}
