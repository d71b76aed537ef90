/// Words of the store as Markdown and YAML that read back as the same words.
enum ManuscriptText {
  /// A chapter's file: its title as a level-1 heading, a blank line, the text, and a line feed.
  static func chapter(title: String, content: String) -> String {
    heading(title) + "\n\n" + content + "\n"
  }

  static func heading(_ title: String) -> String { "# " + inline(title) }

  /// Plain words as Markdown: whatever could mean something is escaped.
  static func inline(_ text: String) -> String {
    var result = ""
    for character in line(text) {
      if marks.contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// What `inline` made, or an author wrote without emphasis, as plain words.
  static func plain(_ markdown: some StringProtocol) -> String {
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

  /// A double-quoted scalar (YAML 1.2 §7.3.1).
  static func yaml(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}",
        "\u{FFFE}", "\u{FFFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static let marks: Set<Character> = Set("\\`*_{}[]<>#|~$&@^")

  /// One line: a heading ends with its line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
