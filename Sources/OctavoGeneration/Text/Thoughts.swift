/// What a model that reasons aloud says to itself before its answer: `<think>…</think>`.
enum Thoughts {
  /// Where thoughts begin and end.
  static let marks = ["think", "thinking", "reasoning"].map {
    (open: "<\($0)>", close: "</\($0)>")
  }

  /// Where a text's thoughts end; the text's end where they have none, nil where it has no thoughts.
  ///
  /// Some servers take the opening mark for a part of the prompt: then the closing one alone, on a
  /// line of its own, tells.
  static func range(in text: String) -> String.Index? {
    let start = text.drop(while: \.isWhitespace)
    for mark in marks {
      if start.hasPrefix(mark.open) {
        return start.firstRange(of: mark.close)?.upperBound ?? text.endIndex
      }
      if let end = closingLine(mark.close, in: text) { return end }
    }
    return nil
  }

  private static func closingLine(_ mark: String, in text: String) -> String.Index? {
    guard let found = text.firstRange(of: mark) else { return nil }
    let before = text[..<found.lowerBound].last
    let after = text[found.upperBound...].first
    let isAlone = (before?.isNewline ?? true) && (after?.isNewline ?? true)
    return isAlone ? found.upperBound : nil
  }
}

/// Holds thoughts back from a text that arrives in pieces.
struct ThoughtFilter: Sendable {
  private enum State {
    /// Nothing but blanks, or the beginning of a mark, has come.
    case open
    /// Until this mark comes.
    case thinking(close: String)
    case past
  }

  private var state = State.open
  /// What came last and may be a part of a mark.
  private var held = ""

  /// Takes a piece; gives the text that is no thought.
  mutating func add(_ piece: String) -> String {
    switch state {
    case .past: return piece
    case .open:
      held += piece
      return begin()
    case .thinking(let close):
      held += piece
      return afterThoughts(close)
    }
  }

  private mutating func begin() -> String {
    let start = held.drop(while: \.isWhitespace)
    if let mark = Thoughts.marks.first(where: { start.hasPrefix($0.open) }) {
      state = .thinking(close: mark.close)
      held = String(start.dropFirst(mark.open.count))
      return afterThoughts(mark.close)
    }
    return Thoughts.marks.contains { $0.open.hasPrefix(start) } ? "" : release(held)
  }

  private mutating func afterThoughts(_ close: String) -> String {
    if let end = held.firstRange(of: close) { return release(String(held[end.upperBound...])) }
    held = String(held.suffix(close.count))
    return ""
  }

  private mutating func release(_ text: String) -> String {
    state = .past
    held = ""
    return text
  }
}
