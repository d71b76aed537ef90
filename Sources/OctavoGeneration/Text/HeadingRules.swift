/// Puts a model's headings in their place: titles that are set anyway go, others stand below them.
package struct HeadingRules: Sendable {
  /// Titles that must not be repeated: the chapter's and the section's.
  package let titles: [String]
  /// Level of the highest heading that may stand in the text, 1 to 6.
  package let highest: Int

  package init(titles: [String], highest: Int) {
    self.titles = titles
    self.highest = highest
  }

  /// Leading headings that are looked at.
  private static let leading = 3

  /// The text with `#` headings at or below the highest level, and without repeated titles.
  package func apply(_ text: String) -> String {
    var lines = Self.withoutUnderlines(text.textLines)
    lines = withoutTitles(lines)
    let levels = Self.headings(in: lines).map(\.level)
    let shift = max(0, highest - (levels.min() ?? highest))
    for heading in Self.headings(in: lines).reversed() {
      if heading.text.isEmpty {
        lines.remove(at: heading.line)
      } else {
        let level = min(6, heading.level + shift)
        lines[heading.line] = String(repeating: "#", count: level) + " " + heading.text
      }
    }
    return lines.joined(separator: "\n").trimmingLineEnds()
  }

  private func withoutTitles(_ lines: [String]) -> [String] {
    var lines = lines[...]
    for _ in 0..<Self.leading {
      lines = lines.drop { $0.trimmingBlanks().isEmpty }
      guard let first = lines.first else { break }
      let heading = Self.heading(first)?.text ?? Self.boldLine(first)
      guard heading.map({ isTitle($0) }) ?? isBareTitle(lines) else { break }
      lines = lines.dropFirst()
    }
    return Array(lines)
  }

  /// The title alone as a paragraph.
  private func isBareTitle(_ lines: ArraySlice<String>) -> Bool {
    guard let first = lines.first, lines.dropFirst().first?.trimmingBlanks().isEmpty ?? false else {
      return false
    }
    return !Self.plain(first).isEmpty && isTitle(first)
  }

  private func isTitle(_ heading: String) -> Bool {
    let plain = Self.plain(heading)
    if titles.contains(where: { Self.plain($0) == plain }) { return true }
    guard let rest = Self.afterLabel(plain) else { return false }
    return rest.isEmpty || titles.contains { Self.plain($0) == rest }
  }

  private static let labels: Set<String> = [
    "chapter", "section", "part", "scene", "kapitel", "abschnitt", "teil", "szene", "chapitre",
    "partie", "scène", "capítulo", "sección", "parte", "escena", "capitolo", "sezione", "scena",
  ]

  /// What follows a label and its number: the title, or nothing.
  private static func afterLabel(_ plain: String) -> String? {
    let words = plain.split(separator: " ")
    if words.count >= 2, labels.contains(String(words[0])), isNumber(words[1]) {
      return words.dropFirst(2).joined(separator: " ")
    }
    // A bare number before the title, as in "3. The Harbour" or "2.1 The Harbour".
    let numbers = words.prefix { $0.allSatisfy(\.isNumber) }
    guard !numbers.isEmpty, numbers.count < words.count else { return nil }
    return words.dropFirst(numbers.count).joined(separator: " ")
  }

  private static func isNumber(_ word: Substring) -> Bool {
    let spelt = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve",
    ]
    return word.allSatisfy(\.isNumber) || word.allSatisfy { "ivxlc".contains($0) }
      || spelt.contains(String(word))
  }

  /// Letters and digits of a title, in small letters with single blanks.
  private static func plain(_ title: String) -> String {
    WordScan.words(of: title).map(\.folded).joined(separator: " ")
  }

  /// `**Title**` as a line of its own.
  private static func boldLine(_ line: String) -> String? {
    let text = line.trimmingBlanks()
    guard text.count > 4, text.hasPrefix("**"), text.hasSuffix("**") else { return nil }
    return String(text.dropFirst(2).dropLast(2))
  }
}

extension HeadingRules {
  private struct Heading {
    let line: Int
    let level: Int
    let text: String
  }

  private static func headings(in lines: [String]) -> [Heading] {
    CodeLines.mark(lines).enumerated().compactMap { index, isCode in
      guard !isCode, let found = heading(lines[index]) else { return nil }
      return Heading(line: index, level: found.level, text: found.text)
    }
  }

  /// A line `### Text`.
  static func heading(_ line: String) -> (level: Int, text: String)? {
    let indent = line.prefix { $0 == " " }.count
    let marks = line.dropFirst(indent).prefix { $0 == "#" }
    let rest = line.dropFirst(indent + marks.count)
    guard indent < 4, 1...6 ~= marks.count, rest.isEmpty || rest.first?.isWhitespace == true else {
      return nil
    }
    var text = rest.trimmingBlanks()
    let closing = text.reversed().prefix { $0 == "#" }.count
    if closing > 0, text.dropLast(closing).last?.isWhitespace ?? true {
      text = text.dropLast(closing).trimmingBlanks()
    }
    return (marks.count, text)
  }

  /// Lines underlined with `===` or `---` as `#` headings where they read as headings; else the
  /// rule stays a rule.
  static func withoutUnderlines(_ lines: [String]) -> [String] {
    var result: [String] = []
    let code = CodeLines.mark(lines)
    for (index, line) in lines.enumerated() {
      let mark = line.trimmingBlanks()
      let isUnderline =
        !mark.isEmpty && !code[index]
        && (mark.allSatisfy { $0 == "=" } || mark.count > 1 && mark.allSatisfy { $0 == "-" })
      guard isUnderline, let above = result.last, !above.trimmingBlanks().isEmpty else {
        result.append(line)
        continue
      }
      let isAlone = result.dropLast().last?.trimmingBlanks().isEmpty ?? true
      let text = above.trimmingBlanks()
      let reads = text.count <= 80 && !".!?;,:".contains(text.last ?? ".") && heading(above) == nil
      if isAlone, reads, !text.contains("|"), !">-+*".contains(text.first ?? ">") {
        result[result.count - 1] = (mark.first == "=" ? "# " : "## ") + text
      } else if mark.first == "-" {
        result += ["", "***"]
      } else {
        result.append("\\" + mark)
      }
    }
    return result
  }
}

extension String {
  /// Without blank lines at the start and blanks at the end.
  func trimmingLineEnds() -> String {
    var lines = textLines[...]
    while let first = lines.first, first.trimmingBlanks().isEmpty { lines = lines.dropFirst() }
    while let last = lines.last, last.trimmingBlanks().isEmpty { lines = lines.dropLast() }
    return lines.joined(separator: "\n")
  }
}
