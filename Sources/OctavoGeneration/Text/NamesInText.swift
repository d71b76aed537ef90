/// The words of a text, for looking up whom and what it speaks of.
///
/// A name is looked for as languages write it: with other endings (Анна, Анной), with an ending
/// behind an apostrophe (Li's, Ayşe'nin), with something glued on (민수는, والقاهرة), or in the
/// middle of a text without spaces (李明). One word of a name is enough. What is found too much
/// only makes a prompt longer.
package struct NamesInText: Sendable {
  private struct Entry: Sendable {
    let folded: String
    let raw: String
  }

  /// Fewest letters of a word that may have another ending.
  private static let fewest = 3
  /// Letters a form may be longer than the name: endings of cases and possessives.
  private static let longestEnding = 5

  /// By their first two letters.
  private var words: [String: [Entry]] = [:]
  /// Of scripts that glue something in front.
  private var prefixed: [String] = []
  /// Letters of scripts without spaces, everything else as a blank.
  private var solid = ""

  package init(_ text: String) {
    var seen: Set<String> = []
    for word in WordScan.words(of: text) {
      guard word.kind == .spaced else {
        solid += word.folded
        continue
      }
      if solid.last != " " { solid += " " }
      let raw = text.slice(word.range)
      for part in Self.parts(raw) where seen.insert(part).inserted { add(part) }
    }
  }

  private mutating func add(_ raw: String) {
    let folded = raw.lowercased()
    words[String(folded.prefix(2)), default: []].append(Entry(folded: folded, raw: raw))
    if Self.gluesInFront(folded) { prefixed.append(folded) }
  }

  /// A word, and what stands on either side of an apostrophe in it.
  private static func parts(_ raw: String) -> [String] {
    let sides = raw.split { $0 == "'" || $0 == "’" }.map(String.init)
    return sides.count > 1 ? [raw] + sides : [raw]
  }

  /// Whether the text speaks of something of this name.
  package func mentions(_ name: String) -> Bool {
    var run = ""
    var runs: [String] = []
    var hasLong = false
    for word in WordScan.words(of: name) {
      guard word.kind == .spaced else {
        run += word.folded
        continue
      }
      if !run.isEmpty { runs.append(run) }
      run = ""
      hasLong = hasLong || word.folded.count > 3
    }
    if !run.isEmpty { runs.append(run) }
    let isAlone = runs.count == 1 && runs[0].count == name.trimmingBlanks().count
    if runs.contains(where: { ($0.count > 1 || isAlone) && solid.contains($0) }) { return true }
    return WordScan.words(of: name).contains { word in
      guard word.kind == .spaced else { return false }
      // Beside a longer word, a short one is an article or a preposition.
      guard word.folded.count > 3 || !hasLong || Self.isHangul(word.folded) else { return false }
      return has(name.slice(word.range))
    }
  }

  private func has(_ raw: String) -> Bool {
    let folded = raw.lowercased()
    let candidates = words[String(folded.prefix(2))] ?? []
    if Self.isHangul(folded) {
      return candidates.contains {
        $0.folded == folded
          || folded.count > 1 && $0.folded.hasPrefix(folded)
            && $0.folded.count <= folded.count + Self.longestEnding
      }
    }
    // Short words are many things in small letters: “AI”, “ai”.
    guard folded.count >= Self.fewest else { return candidates.contains { $0.raw == raw } }
    let isName = raw.first?.isUppercase ?? false
    let stem = folded.prefix(Self.stemLength(folded.count))
    let isThere = candidates.contains {
      $0.folded == folded
        || $0.folded.hasPrefix(stem) && $0.folded.count <= folded.count + Self.longestEnding
          && (!isName || $0.raw.first?.isUppercase ?? false)
    }
    return isThere || Self.gluesInFront(folded) && prefixed.contains { $0.contains(folded) }
  }

  /// Letters that stay when a word's ending changes.
  private static func stemLength(_ count: Int) -> Int {
    switch count {
    case ...3: count
    case 4...5: count - 1
    case 6...7: count - 2
    default: count - 3
    }
  }

  private static func isHangul(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: Self.isHangul)
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool { 0xAC00...0xD7A3 ~= scalar.value }

  /// Arabic and Hebrew, whose articles and prepositions are part of the word.
  private static func gluesInFront(_ text: String) -> Bool {
    text.unicodeScalars.contains { 0x590...0x77F ~= $0.value }
  }
}

extension String {
  /// What stands at these UTF-8 offsets.
  fileprivate func slice(_ range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    return String(self[start..<end])
  }
}
