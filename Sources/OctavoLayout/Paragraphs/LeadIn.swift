import OctavoBase
import OctavoStyle

/// Sets a chapter's first words in the lead-in style, usually small capitals.
enum LeadIn {
  static func applied(to paragraph: FlowParagraph, _ sheet: StyleSheet) -> FlowParagraph {
    let words = sheet[.leadIn].leadWords
    guard words > 0 else { return paragraph }
    var paragraph = paragraph
    paragraph.text = restyled(
      paragraph.text, upTo: end(of: words, in: paragraph.text), sheet)
    return paragraph
  }

  /// Bytes beyond which a word, such as an address, is none to lead in with.
  private static let longestWord = 32

  /// Byte offset past the given number of words, or past the first clause where that is shorter, or
  /// before a word that is too long.
  private static func end(of words: Int, in text: ParagraphText) -> Int {
    var count = 0
    var start = 0
    for (index, byte) in text.bytes.enumerated() where byte == 0x20 || byte == 0x0A {
      if index - start > longestWord { return max(start - 1, 0) }
      start = index + 1
      count += 1
      let isClauseEnd =
        index > 0 && [0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F].contains(text.bytes[index - 1])
      if count == words || isClauseEnd { return index }
    }
    return text.bytes.count - start > longestWord ? max(start - 1, 0) : text.bytes.count
  }

  private static func restyled(
    _ text: ParagraphText, upTo end: Int, _ sheet: StyleSheet
  ) -> ParagraphText {
    var result = ParagraphText()
    result.marks = text.marks
    result.links = text.links
    result.source = text.source
    var start = 0
    for span in text.spans {
      let style = text.styles[span.style]
      let lead = sheet[.leadIn].applied(to: style, bodySize: sheet[.body].text.size)
      let cut = min(max(end, start), span.end)
      result.append(
        text.bytes[start..<cut], style: lead, link: span.link, isVerbatim: span.isVerbatim)
      result.append(
        text.bytes[cut..<span.end], style: style, link: span.link, isVerbatim: span.isVerbatim)
      start = span.end
    }
    return result
  }
}
