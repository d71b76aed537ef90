/// Escapes what has a meaning at the start of a line.
struct LineSafety {
  let notes: NoteLabels
  /// Labels of the footnotes defined so far: a second definition is text.
  private var defined: Set<String> = []
  private var isInList = false

  init(notes: NoteLabels) { self.notes = notes }

  /// The line as text, list item, quote, heading or rule; never indented code, a fence, a div, a
  /// definition or front matter.
  mutating func apply(_ line: String) -> String {
    let trimmed = line.trimmingBlanks()
    if Self.isRule(trimmed) {
      isInList = false
      return "***"
    }
    let indent = Self.indent(of: line)
    if Self.isItem(trimmed), !Self.isYear(trimmed) {
      isInList = true
      return line
    }
    if isInList, indent >= 2 { return escaped(line, trimmed) }
    isInList = false
    // Four blanks would make code of a paragraph's first line.
    return escaped(indent >= 4 ? trimmed : line, trimmed)
  }

  private mutating func escaped(_ line: String, _ trimmed: String) -> String {
    let lead = String(line.prefix { $0 == " " || $0 == "\t" })
    let text = String(line.dropFirst(lead.count))
    if let fence = Fence(trimmed) {
      let marks = String(repeating: "\\\(fence.mark)", count: fence.length)
      return lead + marks + text.dropFirst(fence.length)
    }
    if trimmed.hasPrefix(":::") || trimmed.hasPrefix(": ") { return lead + "\\" + text }
    if let label = NoteLabels.definition(trimmed) {
      let isNote = notes.whole.contains(label) && lead.isEmpty && defined.insert(label).inserted
      return lead + (isNote ? text : "\\" + text)
    }
    if Self.isLinkDefinition(trimmed) { return lead + "\\" + text }
    if Self.isYear(trimmed), let stop = text.firstIndex(where: { $0 == "." || $0 == ")" }) {
      return lead + text[..<stop] + "\\" + text[stop...]
    }
    return lead + text
  }

  /// `---`, `* * *`, `___`: at least three of one mark and nothing else.
  static func isRule(_ text: String) -> Bool {
    let marks = text.filter { !$0.isWhitespace }
    guard let first = marks.first, "-*_".contains(first) else { return false }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  /// Blanks before the text, a tab counting as four.
  static func indent(of line: String) -> Int {
    line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
  }

  static func isItem(_ text: String) -> Bool {
    if let first = text.first, "-+*".contains(first) {
      return text.dropFirst().first?.isWhitespace ?? true
    }
    let digits = text.prefix(while: \.isNumber)
    let rest = text.dropFirst(digits.count)
    guard 1...9 ~= digits.count, let mark = rest.first, mark == "." || mark == ")" else {
      return false
    }
    return rest.dropFirst().first?.isWhitespace ?? true
  }

  /// A sentence that begins with a year, such as `1986. A good one.`, not the 1986th item.
  static func isYear(_ text: String) -> Bool {
    isItem(text) && text.prefix(while: \.isNumber).count >= 4
  }

  /// `[label]: address`, which would vanish from the page.
  static func isLinkDefinition(_ text: String) -> Bool {
    guard text.hasPrefix("["), let close = text.firstIndex(of: "]") else { return false }
    return text[close...].hasPrefix("]:")
  }
}
