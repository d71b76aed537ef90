/// The shorter forms of a running head that is too long for its line: its first words and an
/// ellipsis, or the first characters of a first word that is too long by itself.
struct ShortenedHead {
  let words: [Substring]

  /// The longest form that fits; nil where none does. Tries a number of forms that grows with the
  /// logarithm of the head's length.
  func longest(fitting fits: (String) -> Bool) -> String? {
    if let count = last(of: 1..<max(words.count, 1), where: { fits(head(of: $0)) }) {
      return head(of: count)
    }
    guard let word = words.first else { return nil }
    let characters = Array(word)
    return last(of: 1..<max(characters.count, 1)) { fits(String(characters[..<$0]) + "…") }
      .map { String(characters[..<$0]) + "…" }
  }

  /// The first words, without an open bracket and the punctuation at their end.
  private func head(of count: Int) -> String {
    var kept = words[..<count]
    while kept.count > 1, let last = kept.last, last.hasSuffix("(") { kept.removeLast() }
    let text = kept.joined(separator: " ")
    return String(text.reversed().drop { ",;:.—–(".contains($0) }.reversed()) + "…"
  }

  /// The last number of a range for which a condition holds that holds for all before it.
  private func last(of range: Range<Int>, where holds: (Int) -> Bool) -> Int? {
    var (low, high) = (range.lowerBound - 1, range.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low < range.lowerBound ? nil : low
  }
}
