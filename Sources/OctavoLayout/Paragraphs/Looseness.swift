import OctavoBreaking
import OctavoStyle

/// Tells settings whose spaces are too wide to be seen with pleasure.
enum Looseness {
  /// Share of its stretch, in hundredths, beyond which a line is loose.
  private static let limit: Int64 = 165

  static func isLoose(_ paragraph: BrokenParagraph) -> Bool { worst(paragraph) > limit }

  static func sticksOut(_ paragraph: BrokenParagraph) -> Bool {
    paragraph.lines.contains { $0.overfull > 0 }
  }

  static func isLooser(_ a: BrokenParagraph, than b: BrokenParagraph) -> Bool {
    worst(a) > worst(b)
  }

  /// How wide the widest word spaces are, in hundredths of their natural width; 100 or less where
  /// none is stretched, and where a line sticks out or has no spaces.
  static func widestSpace(_ paragraph: BrokenParagraph, _ space: LineSettings.WordSpace) -> Int64 {
    guard !sticksOut(paragraph), space.natural > 0 else { return 0 }
    let share = paragraph.lines.map(share).filter { $0 < mostShare }.max() ?? 0
    return 100 + Int64(space.maximum - space.natural) * share / Int64(space.natural)
  }

  /// From this share on a line has hardly anything to stretch: it falls short, which is no hole.
  private static let mostShare: Int64 = 10_000
  /// Stands for more than any share.
  private static let sticking = Int64.max

  /// The largest share of its stretch a line uses, in hundredths; more than any for a line that
  /// sticks out.
  private static func worst(_ paragraph: BrokenParagraph) -> Int64 {
    sticksOut(paragraph) ? sticking : paragraph.lines.map(share).max() ?? 0
  }

  /// The share of its stretch that a line uses, in hundredths.
  private static func share(of line: LineSetting) -> Int64 {
    guard line.stretchOrder == 0, line.adjustment > 0 else { return 0 }
    return line.adjustment * 100 / max(line.stretch, 1)
  }
}
