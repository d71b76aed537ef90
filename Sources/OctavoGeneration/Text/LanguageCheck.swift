/// Whether a text is in the language of the book: by script, then by its little words.
package enum LanguageCheck {
  package enum Verdict: Sendable, Equatable {
    case right
    /// In another language: its code, or its script's name.
    case wrong(String)
    /// Too short, or in a language that is not known here.
    case unsure
  }

  /// Fewest words that are judged.
  package static let fewestWords = 40

  /// Judges a text against a language code such as `de`.
  package static func verdict(_ text: String, expected: String) -> Verdict {
    let scripts = Script.shares(of: text)
    guard scripts.letters >= fewestWords else { return .unsure }
    let wanted = Script.scripts(of: expected)
    let fitting = wanted.reduce(0) { $0 + (scripts.counts[$1] ?? 0) }
    if !wanted.isEmpty, fitting * 2 < scripts.letters {
      return .wrong(scripts.commonest.rawValue)
    }
    guard wanted == [.latin] else { return wanted.isEmpty ? .unsure : .right }
    return byWords(text, expected)
  }

  private static func byWords(_ text: String, _ expected: String) -> Verdict {
    let words = WordScan.words(of: text)
    guard words.count >= fewestWords, StopWords.languages.contains(expected) else {
      return .unsure
    }
    var hits: [(language: String, count: Int)] = []
    for language in StopWords.languages {
      let list = StopWords.words(language)
      hits.append((language, words.count { list.contains($0.folded) }))
    }
    let own = hits.first { $0.language == expected }?.count ?? 0
    guard let best = hits.max(by: { $0.count < $1.count }) else { return .unsure }
    // Prose has a little word in three; a list of names has none and proves nothing.
    if best.language != expected, best.count * 5 >= words.count, best.count * 2 > own * 3 {
      return .wrong(best.language)
    }
    return own * 6 >= words.count ? .right : .unsure
  }
}
