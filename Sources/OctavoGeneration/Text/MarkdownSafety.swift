/// Makes sure that every word a model wrote is a word of the book.
///
/// Octavo's Markdown gives meaning to marks that a model means as text: raw HTML is dropped,
/// braces and definitions vanish, dollars make mathematics, a stray fence makes code of a chapter.
/// Such marks are escaped; emphasis, lists, quotes, tables, code and links stay what they are.
/// Applying it twice is the same as applying it once.
package enum MarkdownSafety {
  package static func apply(_ text: String) -> String {
    var lines = HeadingRules.withoutUnderlines(CharacterRepair.apply(text).textLines)
    let code = CodeLines.mark(lines)
    let notes = NoteLabels(lines, code)
    var result: [String] = []
    var index = 0
    var safety = LineSafety(notes: notes)
    while index < lines.count {
      if code[index] {
        result.append(lines[index])
        index += 1
        continue
      }
      if lines[index].trimmingBlanks().isEmpty {
        result.append("")
        index += 1
        continue
      }
      var end = index
      while end < lines.count, !code[end], !lines[end].trimmingBlanks().isEmpty {
        lines[end] = safety.apply(lines[end])
        end += 1
      }
      let run = TableRepair.apply(Array(lines[index..<end]))
      result += InlineSafety(notes: notes).apply(run).textLines
      index = end
    }
    return separatingRules(result).joined(separator: "\n").trimmingLineEnds()
  }

  /// A scene break needs blank lines around it, else it makes a heading of the line above.
  private static func separatingRules(_ lines: [String]) -> [String] {
    var result: [String] = []
    let code = CodeLines.mark(lines)
    for (index, line) in lines.enumerated() {
      let isRule = !code[index] && line == "***"
      // Breaks with nothing between are one.
      if isRule, result.last(where: { !$0.isEmpty }) == "***" { continue }
      if isRule, result.last?.isEmpty == false { result.append("") }
      if !isRule, index > 0, lines[index - 1] == "***", !code[index - 1], !line.isEmpty {
        result.append("")
      }
      result.append(line)
    }
    return result
  }
}

/// Drops the characters that no book can hold and makes line ends alike.
///
/// Overrides and isolates of the writing direction go too: one left open turns round all that
/// follows, and the order of scripts is found without them. Marks of direction stay.
enum CharacterRepair {
  static func apply(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A: if last?.value != 0x0D { result.append(scalar) }
      case 0x2028, 0x85, 0x0B, 0x0C: result.append("\n")
      case 0x2029:
        result.append("\n")
        result.append("\n")
      case 0x09: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: break
      case 0x202A...0x202E, 0x2066...0x2069: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension String {
  /// Without scene breaks before the first words and behind the last: there is nothing to part.
  func withoutRulesAround() -> String {
    var lines = textLines[...]
    while let first = lines.first, first == "***" || first.isEmpty { lines = lines.dropFirst() }
    while let last = lines.last, last == "***" || last.isEmpty { lines = lines.dropLast() }
    return lines.joined(separator: "\n")
  }
}

/// The labels of a text's footnotes that are both called and defined.
struct NoteLabels: Sendable {
  private(set) var whole: Set<String> = []

  init(_ lines: [String], _ code: [Bool]) {
    var called: Set<String> = []
    var defined: Set<String> = []
    for (index, line) in lines.enumerated() where !code[index] {
      if let label = Self.definition(line) { defined.insert(label) }
      for call in line.matches(of: Self.call()) where !call.output.1.isEmpty {
        let isDefinition =
          call.range.lowerBound == line.startIndex && Self.definition(line) != nil
        if !isDefinition { called.insert(String(call.output.1)) }
      }
    }
    whole = called.intersection(defined)
  }

  /// Made anew at each use: a regular expression is not `Sendable`.
  static func call() -> Regex<(Substring, Substring)> { /\[\^([^\s\[\]^]+)\]/ }

  /// The label of a line `[^label]: text`.
  static func definition(_ line: String) -> String? {
    guard line.hasPrefix("[^"), let close = line.firstIndex(of: "]"),
      line[close...].hasPrefix("]:")
    else { return nil }
    let label = line[line.index(line.startIndex, offsetBy: 2)..<close]
    return label.isEmpty || label.contains(where: \.isWhitespace) ? nil : String(label)
  }
}
