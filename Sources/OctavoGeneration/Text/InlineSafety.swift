/// Escapes what has a meaning within running text, and leaves code, emphasis and links alone.
struct InlineSafety {
  let notes: NoteLabels

  /// Works on the lines between two blank ones together, since marks may span a line end.
  func apply(_ lines: [String]) -> String {
    var writer = Writer(Array(lines.joined(separator: "\n")), notes)
    return writer.run()
  }

  fileprivate struct Writer {
    let text: [Character]
    let notes: NoteLabels
    var output = ""
    var index = 0
    /// Whether the run holds a table, where a line cannot be broken.
    let isTable: Bool

    init(_ text: [Character], _ notes: NoteLabels) {
      self.text = text
      self.notes = notes
      isTable = text.contains("|")
    }

    mutating func run() -> String {
      while index < text.count { step() }
      return output
    }

    private mutating func step() {
      switch text[index] {
      case "\\": escapeSequence()
      case "`": code()
      case "<": angle()
      case "{": put("\\{")
      case "$": dollar()
      case "!" where at(index + 1) == "[": image()
      case "[": bracket()
      case "*" where isBetweenLetters: put("\\*")
      default: put(String(text[index]))
      }
    }

    /// A lone asterisk within a word or between figures multiplies; it does not stress.
    private var isBetweenLetters: Bool {
      let around = [at(index - 1), at(index + 1)].map { character in
        character?.unicodeScalars.allSatisfy {
          WordScan.isLetter($0) && !WordScan.isIdeograph($0)
        } ?? false
      }
      return around == [true, true]
    }

    private func at(_ place: Int) -> Character? { text.indices.contains(place) ? text[place] : nil }

    /// Writes in place of so many characters.
    private mutating func put(_ piece: String, for count: Int = 1) {
      output += piece
      index += count
    }

    private mutating func escapeSequence() {
      if let next = at(index + 1), next != "\n" {
        put("\\" + String(next), for: 2)
      } else {
        put("\\")
      }
    }

    /// A code span stays as it is; backticks without partner are text.
    private mutating func code() {
      let marks = text[index...].prefix { $0 == "`" }.count
      var place = index + marks
      while place < text.count {
        let found = text[place...].prefix { $0 == "`" }.count
        if found == marks {
          return put(String(text[index..<place + marks]), for: place + marks - index)
        }
        place += max(1, found)
      }
      put(String(text[index..<index + marks]), for: marks)
    }

    private func find(_ mark: Character, from start: Int, within limit: Int = 2_000) -> Int? {
      guard start < text.count else { return nil }
      return text[start..<min(text.count, start + limit)].firstIndex(of: mark)
    }
  }
}

// MARK: - Angle brackets

extension InlineSafety.Writer {
  private mutating func angle() {
    guard let next = at(index + 1), next.isLetter || "/!?".contains(next) else { return put("<") }
    if let end = find(">", from: index + 1) {
      let inner = String(text[(index + 1)..<end])
      if isAddress(inner) { return put("<\(inner)>", for: end - index + 1) }
      let tag = inner.lowercased().filter { !$0.isWhitespace }
      if ["br", "br/", "/br"].contains(tag) {
        return put(isTable ? " " : "\\\n", for: end - index + 1)
      }
      if let mark = Self.marks.first(where: { $0.tag == tag })?.mark, closes(tag, from: end) {
        return emphasize(tag, mark, end)
      }
    }
    put("\\<")
  }

  private static let marks = [("em", "*"), ("i", "*"), ("strong", "**"), ("b", "**")]
    .map { (tag: $0.0, mark: $0.1) }

  private func isAddress(_ inner: String) -> Bool {
    ["http://", "https://", "mailto:"].contains { inner.hasPrefix($0) }
      && !inner.contains { $0.isWhitespace || $0 == "<" }
  }

  /// Whether the element ends before another begins, with words at both its ends.
  private func closes(_ tag: String, from end: Int) -> Bool {
    guard let close = find("<", from: end), close > end + 1 else { return false }
    let wanted = Array("</\(tag)>")
    let isClose =
      close + wanted.count <= text.count
      && String(text[close..<close + wanted.count]).lowercased() == String(wanted)
    let inner = text[(end + 1)..<close]
    return isClose && inner.first?.isWhitespace == false && inner.last?.isWhitespace == false
      && !inner.contains { "*_`\n".contains($0) }
  }

  private mutating func emphasize(_ tag: String, _ mark: String, _ end: Int) {
    guard let close = find("<", from: end) else { return put("\\<") }
    let inner = Array(text[(end + 1)..<close])
    var nested = InlineSafety.Writer(inner, notes)
    put(mark + nested.run() + mark, for: close + tag.count + 3 - index)
  }
}

// MARK: - Dollars, images, links and notes

extension InlineSafety.Writer {
  private mutating func dollar() {
    let isDisplay = at(index + 1) == "$"
    let start = index + (isDisplay ? 2 : 1)
    var end = find("$", from: start)
    if isDisplay, let found = end, at(found + 1) != "$" { end = nil }
    guard let end, end > start, Self.isMathematics(text[start..<end]) else { return put("\\$") }
    put(String(text[index...end]) + (isDisplay ? "$" : ""), for: end - index + start - index)
  }

  /// Whether text between dollars is a formula: a command, an operator or one letter, no prose.
  private static func isMathematics(_ text: ArraySlice<Character>) -> Bool {
    guard text.first?.isWhitespace == false, text.last?.isWhitespace == false else { return false }
    if text.count == 1 { return text.allSatisfy(\.isLetter) }
    let words = String(text).split { !$0.isLetter && $0 != "\\" }
    let isProse = words.count { $0.first != "\\" && $0.count > 2 } > 1
    return !isProse && text.contains { "\\^_=+<>".contains($0) }
  }

  /// A picture that is not there: its description stays as text.
  private mutating func image() {
    guard let link = link(at: index + 1) else { return put("\\!") }
    put(InlineSafety(notes: notes).apply([link.text]), for: link.end - index)
  }

  private mutating func bracket() {
    if at(index + 1) == "@" { return put("\\[") }
    if at(index + 1) == "^" { return note() }
    guard let link = link(at: index) else { return put("[") }
    let isWeb = ["http://", "https://", "mailto:"].contains { link.address.hasPrefix($0) }
    let length = link.end - index
    if isWeb, link.text.trimmingBlanks().isEmpty { return put("<\(link.address)>", for: length) }
    let text = InlineSafety(notes: notes).apply([link.text])
    put(isWeb ? "[\(text)](\(link.address))" : text, for: length)
  }

  private mutating func note() {
    guard let end = find("]", from: index, within: 200) else { return put("\\[") }
    let label = String(text[(index + 2)..<end])
    let isWhole = notes.whole.contains(label)
    put(isWhole ? "[^\(label)]" : "\\[^\(label)]", for: end - index + 1)
  }

  /// `[text](address)`, where the address may be in angle brackets and have a title.
  private func link(at start: Int) -> (text: String, address: String, end: Int)? {
    guard at(start) == "[", let close = closing(of: start), at(close + 1) == "(",
      let end = find(")", from: close + 2)
    else { return nil }
    let inner = String(text[(close + 2)..<end]).trimmingBlanks()
    let address = inner.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    guard !address.contains("("), !inner.contains("\n\n") else { return nil }
    let bare =
      address.hasPrefix("<") && address.hasSuffix(">")
      ? address.dropFirst().dropLast() : address[...]
    return (String(text[(start + 1)..<close]), String(bare), end + 1)
  }

  /// The bracket that closes the one at `start`, on at most a few lines.
  private func closing(of start: Int) -> Int? {
    var depth = 0
    var place = start
    while place < min(text.count, start + 1_000) {
      switch text[place] {
      case "\\": place += 1
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
      place += 1
    }
    return nil
  }
}
