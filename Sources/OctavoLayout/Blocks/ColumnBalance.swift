import OctavoBase

/// Moves width from column to column of a table that must wrap, as long as it gets shorter by that.
struct ColumnBalance {
  /// The width of each cell on one line, row by row.
  let rows: [[Length]]
  /// What each column needs at least, and at most.
  let minimal: [Length]
  let natural: [Length]

  /// Most moves, and the parts of all that is moved at once.
  private static let moves = 24
  private static let parts = [8, 16, 32]

  /// Widths of the same sum in which the rows take the fewest lines that were found.
  func balanced(_ widths: [Length]) -> [Length] {
    guard widths.count > 1, rows.count < 400 else { return widths }
    var best = widths
    var lines = self.lines(best)
    let total = widths.reduce(.zero, +)
    for part in Self.parts {
      for _ in 0..<Self.moves {
        guard let better = improved(best, lines, by: total / part) else { break }
        (best, lines) = better
      }
    }
    return best
  }

  /// The best widths that one move leads to; nil where none is better.
  private func improved(
    _ widths: [Length], _ lines: Int, by step: Length
  ) -> (widths: [Length], lines: Int)? {
    var best: (widths: [Length], lines: Int)?
    for giver in widths.indices {
      let given = min(step, widths[giver] - minimal[giver])
      guard given > .zero else { continue }
      for taker in widths.indices where taker != giver && widths[taker] < natural[taker] {
        var moved = widths
        moved[giver] -= given
        moved[taker] += given
        let count = self.lines(moved)
        if count < best?.lines ?? lines { best = (moved, count) }
      }
    }
    return best
  }

  /// About how many lines the rows take.
  private func lines(_ widths: [Length]) -> Int {
    rows.reduce(into: 0) { lines, row in
      var most = 1
      for (cell, width) in zip(row, widths) where cell > width {
        // Lines of words are seldom full.
        let wanted = cell.scaledPoints * 21 / 20
        most = max(most, Int((wanted - 1) / max(width.scaledPoints, 1)) + 1)
      }
      lines += most
    }
  }
}
