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

/// The scripts that are told apart.
enum Script: String, Sendable, CaseIterable {
  case latin, greek, cyrillic, hebrew, arabic, devanagari, thai, hangul, kana, han

  /// Those a language is written in; empty where it is not known.
  static func scripts(of language: String) -> [Script] {
    switch language {
    case "el": [.greek]
    case "ru", "uk", "bg", "be", "mk": [.cyrillic]
    case "he", "yi": [.hebrew]
    case "ar", "fa", "ur": [.arabic]
    case "hi", "mr", "ne", "sa": [.devanagari]
    case "th": [.thai]
    case "ko": [.hangul, .han]
    case "ja": [.kana, .han]
    case "zh": [.han]
    case "sr", "az", "uz", "kk": []
    default: language.count == 2 ? [.latin] : []
    }
  }

  /// Letters by script.
  struct Shares {
    var counts: [Script: Int] = [:]
    var letters = 0

    /// The script with most letters; of equals, the first in the enumeration.
    var commonest: Script {
      Script.allCases.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? .latin
    }
  }

  static func shares(of text: String) -> Shares {
    var shares = Shares()
    for scalar in text.unicodeScalars {
      guard let script = Script(scalar) else { continue }
      shares.counts[script, default: 0] += 1
      shares.letters += 1
    }
    return shares
  }

  private init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x5D0...0x5EA: self = .hebrew
    case 0x620...0x6FF, 0x750...0x77F: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .hangul
    case 0x3041...0x30FF: self = .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: self = .han
    default: return nil
    }
  }
}
