/// Judges from the words alone whether a piece of a chapter is finished.
///
/// Providers report a truncated answer as an ordinary end often enough that their word is no proof.
package struct Completeness: Sendable {
  /// Words asked for.
  package let targetWords: Int
  /// What the piece must come to last; empty where nothing is prescribed.
  package let lastBeat: String

  package init(targetWords: Int, lastBeat: String) {
    self.targetWords = targetWords
    self.lastBeat = lastBeat
  }

  package enum Verdict: Sendable, Equatable {
    case complete
    /// It ends within a sentence or an open structure.
    case brokenOff
    /// It ends well, but too early: so many words are missing.
    case short(Int)
  }

  /// Hundredths of the target below which a text is short.
  private static let least = 60
  /// Hundredths of the target from which on the last beat is not asked for.
  private static let ample = 85

  package func judge(_ text: String) -> Verdict {
    guard Self.isClosed(text) else { return .brokenOff }
    let words = WordScan.count(text)
    let share = words * 100 / max(1, targetWords)
    if share < Self.least { return .short(targetWords - words) }
    if share < Self.ample, !touchesLastBeat(text) { return .short(max(80, targetWords - words)) }
    return .complete
  }

  /// Whether the text ends in a whole sentence or a closed structure.
  package static func isClosed(_ text: String) -> Bool {
    let lines = text.trimmingBlanks().textLines
    guard let last = lines.last, !last.isEmpty else { return false }
    if let fence = lines.last(where: { Fence($0) != nil }), CodeLines.mark(lines).last == true {
      return !fence.isEmpty
    }
    if hasOpenFence(lines) { return false }
    if LineSafety.isRule(last) || HeadingRules.heading(last) != nil { return false }
    if isTableRow(last) { return last.trimmingBlanks().hasSuffix("|") }
    if Sentences.endsWhole(last) { return true }
    return isUnpunctuatedList(lines)
  }

  private static func hasOpenFence(_ lines: [String]) -> Bool {
    let code = CodeLines.mark(lines)
    return lines.indices.contains { !code[$0] && Fence(lines[$0]) != nil }
  }

  private static func isTableRow(_ line: String) -> Bool {
    line.trimmingBlanks().hasPrefix("|")
  }

  /// The last of several list items or lines of verse, none of which has a full stop.
  private static func isUnpunctuatedList(_ lines: [String]) -> Bool {
    let items = lines.filter { LineSafety.isItem($0.trimmingBlanks()) }
    guard items.count > 1, let last = lines.last, LineSafety.isItem(last.trimmingBlanks()) else {
      return false
    }
    return items.dropLast().allSatisfy { !Sentences.endsWhole($0) } && !last.hasSuffix(",")
  }

  /// Whether the last third of the text speaks of the last beat: a third of its longer words, by
  /// their first five letters.
  func touchesLastBeat(_ text: String) -> Bool {
    let beat = Set(Self.stems(lastBeat))
    guard !beat.isEmpty else { return true }
    let words = WordScan.words(of: text)
    let end = words.suffix(max(60, words.count / 3))
    let found = Set(end.compactMap { Self.stem($0.folded) }).intersection(beat)
    return found.count * 3 >= beat.count
  }

  private static func stems(_ text: String) -> [String] {
    WordScan.words(of: text).compactMap { stem($0.folded) }
  }

  private static func stem(_ word: String) -> String? {
    let isSolid = word.unicodeScalars.contains(where: WordScan.isSolid)
    return word.count > 3 || isSolid ? String(word.prefix(5)) : nil
  }
}
