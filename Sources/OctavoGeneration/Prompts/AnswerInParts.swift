/// A structured answer that comes in several calls: what is kept of it, and what each call adds.
///
/// Calls that bring text are not counted: a connection that is cut every few seconds brings any
/// answer in the end. Those that bring none are, and so is text that only grows.
struct AnswerInParts: Sendable {
  /// How a call's text goes together with what is kept.
  enum Growth: Sendable {
    case more, nothing, tooLong
  }

  /// Calls in a row that brought nothing after which an answer is given up.
  static let mostIdle = 3
  /// Characters below which a call has brought nothing to speak of.
  private static let fewestNew = 16
  /// Characters without one of JSON's marks that are no longer taken for a text in it.
  private static let longestText = 400
  /// Answers' worth of tokens above which one goes round in circles.
  private static let mostAnswers = 6

  /// All that came so far, in order.
  private(set) var kept = ""
  /// Calls of this answer so far, after the first.
  private(set) var continuations = 0
  /// The last calls, in a row, that brought nothing.
  private(set) var idle = 0
  private let longest: Int

  /// - Parameter maxTokens: of one call.
  init(maxTokens: Int) { longest = maxTokens * Self.mostAnswers }

  /// The answer as it would be with a call's text.
  func joined(with text: String) -> String {
    guard !kept.isEmpty else { return text }
    guard !isProse(text) else { return kept }
    // Asked to go on, some begin again.
    if let start = Self.beginning(text), start == Self.beginning(kept) {
      return text.count > kept.count ? text : kept
    }
    return TextJoin.joinExactly(kept, text)
  }

  /// Takes a call's text, which leaves the answer without its end.
  mutating func take(_ text: String, end: CallEnd) -> Growth {
    let whole = joined(with: text)
    let grown = whole.count - kept.count
    if grown > 0, !whole.trimmingBlanks().isEmpty { kept = whole }
    continuations += 1
    guard grown < Self.fewestNew else {
      idle = 0
      return TextTokens.count(kept) > longest ? .tooLong : .more
    }
    // What ended with the program had no time to bring anything.
    if end != .died { idle += 1 }
    return idle < Self.mostIdle ? .more : .nothing
  }

  /// Whether a continuation talks instead of going on: paragraphs, or much text, in which no mark of
  /// JSON stands.
  private func isProse(_ text: String) -> Bool {
    guard !text.contains(where: { "\"{}[]".contains($0) }) else { return false }
    return text.count >= Self.longestText || text.trimmingBlanks().contains("\n\n")
  }

  private static func beginning(_ text: String) -> String? {
    let start = text.drop { $0 != "{" && $0 != "[" }.prefix(24)
    return start.count == 24 ? String(start) : nil
  }
}
