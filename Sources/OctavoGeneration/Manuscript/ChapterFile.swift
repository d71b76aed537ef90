/// A title as it can stand in a heading.
enum HeadingText {
  /// On one line, without control characters or the marks that would end or nest a heading.
  static func plain(_ title: String) -> String {
    let line = CharacterRepair.apply(title).oneLine
    let trimmed = line.drop { $0 == "#" || $0.isWhitespace }
    return trimmed.isEmpty ? line.isEmpty ? "Untitled" : line : String(trimmed)
  }

  /// What `plain` and its escapes made of a title, or an author wrote without emphasis, as words.
  static func words(_ markdown: some StringProtocol) -> String {
    var result = ""
    var isEscaped = false
    for character in markdown {
      if isEscaped, !character.isASCII || !(character.isPunctuation || character.isSymbol) {
        result.append("\\")
      }
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(character)
    }
    return isEscaped ? result + "\\" : result
  }

  /// As it can stand where Markdown is read without a heading's mark: no list, no quote.
  static func alone(_ title: String) -> String {
    let text = MarkdownSafety.apply(plain(title))
    guard LineSafety.isItem(text) || text.hasPrefix(">"), !text.hasPrefix("\\") else { return text }
    let digits = text.prefix(while: \.isNumber)
    return digits + "\\" + text.dropFirst(digits.count)
  }
}

/// A chapter's file, both ways.
package struct ChapterFile: Sendable, Equatable {
  package let title: String
  /// Markdown without the chapter's own heading.
  package let content: String

  package init(title: String, content: String) {
    self.title = title
    self.content = content
  }

  /// Reads a file that was written from a chapter called `title` and edited since; a title that was
  /// left alone stays to the letter.
  package init(_ text: String, was title: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, first.hasPrefix("# ") else {
      self.init(title: title, content: Self.content(lines[...]))
      return
    }
    let heading = String(first).trimmingBlanks()
    let words = HeadingText.words(heading.dropFirst(2)).trimmingBlanks()
    let isOther = heading != Self.heading(title) && !words.isEmpty
    self.init(
      title: isOther ? words : title,
      content: Self.content(lines.dropFirst()))
  }

  /// Without the blank lines around it; the first line's indent may mean something.
  private static func content(_ lines: ArraySlice<Substring>) -> String {
    let body = lines.drop { $0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    var text = body[...]
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  /// The file's text.
  package var text: String { "\(Self.heading(title))\n\n\(content)\n" }

  private static func heading(_ title: String) -> String {
    "# " + MarkdownSafety.apply(HeadingText.plain(title))
  }
}
