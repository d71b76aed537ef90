import CMarkGFM
import OctavoBase

/// Citations: `[see @key, p. 12; @other]` and `@key [p. 12]` (pandoc, extension `citations`).
extension InlineSyntax.Matcher {
  /// Most bytes of a citation.
  private static var longestCitation: Int { 4096 }

  func citation() -> InlineSyntax.Node? {
    guard record.citesWorks, !CitationParser.isLetter(byte(place - 1)) else { return nil }
    return bracketed() ?? inText()
  }

  /// From the `@` to before the bracket that closes the citation; what stands before the `@` has
  /// been read, and is taken for the first work's prefix later.
  private func bracketed() -> InlineSyntax.Node? {
    guard let opening = openBracket(), let end = closing(from: place),
      ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte(end + 1))
    else { return nil }
    let hides = byte(place - 1) == UInt8(ascii: "-")
    let source = Array(text[(hides ? place - 1 : place)..<end])
    guard let items = CitationParser.items(source) else { return nil }
    let start = record.positions.offset(in: parent, at: place) - (hides ? 1 : 0)
    let mark = SyntaxRecord.CitationSource(form: .apart, items: items, text: source, start: start)
    guard let node = make(.citation(mark), end: end) else { return nil }
    opening.pointee.type = UInt16(SyntaxRecord.inlineKind.rawValue)
    tag(opening, .citationStart)
    return node
  }

  /// The nearest bracket that is open here.
  private func openBracket() -> InlineSyntax.Node? {
    var depth = 0
    var node = parent.pointee.last_child
    for _ in 0..<Self.longestSpan {
      guard let candidate = node else { return nil }
      switch bracket(candidate) {
      case UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "[") where depth == 0:
        return candidate.pointee.as.literal.len == 1 ? candidate : nil
      case UInt8(ascii: "["): depth -= 1
      default: break
      }
      node = candidate.pointee.prev
    }
    return nil
  }

  /// The bracket that closes the one open at a place.
  private func closing(from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < text.count, index - start < Self.longestCitation {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]") where depth == 0: return index
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// A key in the text, with what stands in brackets right behind it.
  private func inText() -> InlineSyntax.Node? {
    guard let key = CitationParser.key(text, at: place + 1) else { return nil }
    var end = key.end
    var suffix = ""
    var bracket = end
    while bracket < text.count, AttributeParser.isSpace(text[bracket]) { bracket += 1 }
    if bracket - end <= 1, byte(bracket) == UInt8(ascii: "["),
      ![UInt8(ascii: "@"), UInt8(ascii: "^"), UInt8(ascii: "]")].contains(byte(bracket + 1)),
      let closing = closing(from: bracket + 1),
      ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte(closing + 1))
    {
      suffix = String(decoding: text[(bracket + 1)..<closing], as: UTF8.self)
      end = closing + 1
    }
    let item = CitationParser.Item(
      prefix: "", key: key.key, place: 0, suffix: suffix, hidesAuthor: false)
    let mark = SyntaxRecord.CitationSource(
      form: .inText, items: [item], text: Array(text[place..<end]),
      start: record.positions.offset(in: parent, at: place))
    return make(.citation(mark), end: end)
  }
}

extension DocumentConverter {
  /// A citation with its texts read.
  mutating func citation(_ source: SyntaxRecord.CitationSource) -> Citation {
    let items = source.items.map { item in
      let start = source.start + item.place
      let span = record.span(start, start + item.key.utf8.count + 1)
      let locator = CitationLocator.take(from: item.suffix[...])
      let rest = locator?.rest ?? item.suffix[...]
      return Citation.Item(
        key: item.key, prefix: short(item.prefix[...], span), locator: locator?.locator,
        suffix: short(rest, span), hidesAuthor: item.hidesAuthor, span: span)
    }
    let text = String(decoding: source.text, as: UTF8.self)
    return Citation(
      form: source.form, items: items,
      printed: [.text(source.form == .apart ? "[\(text)]" : text)])
  }

  /// The inlines of a text beside a key.
  private mutating func short(_ text: Substring, _ span: SourceSpan) -> [Inline] {
    let words = text.drop(while: \.isWhitespace)
    guard !words.isEmpty else { return [] }
    let read = MarkdownReader.inlines(String(words), at: span, settings)
    diagnostics += read.diagnostics
    return read.value
  }
}
