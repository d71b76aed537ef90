/// Tells what the pages lack from what they only show in another order.
///
/// A line shows its characters from left to right; where scripts run the other way, or write a
/// vowel before the consonant it follows, they are read in another order.
struct PrintedLosses {
  /// A piece of the reading text that is not printed at its place.
  struct Loss {
    /// Its characters.
    let text: Range<Int>
    /// The place: an index among the printed characters.
    let printed: Int
  }

  /// All characters printed and all of the reading text, as they are compared.
  let printed: ContiguousArray<UInt32>
  let text: ContiguousArray<UInt32>
  /// Pieces that only the pages have, ascending.
  let extras: [Range<Int>]

  /// How far from its place a character may be printed: some lines.
  private static let reach = 600
  /// How far a script's order reaches into its neighbours.
  private static let neighbours = 80

  /// The losses whose characters are not printed nearby either.
  func real(_ losses: [Loss]) -> [Range<Int>] {
    var real: [Range<Int>] = []
    var rest = losses[...]
    while let first = rest.first {
      // Together, so that no printed character is taken for two.
      let group = rest.prefix { $0.printed - first.printed <= Self.reach }
      rest = rest.dropFirst(group.count)
      if !isReordered(group) { real += group.map(\.text) }
    }
    return real
  }

  private func isReordered(_ group: ArraySlice<Loss>) -> Bool {
    guard let first = group.first, let last = group.last, group.contains(where: mayBeReordered)
    else { return false }
    let near = first.printed - Self.reach..<last.printed + Self.reach
    var counts: [UInt32: Int] = [:]
    for extra in extras where extra.overlaps(near) {
      for index in extra.clamped(to: near) { counts[printed[index], default: 0] += 1 }
    }
    for loss in group {
      for scalar in text[loss.text] {
        guard let count = counts[scalar], count > 0 else { return false }
        counts[scalar] = count - 1
      }
    }
    return true
  }

  private func mayBeReordered(_ loss: Loss) -> Bool {
    let start = max(0, loss.text.lowerBound - Self.neighbours)
    let end = min(text.count, loss.text.upperBound + Self.neighbours)
    return text[start..<end].contains { scalar in
      ComparedScalar.isRightToLeft(scalar) || (0x0900...0x109F).contains(scalar)
        || (0x1780...0x17FF).contains(scalar)
    }
  }
}
