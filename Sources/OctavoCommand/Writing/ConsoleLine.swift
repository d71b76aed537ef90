/// A line of progress that is made to fit: the title gives way first, then the measures from the
/// left, so that the cost is seen longest.
struct ConsoleLine {
  /// What is being worked on, such as a chapter's title.
  let subject: String
  let measures: [String]
  /// The line's beginning, with a subject.
  let place: (_ subject: String) -> String

  func fitting(_ columns: Int) -> String {
    var measures = measures
    while true {
      let rest = measures.map { " · " + $0 }.joined()
      let room = columns - Self.width(place("")) - Self.width(rest)
      // A blank and the quotation marks.
      if room >= Self.least + 3 || subject.isEmpty && room >= 0 {
        return place(Self.shortened(subject, to: room - 3)) + rest
      }
      if room >= 0 { return place("") + rest }
      guard !measures.isEmpty else { return Self.shortened(place(""), to: columns) }
      measures.removeFirst()
    }
  }

  /// Columns of a title that are worth showing.
  private static let least = 4

  private static func shortened(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var (result, used) = ("", 1)
    for character in text {
      used += width(character)
      if used > columns { break }
      result.append(character)
    }
    return result + "…"
  }

  private static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// Columns of a character: two for the wide ones of East Asia and for pictures (UAX #11).
  private static func width(_ character: Character) -> Int {
    let isWide = character.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        true
      default: false
      }
    }
    return isWide ? 2 : 1
  }
}
