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

  /// What readers see of a loose line.
  struct Hole {
    /// The word spaces, in hundredths of the natural one; 0 where the line is not filled.
    var space: Int64 = 0
    /// How far it falls short of its measure, scaled points; 0 where that is less than an em.
    var shortfall: Int64 = 0
  }

  /// Hundredths of the natural space beyond which a reader sees a hole.
  static let visibleHole: Int64 = 250

  /// Whether a line may have a hole, were its spaces alone to give all that it lacks.
  static func mayHaveHole(_ line: LineSetting, _ settings: LineSettings) -> Bool {
    let space = settings.wordSpace
    guard line.stretchOrder == 0, line.adjustment > 0, space.natural > 0 else { return false }
    let letters = line.natural * Int64(settings.expansion) / 1000
    let more = Int64(space.maximum - space.natural)
    let width = 100 * line.adjustment / max(line.stretch - letters, 1) * more / Int64(space.natural)
    return 100 + width > visibleHole
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
