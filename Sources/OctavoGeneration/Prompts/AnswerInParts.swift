/// A structured answer that comes in several calls: what is kept of it, and what each call adds.
///
/// Calls that bring text are not counted: a connection that is cut every few seconds brings any
/// answer in the end. Those that bring none are, or next to none again and again; so are those after
/// which the model holds its half of an answer for whole, and text that only grows.
struct AnswerInParts: Sendable {
  /// What becomes of an answer after a call.
  enum Growth: Sendable {
    case more, nothing, tooLong
  }

  /// Calls that brought nothing, in a row and in all, after which an answer is given up.
  static let mostIdle = (inRow: 3, inAll: 12)
  /// Calls that the model ended by itself, with the answer not whole, after which it is asked anew.
  static let mostStops = 3
  /// Characters below which a call has brought nothing to speak of.
  private static let fewestNew = 16
  /// Characters a call must bring where there have been many.
  private static let fair = (calls: 40, characters: 64)
  /// Characters of a continuation, and of the answer's end, without one of JSON's marks that are no
  /// longer taken for a text in it.
  private static let longestText = (added: 400, kept: 1_500)
  /// Answers' worth of tokens above which one goes round in circles.
  private static let mostAnswers = 6

  /// All that came so far, in order.
  private(set) var kept = ""
  /// Calls of this answer so far, after the first.
  private(set) var continuations = 0
  /// Calls that brought nothing.
  private var idle = (inRow: 0, inAll: 0)
  /// Calls that the model ended by itself.
  private var stops = 0
  private let longest: Int

  /// - Parameter maxTokens: of one call.
  init(maxTokens: Int) { longest = maxTokens * Self.mostAnswers }

  /// The answer as it would be with a call's text.
  func joined(with text: String, _ end: CallEnd) -> String {
    guard !kept.isEmpty else { return text }
    guard !isProse(text, end) else { return kept }
    // Asked to go on, some begin again.
    if let start = Self.beginning(text), start == Self.beginning(kept) {
      return text.count > kept.count ? text : kept
    }
    return TextJoin.joinExactly(kept, text)
  }

  /// Takes a call's text, which leaves the answer without its end.
  mutating func take(_ text: String, end: CallEnd) -> Growth {
    let whole = joined(with: text, end)
    let grown = whole.count - kept.count
    if grown > 0, !whole.trimmingBlanks().isEmpty { kept = whole }
    continuations += 1
    if end == .finished(.stop) { stops += 1 }
    if grown >= Self.fewestNew {
      idle.inRow = 0
    } else if end != .died {
      // What ended with the program had no time to bring anything.
      idle = (idle.inRow + 1, idle.inAll + 1)
    }
    if TextTokens.count(kept) > longest { return .tooLong }
    return isHopeless || stops > Self.mostStops ? .nothing : .more
  }

  private var isHopeless: Bool {
    idle.inRow >= Self.mostIdle.inRow || idle.inAll >= Self.mostIdle.inAll
      || continuations >= Self.fair.calls && kept.count < continuations * Self.fair.characters
      || kept.count > Self.longestText.kept
        && !kept.suffix(Self.longestText.kept).contains(where: Self.isMark)
  }

  /// Whether a continuation talks instead of going on: an answer that is said to be whole,
  /// paragraphs, or much text, in which no mark of JSON stands.
  private func isProse(_ text: String, _ end: CallEnd) -> Bool {
    guard !text.contains(where: Self.isMark) else { return false }
    return end == .finished(.stop) || text.count >= Self.longestText.added
      || text.trimmingBlanks().contains("\n\n")
  }

  private static func isMark(_ character: Character) -> Bool { "\"{}[]".contains(character) }

  private static func beginning(_ text: String) -> String? {
    let start = text.drop { $0 != "{" && $0 != "[" }.prefix(24)
    return start.count == 24 ? String(start) : nil
  }
}
