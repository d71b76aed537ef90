/// A book as the floor program reads it: a paragraph a line, `# ` before a chapter's title.
enum NovelText {
  /// The words of `texts` without their Markdown.
  static func lines(of texts: [String]) -> [String] { texts.flatMap(lines(of:)) }

  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var paragraph: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
      let words = plain(line)
      if !words.isEmpty && !words.hasPrefix("# ") {
        paragraph.append(words)
        continue
      }
      if !paragraph.isEmpty { lines.append(paragraph.joined(separator: " ")) }
      paragraph = []
      if !words.isEmpty { lines.append(words) }
    }
    // A chapter must begin with a title: a file without one takes its first paragraph for it.
    if let first = lines.first, !first.hasPrefix("# ") { lines[0] = "# " + first }
    return lines
  }

  /// One line without its Markdown; empty where nothing of it is text.
  private static func plain(_ line: Substring) -> String {
    let isTitle = line.hasPrefix("# ")
    var content = line.drop { $0 == ">" || $0 == " " || $0 == "#" }
    if content.hasPrefix(":::") || content.hasPrefix("```") { return "" }
    if content.hasPrefix("[^"), let end = content.firstRange(of: "]:") {
      content = content[end.upperBound...]
    }
    let words = inline(content).split(separator: " ").joined(separator: " ")
    guard words.contains(where: { $0.isLetter || $0.isNumber }) else { return "" }
    return isTitle ? "# " + words : words
  }

  /// Drops marks of emphasis, links, notes and attributes, and spaces of no width.
  private static func inline(_ content: Substring) -> String {
    var text = ""
    var rest = content
    while let character = rest.first {
      if let end = closing(of: rest) {
        rest = rest[rest.index(after: end)...]
        continue
      }
      rest.removeFirst()
      if !dropped.contains(character) { text.append(character) }
    }
    return text
  }

  /// The end of a note's call, a link's target or attributes, where `text` begins with one.
  private static func closing(of text: Substring) -> Substring.Index? {
    if text.hasPrefix("[^") { return text.firstIndex(of: "]") }
    if text.hasPrefix("](") { return text.firstIndex(of: ")") }
    if text.hasPrefix("{") { return text.firstIndex(of: "}") }
    return nil
  }

  private static let dropped: Set<Character> = [
    "*", "_", "`", "\\", "[", "]", "\u{2060}", "\u{200A}", "\u{FEFF}",
  ]
}
