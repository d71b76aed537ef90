/// What a reading text leads to and what leads to it, with the places: found on the way while its
/// words are counted.
package struct ReadingMarks: Sendable {
  /// Where a reference leads, as the manuscript says it.
  package enum Target: Sendable, Hashable {
    case label(String, Reference.Form)
    case address(String)
    /// Index in the division's notes.
    case note(Int)
  }

  /// A reference with its place.
  package struct Mark: Sendable {
    /// How many words begin before it.
    package let word: Int
    package let target: Target
    /// Whether it stands within the text of a link, where formats take no second one.
    package let isInLink: Bool
  }

  /// In reading order.
  package private(set) var references: [Mark] = []
  /// Labels with how many words begin before their places, in reading order.
  package private(set) var labels: [(label: String, word: Int)] = []
  /// How many words stand before each heading.
  package private(set) var headings: [Int] = []
  /// How many links are open.
  private var depth = 0

  mutating func refer(to target: Target, at word: Int) {
    references.append(Mark(word: word, target: target, isInLink: depth > 0))
  }

  mutating func label(_ id: String?, at word: Int) {
    if let id { labels.append((id, word)) }
  }

  mutating func heading(at word: Int) { headings.append(word) }

  mutating func openLink() { depth += 1 }

  mutating func closeLink() { depth -= 1 }
}
