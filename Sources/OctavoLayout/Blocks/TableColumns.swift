import OctavoBase

/// Shares a table's width among its columns by what the cells need.
struct TableColumns {
  /// Widths of the columns.
  private(set) var widths: [Length] = []
  /// Left edges of the columns, from the table's left edge.
  private(set) var edges: [Length] = []
  /// Whether some column is narrower than its longest word.
  private(set) var isCramped = false
  /// The whole table's width.
  private(set) var total = Length.zero

  /// - Parameters:
  ///   - natural: each column's width with every cell on one line.
  ///   - minimal: each column's widest word.
  ///   - available: the table's width at most.
  ///   - gap: white space between columns.
  ///   - rows: the width of each cell on one line, row by row; none for cells over several columns.
  init(
    natural: [Length], minimal: [Length], available: Length, gap: Length, rows: [[Length]] = []
  ) {
    let room = available - gap * max(natural.count - 1, 0)
    let wanted = natural.reduce(.zero, +)
    let least = minimal.reduce(.zero, +)
    if wanted <= room {
      widths = natural
    } else if least <= room {
      let spare = (room - least).scaledPoints
      let missing = max((wanted - least).scaledPoints, 1)
      widths = zip(natural, minimal).map { natural, minimal in
        minimal + Length(scaledPoints: share(spare, (natural - minimal).scaledPoints, missing))
      }
      widths = ColumnBalance(rows: rows, minimal: minimal, natural: natural).balanced(widths)
    } else {
      isCramped = true
      let sum = max(least.scaledPoints, 1)
      widths = minimal.map {
        Length(scaledPoints: share(max(room.scaledPoints, 65_536), $0.scaledPoints, sum))
      }
    }
    var x = Length.zero
    for width in widths {
      edges.append(x)
      x += width + gap
    }
    total = widths.isEmpty ? .zero : x - gap
  }

  /// The width of several columns with the gaps between them, from `column` on.
  func width(from column: Int, count: Int) -> Length {
    let last = min(column + count, widths.count) - 1
    guard last >= column else { return .zero }
    return edges[last] + widths[last] - edges[column]
  }

  /// How many columns end beyond a distance from the table's left edge.
  func count(endingBeyond edge: Length) -> Int {
    zip(edges, widths).count { left, width in left + width > edge }
  }
}

/// `whole * part / sum`, rounded down, for lengths of any page; `sum` is more than zero.
private func share(_ whole: Int64, _ part: Int64, _ sum: Int64) -> Int64 {
  sum.dividingFullWidth(whole.multipliedFullWidth(by: part)).quotient
}
