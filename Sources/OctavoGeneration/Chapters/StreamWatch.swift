/// Watches the text of a running call, so that a bad one is ended before it is paid for in full.
struct StreamWatch: Sendable {
  private var repetition: RepetitionWatch
  private var scan = WordScan()
  private var thoughts = ThoughtFilter()
  private var language: LanguageWatch
  private let longest: Int
  /// Of the words so far, with those kept from before.
  private var halves: Int

  init(earlier: EarlierText, kept: String, language: String, targetWords: Int) {
    var known = earlier
    if !kept.isEmpty { known.add(kept) }
    repetition = RepetitionWatch(earlier: known)
    self.language = LanguageWatch(language)
    longest = Self.longest(targetWords)
    halves = WordScan.count(kept) * 2
  }

  /// Words so far, with those kept from before.
  var words: Int { (halves + 1) / 2 }

  /// Words above which a text is far too long.
  static func longest(_ targetWords: Int) -> Int { targetWords * 5 / 2 + 400 }

  /// Takes more text. What a model thinks before it answers is no part of the text.
  mutating func add(_ piece: String) -> StreamFault? {
    let piece = thoughts.add(piece)
    guard !piece.isEmpty else { return nil }
    halves += scan.add(piece).reduce(0) { $0 + $1.kind.halves }
    if repetition.add(piece) != nil { return .repetition }
    if language.isWrong(after: piece) { return .language }
    return words > longest ? .length : nil
  }
}

/// Looks at the language of a text that arrives: at its beginning and, where that is in another,
/// which may be a quotation, at what follows.
struct LanguageWatch: Sendable {
  /// Words of the beginning.
  private static let first = 80
  /// Words after it that are judged alone.
  private static let second = 160

  private let expected: String
  private var text = ""
  private var isBeginning = true
  private var isDone = false

  /// - Parameter expected: a language's code.
  init(_ expected: String) { self.expected = expected }

  /// Whether the text is in another language after all.
  mutating func isWrong(after piece: String) -> Bool {
    guard !isDone else { return false }
    text += piece
    guard WordScan.count(text) >= (isBeginning ? Self.first : Self.second) else { return false }
    let verdict = LanguageCheck.verdict(text, expected: expected)
    text = ""
    guard case .wrong = verdict else {
      isDone = true
      return false
    }
    defer { isBeginning = false }
    return !isBeginning
  }
}
