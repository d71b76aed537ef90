import OctavoBreaking

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

  /// The largest share of its stretch a line uses, in hundredths; more than any for a line that
  /// sticks out.
  private static func worst(_ paragraph: BrokenParagraph) -> Int64 {
    paragraph.lines.reduce(into: 0) { worst, line in
      if line.overfull > 0 { worst = max(worst, 10_000) }
      guard line.stretchOrder == 0, line.adjustment > 0 else { return }
      worst = max(worst, line.adjustment * 100 / max(line.stretch, 1))
    }
  }
}
