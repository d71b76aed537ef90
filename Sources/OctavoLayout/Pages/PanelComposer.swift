import OctavoBase
import OctavoBreaking
import OctavoStyle

/// Draws the panels behind the displays of a page: tints first, rules upon them.
struct PanelComposer {
  let setter: ChapterSetter
  let measure: Length

  /// A panel as far as it reaches on the page.
  private struct Stretch {
    let panel: FlowPanel
    let top: Length
    var bottom: Length
    /// Whether the display begins, or ends, on the page.
    let begins: Bool
    var ends: Bool
  }

  /// The panels of some slices, the outermost first, relative to the text block's top left.
  func items(of slices: [PagePlan.Slice]) -> [PageFragment.Item] {
    var stretches: [Stretch] = []
    for slice in slices {
      for panel in setter.facts[Int(slice.block)].panels { add(panel, slice, to: &stretches) }
    }
    return stretches.flatMap(items)
  }

  private func add(_ panel: FlowPanel, _ slice: PagePlan.Slice, to stretches: inout [Stretch]) {
    let block = Int(slice.block)
    let height = slice.lines.reduce(into: Length.zero) {
      $0 += setter.material.lines[Int($1)].height
    }
    let lines = setter.material.variants[Int(slice.variant)].lines
    let isOver = slice.lines.upperBound == lines.upperBound && !has(panel, block + 1)
    if let index = stretches.firstIndex(where: { $0.panel.id == panel.id }) {
      stretches[index].bottom = slice.y + height
      stretches[index].ends = isOver
      return
    }
    stretches.append(
      Stretch(
        panel: panel, top: slice.y, bottom: slice.y + height,
        begins: !slice.isContinuation && !has(panel, block - 1), ends: isOver))
  }

  private func has(_ panel: FlowPanel, _ block: Int) -> Bool {
    setter.facts.indices.contains(block)
      && setter.facts[block].panels.contains { $0.id == panel.id }
  }

  private func items(_ stretch: Stretch) -> [PageFragment.Item] {
    let style = stretch.panel.style
    let left = stretch.panel.insetLeft - style.padding - style.ruleLeft
    let right = measure - stretch.panel.insetRight + style.padding
    let top = stretch.top - style.padding
    let bottom = stretch.bottom + style.padding
    var items: [PageFragment.Item] = []
    func fill(
      _ y: Length, _ width: Length, _ height: Length, _ color: Color, from shift: Length = .zero
    ) {
      guard width > .zero, height > .zero else { return }
      items.append(.rule(Rect(x: left + shift, y: y, width: width, height: height), color))
    }
    if let background = style.background { fill(top, right - left, bottom - top, background) }
    fill(top, style.ruleLeft, bottom - top, style.ruleColor)
    let rule = style.ruleLength > .zero ? min(style.ruleLength, right - left) : right - left
    let shift = shift(right - left - rule, stretch.panel.alignment)
    if stretch.begins {
      let y = top - style.ruleGap - style.ruleAbove
      fill(y, rule, style.ruleAbove, style.ruleColor, from: shift)
    }
    if stretch.ends {
      fill(bottom + style.ruleGap, rule, style.ruleBelow, style.ruleColor, from: shift)
    }
    return items
  }

  /// How far a rule that is shorter than its block is moved to the right.
  private func shift(_ room: Length, _ alignment: Alignment) -> Length {
    switch alignment {
    case .left, .justify: .zero
    case .center: room / 2
    case .right: room
    }
  }
}
