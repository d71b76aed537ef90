package import OctavoBase

/// Sets the last blocks of a division in columns side by side: those of a page end on one line, those
/// of the last page are as long as each other as its blocks allow.
///
/// Total-fit over the columns, as `Paginator` is over the pages: every place a column may end at is
/// weighed, and the cheapest chain of columns taken. Blocks before them run over the whole measure.
package struct ColumnPlanner {
  /// How the columns stand on the page.
  package struct Shape: Sendable {
    /// The first block that is set in columns.
    package let firstBlock: Int
    package let columns: Int
    /// Of the text block.
    package let height: Length
    package let grid: Length

    package init(firstBlock: Int, columns: Int, height: Length, grid: Length) {
      self.firstBlock = firstBlock
      self.columns = columns
      self.height = height
      self.grid = grid
    }
  }

  /// A line with what it costs to begin a column with it.
  private struct Row {
    let block: Int32
    /// Index in the material's lines.
    let line: Int32
    let height: Length
    /// White space above; none at a column's top.
    let gap: Length
    let penalty: Int64
  }

  private let material: PageMaterial
  private let shape: Shape
  private let rows: [Row]
  /// From the text block's top to where the columns of the first page begin.
  private var top = Length.zero
  private var opening: [PagePlan.Slice] = []

  package static func plan(_ material: PageMaterial, _ shape: Shape) -> PagePlan {
    ColumnPlanner(material, shape).run()
  }

  private init(_ material: PageMaterial, _ shape: Shape) {
    self.material = material
    self.shape = shape
    rows = Self.rows(material, from: shape.firstBlock)
    placeOpening()
  }

  // MARK: What is to be set

  private static func rows(_ material: PageMaterial, from first: Int) -> [Row] {
    var rows: [Row] = []
    for block in first..<max(material.blocks.count, first) {
      let facts = material.blocks[block]
      let lines = material.variants[Int(facts.variants.lowerBound)].lines
      let isKept = block > first && material.blocks[block - 1].keepWithNext
      for (number, line) in lines.enumerated() {
        let isTorn = number > 0 && (number < facts.orphans || lines.count - number < facts.widows)
        rows.append(
          Row(
            block: Int32(block), line: line, height: material.lines[Int(line)].height,
            gap: number == 0 ? material.gap(before: block) : .zero,
            penalty: number == 0 ? (isKept ? forbidden : 0) : isTorn ? torn : divided))
      }
    }
    return rows
  }

  /// What it costs to part a heading from its first line.
  private static let forbidden: Int64 = 1_000_000
  /// What it costs to leave too few lines of a block on either side.
  private static let torn: Int64 = 5_000
  /// What it costs to divide a block.
  private static let divided: Int64 = 50

  private mutating func placeOpening() {
    var used = Length.zero
    for block in 0..<min(shape.firstBlock, material.blocks.count) {
      let variant = material.blocks[block].variants.lowerBound
      let y = material.top(
        of: block, line: 0, extraSpace: .zero, on: (used, block == 0), grid: shape.grid)
      opening.append(
        PagePlan.Slice(
          block: Int32(block), variant: variant, lines: material.variants[Int(variant)].lines, y: y,
          isContinuation: false))
      used = y + material.variants[Int(variant)].height
    }
    guard !rows.isEmpty, !opening.isEmpty else { return top = used }
    top = used + material.gap(before: shape.firstBlock)
  }

  // MARK: Columns

  /// Where a chain of columns has come to.
  private struct Step {
    var cost: Int64
    /// The first row of the column before.
    var start: Int
  }

  /// Height of the column with an index, counted through all pages.
  private func height(of column: Int) -> Length {
    column < shape.columns ? max(shape.height - top, .zero) : shape.height
  }

  private func run() -> PagePlan {
    guard !rows.isEmpty else { return PagePlan(pages: pages([0]), cost: 0) }
    let starts = chain(from: 0, limit: .max) { height(of: $0) } ?? [0]
    let full = (starts.count - 1) / shape.columns * shape.columns
    let last = balanced(from: starts[full], full) ?? Array(starts[full...])
    return PagePlan(pages: pages(Array(starts[..<full]) + last), cost: 0)
  }

  /// The first row of each column, the cheapest way; nil where more columns than `limit` are needed.
  private func chain(from first: Int, limit: Int, height: (Int) -> Length) -> [Int]? {
    var layers: [[Int: Step]] = [[first: Step(cost: 0, start: first)]]
    var best: (cost: Int64, column: Int, start: Int)?
    while layers.count <= limit, let layer = layers.last, !layer.isEmpty {
      let column = layers.count - 1
      var next: [Int: Step] = [:]
      for (start, step) in layer.sorted(by: { $0.key < $1.key }) {
        for (end, cost) in ends(of: start, height(column)) {
          let total = step.cost + cost
          if end == rows.count {
            if total < best?.cost ?? .max { best = (total, column, start) }
          } else if total < next[end]?.cost ?? .max {
            next[end] = Step(cost: total, start: start)
          }
        }
      }
      // What goes on after the cheapest end only adds to its cost.
      if let best { next = next.filter { $0.value.cost < best.cost } }
      layers.append(next)
    }
    guard let best else { return nil }
    var starts = [best.start]
    for column in stride(from: best.column, to: 0, by: -1) {
      starts.append(layers[column][starts[starts.count - 1]]?.start ?? first)
    }
    return starts.reversed()
  }

  /// The places a column that begins with a row may end at, with what each costs.
  private func ends(of start: Int, _ height: Length) -> [(end: Int, cost: Int64)] {
    var found: [(end: Int, used: Length)] = []
    var used = Length.zero
    for row in start..<rows.count {
      used += (row == start ? .zero : rows[row].gap) + rows[row].height
      guard used <= height || row == start else { break }
      found.append((row + 1, used))
    }
    if let last = found.last, last.end == rows.count {
      return [(last.end, 0)] + weighed(found.dropLast(), height)
    }
    return weighed(found[...], height)
  }

  /// Lines that a column may lack by choice.
  private static let willinglyShort = 4

  private func weighed(
    _ found: ArraySlice<(end: Int, used: Length)>, _ height: Length
  ) -> [(end: Int, cost: Int64)] {
    let line = rows[0].height
    let least = (found.last?.used ?? .zero) - line * Self.willinglyShort
    return found.filter { $0.used >= least }.map { place in
      let lack = Int64(
        max(height - place.used, .zero).scaledPoints * 10 / max(line.scaledPoints, 1))
      return (place.end, lack * lack + rows[place.end].penalty)
    }
  }

  /// The columns of the last page, as short as they can be without tearing anything.
  private func balanced(from first: Int, _ column: Int) -> [Int]? {
    let most = height(of: column)
    let total = rows[first...].enumerated().reduce(into: Length.zero) {
      $0 += ($1.offset == 0 ? .zero : $1.element.gap) + $1.element.height
    }
    let step = rows.map(\.height).min() ?? shape.grid
    var wanted = total / shape.columns
    while wanted < most {
      let starts = chain(from: first, limit: shape.columns) { _ in wanted }
      if let starts, starts.dropFirst().allSatisfy({ rows[$0].penalty < Self.torn }) {
        return starts
      }
      wanted += max(step / 2, Length(points: 1))
    }
    return nil
  }

  // MARK: Pages

  private func pages(_ starts: [Int]) -> [PagePlan.Page] {
    var first = PagePlan.Page()
    first.slices = opening
    first.depth = opening.isEmpty ? .zero : top
    guard !rows.isEmpty else { return [first] }
    var pages: [PagePlan.Page] = []
    for index in stride(from: 0, to: starts.count, by: shape.columns) {
      var page = index == 0 ? first : PagePlan.Page()
      let columns = (index..<min(index + shape.columns, starts.count)).map { column in
        starts[column]..<(column + 1 < starts.count ? starts[column + 1] : rows.count)
      }
      let above = index == 0 ? top : .zero
      let depth = columns.map(depth).max() ?? .zero
      let isLast = index + shape.columns >= starts.count
      for (number, range) in columns.enumerated() {
        page.slices += slices(range, column: number, top: above, depth: isLast ? nil : depth)
      }
      page.depth = above + depth
      pages.append(page)
    }
    return pages
  }

  private func depth(_ range: Range<Int>) -> Length {
    range.reduce(into: Length.zero) {
      $0 += ($1 == range.lowerBound ? .zero : rows[$1].gap) + rows[$1].height
    }
  }

  /// The lines of a column, those of a block together.
  ///
  /// - Parameter depth: where the column is to end; what lacks to it, less than two lines, goes
  ///   where there is white space.
  private func slices(
    _ range: Range<Int>, column: Int, top: Length, depth wanted: Length?
  ) -> [PagePlan.Slice] {
    let gaps = range.dropFirst().filter { rows[$0].gap > .zero }.count
    let lack = wanted.map { $0 - depth(range) } ?? .zero
    let isSmall = lack <= rows[0].height * 2
    let extra = gaps > 0 && isSmall ? lack / gaps : .zero
    var slices: [PagePlan.Slice] = []
    var y = top
    for index in range {
      let row = rows[index]
      if index > range.lowerBound, row.gap > .zero { y += row.gap + extra }
      if let last = slices.last, last.block == row.block {
        slices[slices.count - 1] = last.extended(to: row.line + 1)
      } else {
        slices.append(slice(row, y, column))
      }
      y += row.height
    }
    return slices
  }

  private func slice(_ row: Row, _ y: Length, _ column: Int) -> PagePlan.Slice {
    let variant = material.blocks[Int(row.block)].variants.lowerBound
    let first = material.variants[Int(variant)].lines.lowerBound
    return PagePlan.Slice(
      block: row.block, variant: variant, lines: row.line..<row.line + 1, y: y,
      isContinuation: row.line > first, column: Int32(column))
  }
}

extension PagePlan.Slice {
  fileprivate func extended(to end: Int32) -> PagePlan.Slice {
    PagePlan.Slice(
      block: block, variant: variant, lines: lines.lowerBound..<end, y: y,
      isContinuation: isContinuation, column: column)
  }
}
