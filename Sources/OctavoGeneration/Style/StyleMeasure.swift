/// Measures the style of accepted prose.
package enum StyleMeasure {
  /// Fewest words from which a style is taken.
  package static let fewestWords = 150
  private static let sampleWords = 120

  /// The style of a Markdown text; nil for one too short to show any.
  package static func measure(
    _ text: String, language: String, banned: [String]? = nil
  ) -> ProseStyle? {
    let paragraphs = Paragraphs.split(text).filter(isProse)
    let words = paragraphs.flatMap { WordScan.words(of: narration(of: $0)).map(\.folded) }
    guard words.count >= fewestWords else { return nil }
    let lengths = paragraphs.flatMap(Sentences.split).map { WordScan.count($0) }.filter { $0 > 0 }
    let length = moments(lengths)
    let speech = paragraphs.count(where: hasSpeech)
    let marks = VoiceWords.of(language)
    return ProseStyle(
      person: marks.flatMap { person(words, $0) }, tense: marks.flatMap { tense(words, $0) },
      register: register(words, marks), sentenceMean: length.mean,
      sentenceDeviation: length.deviation,
      dialogueShare: paragraphs.isEmpty ? 0 : speech * 100 / paragraphs.count,
      banned: banned ?? WornPhrases.of(language), sample: sample(paragraphs))
  }

  /// No heading, list, table, quote or code.
  private static func isProse(_ paragraph: String) -> Bool {
    let first = paragraph.trimmingBlanks()
    return !LineSafety.isRule(first) && HeadingRules.heading(paragraph) == nil
      && !LineSafety.isItem(first) && !first.hasPrefix("|") && !first.hasPrefix(">")
      && Fence(first) == nil
  }

  private static let speechMarks: [(open: Character, close: Character)] = [
    ("“", "”"), ("\"", "\""), ("„", "“"), ("«", "»"), ("»", "«"), ("「", "」"),
  ]

  private static func hasSpeech(_ paragraph: String) -> Bool {
    speechMarks.contains { paragraph.contains($0.open) && paragraph.contains($0.close) }
      || paragraph.hasPrefix("—") || paragraph.hasPrefix("–")
  }

  /// The paragraph without what is said in it, since speakers use any person and tense.
  private static func narration(of paragraph: String) -> String {
    var result = ""
    var close: Character?
    for character in paragraph {
      if let mark = close {
        if character == mark { close = nil }
      } else if let marks = speechMarks.first(where: { $0.open == character }) {
        close = marks.close
      } else {
        result.append(character)
      }
    }
    // A mark that is never closed would hide all the rest.
    return close == nil ? result : paragraph
  }

  /// Mean and standard deviation in tenths.
  static func moments(_ values: [Int]) -> (mean: Int, deviation: Int) {
    guard !values.isEmpty else { return (0, 0) }
    let sum = values.reduce(0, +)
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let mean = sum * 10 / values.count
    let variance = squares * 100 / values.count - mean * mean
    return (mean, Int(Double(max(0, variance)).squareRoot()))
  }

  private static func person(_ words: [String], _ marks: VoiceWords) -> ProseStyle.Person? {
    let first = words.count { marks.first.contains($0) }
    let second = words.count { marks.second.contains($0) }
    let third = words.count { marks.third.contains($0) }
    // Whoever says "I" at all in the narration tells in the first person.
    if first * 100 >= words.count * 2 { return .first }
    if second * 100 >= words.count * 2, second > third { return .second }
    return third > 0 || first == 0 ? .third : nil
  }

  private static func tense(_ words: [String], _ marks: VoiceWords) -> ProseStyle.Tense? {
    let past = words.count { marks.isPast($0) }
    let present = words.count { marks.present.contains($0) }
    guard past + present >= 5 else { return nil }
    if past * 10 >= (past + present) * 6 { return .past }
    return present * 10 >= (past + present) * 6 ? .present : nil
  }

  private static func register(_ words: [String], _ marks: VoiceWords?) -> ProseStyle.Register {
    let letters = words.reduce(0) { $0 + $1.count }
    let length = letters * 100 / max(1, words.count)
    let short = words.count { $0.contains("'") } * 100 / max(1, words.count)
    let usual = marks?.usualLength ?? 480
    if length >= usual + 60, short < 1 { return .formal }
    return length <= usual - 40 || short >= 2 ? .plain : .middle
  }

  /// The first whole paragraphs of middling length, up to the sample's words.
  private static func sample(_ paragraphs: [String]) -> String {
    var chosen: [String] = []
    var count = 0
    for paragraph in paragraphs {
      let words = WordScan.count(paragraph)
      guard words >= 25 || !chosen.isEmpty else { continue }
      if count + words > sampleWords { break }
      chosen.append(paragraph)
      count += words
    }
    if let first = chosen.isEmpty ? paragraphs.first : nil {
      chosen = [Sentences.split(first).prefix(4).joined(separator: " ")]
    }
    return chosen.joined(separator: "\n\n")
  }
}
