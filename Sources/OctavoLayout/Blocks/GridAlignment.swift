import OctavoBase
import OctavoBreaking

/// Brings what stands off the baseline grid back to it, and things of fixed height to their places.
struct GridAlignment {
  let grid: Length
  /// Grid lines of a full page.
  let lines: Int

  func align(_ material: inout PageMaterial, blocks: [FlowBlock]) {
    placeOpening(&material, blocks)
    var index = 0
    while index < material.blocks.count {
      guard !material.blocks[index].isOnGrid else {
        index += 1
        continue
      }
      var end = index
      while end < material.blocks.count, !material.blocks[end].isOnGrid { end += 1 }
      balance(&material, index..<end)
      index = end
    }
  }

  /// Height of a block set its best way.
  private func height(_ material: PageMaterial, _ index: Int) -> Length {
    material.variants[Int(material.blocks[index].variants.lowerBound)].height
  }

  /// The space before a block: the larger of its own and what its neighbour leaves.
  private func gap(_ material: PageMaterial, _ index: Int) -> Length {
    index == 0
      ? .zero : max(material.blocks[index - 1].spaceAfter, material.blocks[index].spaceBefore)
  }

  /// Spreads what a run of blocks off the grid lacks to whole grid lines: two thirds before it
  /// where it leads into text (headings), else half.
  private func balance(_ material: inout PageMaterial, _ run: Range<Int>) {
    guard run.lowerBound > 0, run.upperBound < material.blocks.count else { return }
    var total = gap(material, run.upperBound)
    for index in run { total += gap(material, index) + height(material, index) }
    let slack = grid * total.steps(of: grid) - total
    guard slack > .zero else { return }
    let leads = material.blocks[run.upperBound - 1].keepWithNext
    let before = leads ? slack.scaled(2, 3) : slack / 2
    let first = gap(material, run.lowerBound) + before
    material.blocks[run.lowerBound].spaceBefore = first
    let last = run.upperBound - 1
    material.blocks[last].spaceAfter = gap(material, run.upperBound) + slack - before
  }

  /// Honours `leastTop` and `pushesToFoot` of blocks on the division's first page.
  private func placeOpening(_ material: inout PageMaterial, _ blocks: [FlowBlock]) {
    var y = Length.zero
    for (index, flow) in blocks.enumerated() where index < material.blocks.count {
      if flow.pushesToFoot { pushDown(&material, from: index) }
      y += gap(material, index) + material.blocks[index].topSpace
      if flow.leastTop > y {
        material.blocks[index].spaceBefore = gap(material, index) + flow.leastTop - y
        material.blocks[index].isOnGrid = true
        y = flow.leastTop
      }
      y += height(material, index)
      if y > grid * lines { return }
    }
  }

  private func pushDown(_ material: inout PageMaterial, from first: Int) {
    var total = Length.zero
    for index in first..<material.blocks.count {
      if index > first { total += gap(material, index) }
      total += height(material, index)
    }
    let room = grid * lines - total
    if room > .zero { material.blocks[first].topSpace = room }
  }
}
