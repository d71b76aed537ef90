/// Joins a text that broke off with what the model wrote when asked to go on.
///
/// Models often begin with the last words again; what overlaps is bought twice but set once.
package enum TextJoin {
  /// Characters of either side that are searched for an overlap.
  private static let window = 600
  /// Fewest letters and digits that count as an overlap and not as chance.
  private static let fewest = 12

  /// The broken-off text as it is kept: a last word that may be half is dropped, to be written
  /// again, since a glued half cannot be told from a whole word.
  package static func upToWholeWord(_ text: String) -> String {
    guard let last = text.unicodeScalars.last, WordScan.isLetter(last),
      !WordScan.isSolid(last)
    else { return text }
    let scalars = text.unicodeScalars
    guard let blank = scalars.lastIndex(where: { $0.properties.isWhitespace }) else { return "" }
    return String(scalars[...blank])
  }

  /// The whole text.
  package static func join(_ kept: String, _ continuation: String) -> String {
    guard !kept.isEmpty else { return continuation }
    let tail = Array(kept.suffix(window))
    let overlap = overlap(tail, Array(continuation.prefix(window)))
    let rest = continuation.dropFirst(overlap.used)
    // A paragraph's end may have come half on either side.
    let before = kept.reversed().prefix(while: \.isWhitespace)
    let after = rest.prefix(while: \.isWhitespace)
    let words = rest.dropFirst(after.count)
    if (before + after).count(where: \.isNewline) > 1 {
      return kept.dropLast(before.count) + "\n\n" + words
    }
    // Where the continuation repeats the broken word and ends it, no blank may come between.
    return kept + gap(kept, rest, isGlued: overlap.used > 0) + (before.isEmpty ? rest : words)
  }

  /// What must stand between: nothing where either side brings a blank or the rest begins with
  /// closing punctuation.
  private static func gap(_ kept: String, _ rest: Substring, isGlued: Bool) -> String {
    guard let last = kept.last, let first = rest.first else { return "" }
    if last.isWhitespace || first.isWhitespace || isGlued { return "" }
    if ",.;:!?…)]}”’»。、，！？".contains(first) || "([{“‘«—–-".contains(last) { return "" }
    let isSolid = [first, last].allSatisfy { character in
      character.unicodeScalars.contains { $0.value >= 0x2E80 || WordScan.isUnspaced($0) }
    }
    return isSolid ? "" : " "
  }

  /// How many characters of the continuation repeat the tail's end.
  private static func overlap(
    _ tail: [Character], _ next: [Character]
  ) -> (used: Int, letters: Int) {
    let a = folded(tail)
    let b = folded(next)
    var length = min(a.count, b.count)
    while length >= fewest {
      if a[(a.count - length)...].lazy.map(\.letter).elementsEqual(b[..<length].lazy.map(\.letter))
      {
        return (
          end(of: b[length - 1].index, in: next, like: tail, after: a[a.count - 1].index), length
        )
      }
      length -= 1
    }
    return (0, 0)
  }

  /// The overlap's end, together with the punctuation and blanks that both sides have after it.
  private static func end(
    of index: Int, in next: [Character], like tail: [Character], after last: Int
  ) -> Int {
    var end = index + 1
    for mark in tail[(last + 1)...] where end < next.count && next[end] == mark { end += 1 }
    return end
  }

  private static func folded(_ text: [Character]) -> [(letter: String, index: Int)] {
    text.enumerated().compactMap { index, character in
      character.isLetter || character.isNumber ? (character.lowercased(), index) : nil
    }
  }
}

extension TextJoin {
  /// Joins structured text, where every character counts: what the continuation repeats of the
  /// tail is dropped, and nothing is put between.
  static func joinExactly(_ kept: String, _ continuation: String) -> String {
    let next = Array(withoutFence(continuation))
    let tail = Array(kept.suffix(window))
    var length = min(tail.count, next.count)
    while length >= fewest, !tail[(tail.count - length)...].elementsEqual(next[..<length]) {
      length -= 1
    }
    return kept + String(next.dropFirst(length >= fewest ? length : 0))
  }

  /// A continuation is often put in a fence of its own.
  private static func withoutFence(_ text: String) -> String {
    let lines = text.textLines
    guard let first = lines.first, Fence(first) != nil else { return text }
    return lines.dropFirst().joined(separator: "\n")
  }
}
