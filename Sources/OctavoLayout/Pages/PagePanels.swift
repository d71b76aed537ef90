import OctavoBase
import OctavoBreaking
import OctavoStyle

/// Draws rules, bars and grounds around the blocks of a page, in the white space they leave.
struct PagePanels {
  let setter: ChapterSetter

  /// The part of a panel that stands on one page.
  private struct Piece {
    let panel: FlowPanel
    /// From the text block's top to the panel's first line on the page.
    let top: Length
    /// To the foot of its last line.
    var bottom: Length
    /// Whether the panel begins here, and whether it ends here.
    let begins: Bool
    var ends: Bool
  }

  /// The rectangles to fill, the outermost panel's first.
  ///
  /// - Parameter origin: the text block's top left on the page.
  func items(of page: PagePlan.Page, at origin: Point) -> [PageFragment.Item] {
    var pieces: [Piece] = []
    for slice in page.slices {
      let block = Int(slice.block)
      guard !setter.facts[block].panels.isEmpty else { continue }
      var bottom = slice.y
      for line in slice.lines { bottom += setter.material.lines[Int(line)].height }
      let isWhole =
        slice.lines.upperBound
        == setter.material.variants[Int(slice.variant)].lines.upperBound
      for panel in setter.facts[block].panels {
        let ends = isWhole && !holds(panel, block + 1)
        if let place = pieces.firstIndex(where: { $0.panel.id == panel.id }) {
          pieces[place].bottom = bottom
          pieces[place].ends = ends
        } else {
          let begins = !slice.isContinuation && !holds(panel, block - 1)
          pieces.append(
            Piece(panel: panel, top: slice.y, bottom: bottom, begins: begins, ends: ends))
        }
      }
    }
    return pieces.flatMap { items(of: $0, at: origin) }
  }

  private func holds(_ panel: FlowPanel, _ block: Int) -> Bool {
    setter.facts.indices.contains(block)
      && setter.facts[block].panels.contains { $0.id == panel.id }
  }

  private func items(of piece: Piece, at origin: Point) -> [PageFragment.Item] {
    let look = piece.panel.decoration
    let isBoxed = look.hasBackground || look.bar > .zero
    let padding = isBoxed ? look.padding : .zero
    let left = origin.x + piece.panel.insetLeft - padding
    let width =
      setter.measure - piece.panel.insetLeft - piece.panel.insetRight + padding
      + (look.hasBackground ? padding : .zero)
    let top = origin.y + piece.top - padding
    let bottom = origin.y + piece.bottom + padding
    var items: [PageFragment.Item] = []
    func fill(_ x: Length, _ y: Length, _ width: Length, _ height: Length, _ color: Color) {
      items.append(.rule(Rect(x: x, y: y, width: width, height: height), color))
    }
    if look.hasBackground { fill(left, top, width, bottom - top, look.background) }
    if look.bar > .zero { fill(left, top, look.bar, bottom - top, look.ruleColor) }
    let rule = look.ruleLength > .zero ? min(look.ruleLength, width) : width
    let start = left + shift(width - rule, piece.panel.alignment)
    if piece.begins, look.ruleAbove > .zero {
      fill(start, top - look.ruleGap - look.ruleAbove, rule, look.ruleAbove, look.ruleColor)
    }
    if piece.ends, look.ruleBelow > .zero {
      fill(start, bottom + look.ruleGap, rule, look.ruleBelow, look.ruleColor)
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
