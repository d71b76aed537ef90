/// Watches the text of a running call, so that a bad one is ended before it is paid for in full.
struct StreamWatch: Sendable {
  private var repetition: RepetitionWatch
  private var scan = WordScan()
  private var text = ""
  private var isLanguageChecked = false
  private let language: String
  private let longest: Int
  /// Of the words so far, with those kept from before.
  private var halves: Int

  /// Words at which the language is looked at.
  private static let languageWords = 80

  init(earlier: EarlierText, kept: String, language: String, targetWords: Int) {
    var known = earlier
    if !kept.isEmpty { known.add(kept) }
    repetition = RepetitionWatch(earlier: known)
    self.language = language
    longest = Self.longest(targetWords)
    halves = WordScan.count(kept) * 2
  }

  /// Words so far, with those kept from before.
  var words: Int { (halves + 1) / 2 }

  /// Words above which a text is far too long.
  static func longest(_ targetWords: Int) -> Int { targetWords * 5 / 2 + 400 }

  mutating func add(_ piece: String) -> StreamFault? {
    halves += scan.add(piece).reduce(0) { $0 + $1.kind.halves }
    if repetition.add(piece) != nil { return .repetition }
    if !isLanguageChecked {
      text += piece
      if WordScan.count(text) >= Self.languageWords {
        isLanguageChecked = true
        let verdict = LanguageCheck.verdict(text, expected: language)
        text = ""
        if case .wrong = verdict { return .language }
      }
    }
    return words > longest ? .length : nil
  }
}
