/// One of the technical book's tables: narrow or wide, short or longer than a page, of numbers, of
/// words, with cells that span rows or columns, with notes, with a caption or without.
struct TechnicalTable {
  let number: Int

  enum Kind: Int, CaseIterable {
    case narrow, words, figures, long, wide, spans, notes, bare, code, widest
  }

  /// Long words in so many columns that a page turned by a quarter holds them, or none does.
  private var widestColumns: Int { number % 20 == 9 ? 12 : 8 }

  var kind: Kind { Kind.allCases[number % Kind.allCases.count] }
  var id: String { "tbl:t\(number)" }
  /// Whether references lead to it.
  var isNamed: Bool { kind != .bare }
  /// Whether its cells call a note, whose text the chapter gives.
  var note: String? { kind == .notes ? "t\(number)" : nil }

  /// The table with its caption, as Markdown.
  func text(_ words: inout TechnicalWords) -> String {
    let body = rows(&words).map { "| " + $0.joined(separator: " | ") + " |" }
    let marks = "|" + alignment.map { $0 + "|" }.joined()
    let text = ([body[0], marks] + body.dropFirst()).joined(separator: "\n")
    guard isNamed else { return text }
    return text
      + "\n\nTable: Table T\(number): the \(words.noun()) of each \(words.noun()) {#\(id)}"
  }

  private var alignment: [String] {
    switch kind {
    case .narrow: [":---", "---:"]
    case .words, .bare: [":---", ":---"]
    case .notes, .code: [":---", ":---", ":---"]
    case .figures: [":---"] + Array(repeating: "---:", count: 5)
    case .long: ["---:", ":---", ":---:", "---:"]
    case .wide: [":---"] + Array(repeating: "---:", count: 9)
    case .spans: [":---", ":---", "---:", "---:"]
    case .widest: [":---"] + Array(repeating: ":---", count: widestColumns - 1)
    }
  }

  private func rows(_ words: inout TechnicalWords) -> [[String]] {
    switch kind {
    case .narrow: numbers(&words, columns: 2, rows: 5)
    case .figures: numbers(&words, columns: 6, rows: 12)
    case .long: long(&words)
    case .wide: numbers(&words, columns: 10, rows: 9)
    case .words:
      [["Name", "What it says"]]
        + (0..<6).map { _ in ["*\(words.noun())*", words.sentences(2)] }
    case .bare: [["", ""]] + (0..<4).map { _ in [words.noun(), words.sentence()] }
    case .notes:
      [["Step", "Who", "What"]]
        + (0..<5).map { row in
          ["\(row + 1)", words.noun() + (row == 2 ? "[^\(note ?? "")]" : ""), words.sentence()]
        }
    case .code:
      [["Call", "Takes", "Meaning"]]
        + (0..<8).map { _ in
          ["`\(words.identifier())()`", "`\(words.identifier())`", words.sentence()]
        }
    case .spans: spans(&words)
    case .widest: widest(&words)
    }
  }

  private func numbers(
    _ words: inout TechnicalWords, columns: Int, rows: Int
  ) -> [[String]] {
    let head = ["Node"] + (1..<columns).map { _ in TechnicalWords.capitalized(words.noun()) }
    return [head]
      + (0..<rows).map { row in
        ["\(words.noun())-\(row)"]
          + (1..<columns).map { _ in "\(words.number(below: 9_000)).\(words.number(below: 10))" }
      }
  }

  private func long(_ words: inout TechnicalWords) -> [[String]] {
    [["No.", "Event", "Level", "Count"]]
      + (1...90).map { row in
        [
          "\(row)", "\(words.noun()) \(words.noun()) \(row % 7 == 0 ? words.sentence() : "")",
          words.pick(["debug", "info", "warning", "error"]), "\(words.number(below: 99_999))",
        ]
      }
  }

  /// Rows of a group share its name; a total spans the columns of words.
  private func spans(_ words: inout TechnicalWords) -> [[String]] {
    var rows = [["Group", "Member", "Load", "<<"]]
    for group in 0..<6 {
      for member in 0..<3 {
        rows.append([
          member == 0 ? "\(words.noun()) group \(group)" : "^^", words.identifier(),
          "\(words.number(below: 100)) %", "\(words.number(below: 64)) GB",
        ])
      }
      rows.append(["**Total of group \(group)**", "<<", "100 %", "64 GB"])
    }
    return rows
  }

  /// Wider than any measure of an upright page.
  private func widest(_ words: inout TechnicalWords) -> [[String]] {
    [(0..<widestColumns).map { _ in TechnicalWords.capitalized(words.identifier()) }]
      + (0..<14).map { _ in (0..<widestColumns).map { _ in words.identifier() } }
  }
}
