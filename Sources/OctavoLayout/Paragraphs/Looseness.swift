import OctavoBreaking
import OctavoStyle

/// Tells settings whose spaces are too wide, or lines too long, to be seen with pleasure.
enum Looseness {
  /// Share of its stretch, in hundredths, beyond which a line is loose.
  private static let limit: Int64 = 165

  /// An excess that nobody sees: half a point.
  static let visibleExcess: Int64 = 32_768

  /// What a line counts as that sticks out by no more: as much as one that uses three times its
  /// stretch.
  private static let littleExcess: Int64 = 300

  /// Spaces wider than this, in hundredths of their natural width, tear a line apart: it is left short
  /// of its measure instead.
  static let widestSpace: Int64 = 600

  static func isLoose(_ paragraph: BrokenParagraph) -> Bool { worst(paragraph) > limit }

  /// Whether a line sticks out, be it by so little that nobody sees it.
  static func sticksOut(_ paragraph: BrokenParagraph) -> Bool {
    paragraph.lines.contains { $0.overfull > 0 }
  }

  /// Whether a line sticks out or has next to nothing that could stretch.
  static func isTorn(_ paragraph: BrokenParagraph) -> Bool {
    sticksOut(paragraph) || worst(paragraph) >= 10_000
  }

  /// Whether one setting is worse than another: it sticks out further, or is looser.
  static func isWorse(_ a: BrokenParagraph, than b: BrokenParagraph) -> Bool {
    let (one, other) = (excess(a), excess(b))
    return one == other ? worst(a) > worst(b) : one > other
  }

  /// What readers see of loose lines.
  struct Holes {
    /// The widest word space, in hundredths of the natural one.
    var space: Int64 = 0
    /// The most that a line falls short of its measure, scaled points.
    var shortfall: Int64 = 0
  }

  static func holes(_ paragraph: BrokenParagraph, _ settings: LineSettings) -> Holes {
    let space = settings.wordSpace
    guard space.natural > 0 else { return Holes() }
    let more = Int64(space.maximum - space.natural)
    return paragraph.lines.reduce(into: Holes()) { holes, line in
      guard line.stretchOrder == 0, line.adjustment > 0 else { return }
      // Letters give no more than their share, and spaces all the rest.
      let letters = line.natural * Int64(settings.expansion) / 1000
      let given = max(line.adjustment - letters, 0)
      let width = 100 + 100 * given / max(line.stretch - letters, 1) * more / Int64(space.natural)
      if width > widestSpace {
        holes.shortfall = max(holes.shortfall, line.adjustment)
      } else {
        holes.space = max(holes.space, width)
      }
    }
  }

  /// How far the longest line sticks out for all to see; 0 where none does.
  private static func excess(_ paragraph: BrokenParagraph) -> Int64 {
    let excess = paragraph.lines.lazy.map(\.overfull).max() ?? 0
    return excess > visibleExcess ? excess : 0
  }

  /// The largest share of its stretch that a line uses, in hundredths.
  private static func worst(_ paragraph: BrokenParagraph) -> Int64 {
    paragraph.lines.lazy.map { $0.overfull > 0 ? littleExcess : share(of: $0) }.max() ?? 0
  }

  private static func share(of line: LineSetting) -> Int64 {
    guard line.stretchOrder == 0, line.adjustment > 0 else { return 0 }
    return line.adjustment * 100 / max(line.stretch, 1)
  }
}
