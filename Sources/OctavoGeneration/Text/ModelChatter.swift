/// Takes away what a model says to its user around the text that was asked for.
package enum ModelChatter {
  /// A text without chatter, and the pieces that were taken away, in order.
  package struct Stripped: Sendable, Equatable {
    package let text: String
    package let removed: [String]
  }

  /// Words a remark may have; longer paragraphs are text.
  private static let longestRemark = 60

  /// Strips thoughts, remarks before and after, a fence around all of it, and metadata on top.
  package static func strip(_ text: String) -> Stripped {
    var removed: [String] = []
    var text = withoutThoughts(text, &removed)
    // A remark may stand outside the fence and inside.
    for _ in 0..<2 {
      text = withoutRemarks(text, &removed)
      text = withoutFence(text)
      text = withoutFrontMatter(text, &removed)
    }
    return Stripped(text: text, removed: removed)
  }

  /// A text without the thoughts before it; empty where they have no end.
  static func withoutThoughts(_ text: String) -> String {
    var removed: [String] = []
    return withoutThoughts(text, &removed)
  }

  private static func withoutThoughts(_ text: String, _ removed: inout [String]) -> String {
    guard let thoughts = Thoughts.range(in: text) else { return text }
    removed.append(String(text[..<thoughts]))
    return String(text[thoughts...])
  }

  private static func withoutRemarks(_ text: String, _ removed: inout [String]) -> String {
    var paragraphs = Paragraphs.split(text)
    var taken = 0
    while let first = paragraphs.first, !first.contains("\n"),
      ChatterPhrases.isPreamble(fold(first))
    {
      removed.append(first)
      paragraphs.removeFirst()
      taken += 1
      if paragraphs.count > 1, isRule(paragraphs[0]) { paragraphs.removeFirst() }
    }
    if taken == 0, let first = paragraphs.first, let rest = afterPreambleLine(first) {
      removed.append(String(first.dropLast(rest.count)).trimmingBlanks())
      paragraphs[0] = rest
      taken += 1
    }
    while paragraphs.count > 1, let last = paragraphs.last, ChatterPhrases.isPostamble(fold(last)) {
      removed.append(last)
      paragraphs.removeLast()
      taken += 1
      if paragraphs.count > 1, isRule(paragraphs[paragraphs.count - 1]) { paragraphs.removeLast() }
    }
    return taken == 0 ? text : paragraphs.joined(separator: "\n\n")
  }

  /// What follows a remark that stands on the first line of a paragraph.
  private static func afterPreambleLine(_ paragraph: String) -> String? {
    guard let end = paragraph.firstIndex(of: "\n") else { return nil }
    let rest = String(paragraph[paragraph.index(after: end)...])
    return ChatterPhrases.isPreamble(fold(String(paragraph[..<end]))) ? rest : nil
  }

  private static func isRule(_ paragraph: String) -> Bool {
    ["---", "***", "___", "* * *"].contains(paragraph.trimmingBlanks())
  }

  /// In small letters with plain apostrophes and without marks of emphasis; empty where it is too
  /// long for a remark.
  private static func fold(_ paragraph: String) -> String {
    guard WordScan.count(paragraph) <= longestRemark else { return "" }
    let plain = paragraph.lowercased().compactMap { character -> Character? in
      switch character {
      case "’": "'"
      case "*", "_", "#": nil
      case "\n": " "
      default: character
      }
    }
    return String(plain).trimmingBlanks()
  }

  /// The inside of a text that is one block of code calling itself Markdown or nothing.
  private static func withoutFence(_ text: String) -> String {
    let lines = text.trimmingBlanks().textLines
    guard lines.count > 1, let fence = Fence(lines[0]),
      ["", "markdown", "md", "text", "txt", "plaintext"].contains(fence.info.lowercased())
    else { return text }
    let close = lines.dropFirst().lastIndex { fence.isClosed(by: $0) && Fence($0) != nil }
    guard let close else { return lines.dropFirst().joined(separator: "\n") }
    let inner = lines[1..<close]
    // Another block within: then the first fence may be code of the text's own.
    let inside = inner.count { Fence($0) != nil }
    guard close == lines.count - 1, inside.isMultiple(of: 2) else { return text }
    return inner.joined(separator: "\n")
  }

  /// `---`, lines of `key: value`, `---` at the very start.
  private static func withoutFrontMatter(_ text: String, _ removed: inout [String]) -> String {
    let lines = text.drop(while: \.isWhitespace).textLines
    guard lines.first?.trimmingBlanks() == "---",
      let end = lines.dropFirst().prefix(30).firstIndex(where: { $0.trimmingBlanks() == "---" }),
      end > 1, lines[1..<end].allSatisfy(isKeyLine)
    else { return text }
    removed.append(lines[...end].joined(separator: "\n"))
    return lines[(end + 1)...].joined(separator: "\n")
  }

  private static func isKeyLine(_ line: String) -> Bool {
    let key = line.prefix { $0.isLetter || $0 == "_" || $0 == "-" }
    return !key.isEmpty && line.dropFirst(key.count).hasPrefix(":")
      || line.hasPrefix("  ") || line.hasPrefix("- ")
  }
}
