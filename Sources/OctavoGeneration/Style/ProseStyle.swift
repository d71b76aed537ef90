/// How a text is written, as far as it can be measured: what further chapters are held to.
package struct ProseStyle: Sendable, Equatable, Codable {
  /// Who tells.
  package enum Person: String, Sendable, Codable, CaseIterable {
    case first, second, third
  }

  package enum Tense: String, Sendable, Codable, CaseIterable {
    case past, present
  }

  package enum Register: String, Sendable, Codable, CaseIterable {
    case plain, middle, formal
  }

  /// Nil where the text shows none clearly, or the language is not known.
  package var person: Person?
  package var tense: Tense?
  package var register: Register
  /// Words of a sentence, on average and as standard deviation; both in tenths of a word.
  package var sentenceMean: Int
  package var sentenceDeviation: Int
  /// Hundredths of the paragraphs that hold direct speech.
  package var dialogueShare: Int
  /// Phrases that must not be used, in small letters.
  package var banned: [String]
  /// A passage that shows the manner, up to about 120 words.
  package var sample: String

  package init(
    person: Person? = nil, tense: Tense? = nil, register: Register = .middle,
    sentenceMean: Int = 170, sentenceDeviation: Int = 80, dialogueShare: Int = 0,
    banned: [String] = [], sample: String = ""
  ) {
    self.person = person
    self.tense = tense
    self.register = register
    self.sentenceMean = sentenceMean
    self.sentenceDeviation = sentenceDeviation
    self.dialogueShare = dialogueShare
    self.banned = banned
    self.sample = sample
  }

  private enum CodingKeys: String, CodingKey {
    case person, tense, register, banned, sample
    case sentenceMean = "sentence_mean_tenths"
    case sentenceDeviation = "sentence_deviation_tenths"
    case dialogueShare = "dialogue_percent"
  }
}

extension ProseStyle {
  /// The style as lines for a prompt.
  package var description: String {
    banned.isEmpty ? manner : manner + "\n" + Self.rule(against: banned)
  }

  /// The same without the phrases.
  package var manner: String {
    var lines: [String] = []
    if let person { lines.append("Person: \(person.rawValue)") }
    if let tense { lines.append("Tense: \(tense.rawValue)") }
    lines.append("Register: \(register.rawValue)")
    lines.append(
      "Sentence length: \(Self.tenths(sentenceMean)) words on average, "
        + "varying by about \(Self.tenths(sentenceDeviation))")
    if dialogueShare > 0 {
      lines.append("Direct speech: in about \(dialogueShare) of 100 paragraphs")
    }
    return lines.joined(separator: "\n")
  }

  /// What is asked of the first text of a book, from which nothing could be measured yet.
  package static func firstRule(language: String) -> String {
    let worn = WornPhrases.of(language)
    return worn.isEmpty ? "" : rule(against: worn)
  }

  private static func rule(against phrases: [String]) -> String {
    "Never write: " + phrases.map { "“\($0)”" }.joined(separator: ", ")
  }

  private static func tenths(_ value: Int) -> String { "\(value / 10).\(value % 10)" }

  /// Banned phrases that stand in a text all the same, in the order of the list.
  package func bannedPhrases(in text: String) -> [String] { Self.phrases(banned, in: text) }

  static func phrases(_ banned: [String], in text: String) -> [String] {
    let words = " " + WordScan.words(of: text).map(\.folded).joined(separator: " ") + " "
    return banned.filter { phrase in
      let folded = WordScan.words(of: phrase).map(\.folded).joined(separator: " ")
      return !folded.isEmpty && words.contains(" \(folded) ")
    }
  }

  /// How far another text's manner is from this one: 0 alike, 100 nothing in common.
  package func distance(to other: ProseStyle) -> Int {
    var distance = 0
    if let a = person, let b = other.person, a != b { distance += 25 }
    if let a = tense, let b = other.tense, a != b { distance += 25 }
    if register != other.register { distance += 10 }
    let mean = abs(sentenceMean - other.sentenceMean) * 100 / max(1, sentenceMean)
    let spread = abs(sentenceDeviation - other.sentenceDeviation) * 100 / max(1, sentenceDeviation)
    return distance + min(20, mean / 4) + min(10, spread / 8)
      + min(10, abs(dialogueShare - other.dialogueShare) / 5)
  }
}
