extension [Inline] {
  /// The inlines with the references marked that begin a sentence, so that their first word is
  /// printed with a capital.
  package var markingSentenceStarts: [Inline] {
    guard contains(where: { if case .reference = $0 { true } else { false } }) else { return self }
    var isAtStart = true
    return map { inline in
      switch inline {
      case .text(let text):
        isAtStart = SentenceEnd.isEnd(of: text, orBlankAfter: isAtStart)
      case .softBreak, .lineBreak, .indexMark: break
      case .reference(var reference):
        reference.beginsSentence = isAtStart
        isAtStart = false
        return .reference(reference)
      default: isAtStart = false
      }
      return inline
    }
  }
}

/// Tells where a sentence ends.
private enum SentenceEnd {
  /// Whether a sentence ends with a text.
  ///
  /// - Parameter before: whether it is so before the text, which holds where the text is blank.
  static func isEnd(of text: String, orBlankAfter before: Bool) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let last = words.last else { return before }
    // Closing quotes and brackets stand after the mark.
    let bare = last.reversed().drop { "”’\"')]»".contains($0) }
    guard let mark = bare.first else { return false }
    if mark == "!" || mark == "?" || mark == "…" { return true }
    guard mark == "." else { return false }
    // What is short, or has a full stop within, is an abbreviation rather than a sentence's end.
    let word = bare.dropFirst()
    return word.count > 3 && !word.contains(".")
  }
}
