import OctavoBase
import OctavoLayout

/// The links and named places of one page, gathered while it is drawn.
struct PageMarks: Sendable {
  struct Link: Sendable {
    let target: LinkTarget
    /// What a click counts in.
    let area: Rect
  }

  private(set) var links: [Link] = []
  private(set) var places: [PageFragment.Anchor] = []

  init(_ list: borrowing DisplayList) {
    var target: LinkTarget?
    var area: Rect?
    var isTurned = false
    for command in list.commands {
      switch command {
      case .glyphs(let run, let origin):
        if target != nil { area = Self.union(area, Self.area(of: run, at: origin)) }
      case .image(let image):
        if target != nil { area = Self.union(area, image.frame) }
      case .rule: break
      case .beginLink(let opened): (target, area) = (opened, nil)
      case .endLink:
        if let target, let area {
          let seen = isTurned ? Self.turned(area, height: list.size.height) : area
          links.append(Link(target: target, area: seen))
        }
        target = nil
      case .beginTurn: isTurned = true
      case .endTurn: isTurned = false
      case .anchor(let name, let point): places.append(.init(name: name, at: point))
      }
    }
  }

  /// Where an area of a turned page stands on the page.
  private static func turned(_ area: Rect, height: Length) -> Rect {
    Rect(
      x: area.origin.y, y: height - area.maxX, width: area.size.height, height: area.size.width)
  }

  /// The em square on a line: three quarters stand above the baseline.
  private static func area(of run: GlyphRun, at origin: Point) -> Rect {
    Rect(x: origin.x, y: origin.y - run.size.scaled(3, 4), width: run.width, height: run.size)
  }

  private static func union(_ first: Rect?, _ second: Rect) -> Rect {
    guard let first else { return second }
    let x = min(first.origin.x, second.origin.x)
    let y = min(first.origin.y, second.origin.y)
    return Rect(
      x: x, y: y, width: max(first.maxX, second.maxX) - x,
      height: max(first.maxY, second.maxY) - y)
  }
}
