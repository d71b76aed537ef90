/// Counts the sections of a chapter by level; deeper counts start anew with each section above.
struct SectionNumbers: Sendable {
  private var counts: [Int] = []

  /// `2.1` for the first section of chapter 2.
  mutating func next(_ level: Int, in chapter: Int) -> String {
    let level = max(level, 1)
    while counts.count < level { counts.append(0) }
    counts.removeLast(counts.count - level)
    counts[level - 1] += 1
    return ([chapter] + counts).map { "\($0)" }.joined(separator: ".")
  }
}
