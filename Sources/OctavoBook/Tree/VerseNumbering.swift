/// Counts the lines of verse and says which bear their number (`numbers=5`).
package struct VerseNumbering: Sendable {
  private let step: Int
  private var line: Int
  /// What is wrong with the attributes; nil for nothing.
  package let problem: String?

  package init(_ attributes: Attributes) {
    let step = attributes["numbers"].map { Int($0) ?? 0 }
    let start = attributes["start"].map { Int($0) ?? -1 }
    let isWrong = step.map { !(1...1_000).contains($0) } ?? false
    self.step = isWrong ? 0 : step ?? 0
    line = start.map { (0...1_000_000).contains($0) ? $0 : 1 } ?? 1
    if isWrong {
      problem = "the lines of verse cannot be numbered by “\(attributes["numbers"] ?? "")”"
    } else if let start, !(0...1_000_000).contains(start) {
      problem = "the lines of verse cannot be counted from “\(attributes["start"] ?? "")”"
    } else {
      problem = nil
    }
  }

  /// Whether any line bears a number.
  package var hasNumbers: Bool { step > 0 }

  /// The number beside the next line; nil where it bears none.
  package mutating func next() -> Int? {
    defer { line += 1 }
    return step > 0 && line.isMultiple(of: step) && line > 0 ? line : nil
  }
}
