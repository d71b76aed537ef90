import CMarkGFM
import OctavoBase

extension DocumentConverter {
  /// Reports raw HTML in running text; its tag is dropped. Comments and the ends of
  /// elements go without a word.
  mutating func html(_ node: CMarkNode) {
    let literal = node.literal
    guard !literal.starts(with: "<!--".utf8), !literal.starts(with: "</".utf8) else { return }
    let span = record.locate(literal, line: Int(node.pointee.start_line))
    reportHTML(span, HTMLText.tagName(literal))
  }

  /// The text of an HTML block, without its tags.
  mutating func htmlBlock(_ node: CMarkNode) -> [Block] {
    let span = span(of: node)
    let text = HTMLText(node.literal)
    if text.hasTags { reportHTML(span, HTMLText.tagName(node.literal)) }
    return text.paragraphs.map { paragraph in
      Block(.paragraph([.text(settings.punctuation.apply(to: paragraph))]), span: span)
    }
  }

  private mutating func reportHTML(_ span: SourceSpan, _ tag: String) {
    report(
      .warning, "book.raw-html", "the raw HTML '\(tag)' is dropped; the text within it stays", span,
      hints: Self.hint(for: tag))
  }

  private static func hint(for tag: String) -> [String] {
    switch tag.dropFirst().drop(while: { $0 == "/" }).prefix(while: \.isLetter).lowercased() {
    case "br": ["end the line with a backslash to break it"]
    case "i", "em": ["write *text*"]
    case "b", "strong": ["write **text**"]
    case "sup": ["write [text]{.superscript}"]
    case "sub": ["write [text]{.subscript}"]
    case "img": ["write ![text](path)"]
    case "center": ["write a div '::: center'"]
    case "a": ["write [text](address) or []{#id}"]
    default: []
    }
  }

  // MARK: - Images

  mutating func image(_ node: CMarkNode) -> Image {
    let path = node.pointee.as.link.url.string
    let title = node.pointee.as.link.title.string
    let span = record.locate(Array(path.utf8), line: Int(node.pointee.start_line))
    let text = String(decoding: node.plainText(), as: UTF8.self)
    var attributes = Attributes()
    if !title.isEmpty { attributes.values.append(.init(key: "caption", value: title)) }
    return Image(
      path: resolve(path, span), alternative: settings.punctuation.apply(to: text),
      attributes: attributes, span: span)
  }

  private mutating func resolve(_ path: String, _ span: SourceSpan) -> String {
    switch ImagePath.resolve(path, base: settings.base, folder: settings.folder) {
    case .success(let found): return found
    case .failure(let fault):
      report(
        .error, fault.code, "the image '\(path)' \(fault.reason)", span, hints: fault.hints)
      return path
    }
  }
}

/// The text between the tags of an HTML block.
struct HTMLText {
  private(set) var paragraphs: [String] = []
  /// Whether anything but comments was dropped.
  private(set) var hasTags = false

  init(_ html: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    var index = 0
    while index < html.count {
      if html[index] == UInt8(ascii: "<"), let end = Self.tagEnd(html, index) {
        let isComment = html[index...].starts(with: "<!--".utf8)
        if !isComment { hasTags = true }
        index = end
      } else {
        text.append(html[index])
        index += 1
      }
    }
    for part in Self.split(text) { paragraphs.append(Self.decoded(part)) }
  }

  /// Past a tag and, for `script` and `style`, past what they hold, which is no text.
  private static func tagEnd(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    if html[start...].starts(with: "<!--".utf8) {
      return after("-->", html, start + 4) ?? html.count
    }
    for name in ["script", "style"] where opens(name, html, start) {
      return after("</\(name)", html, start).flatMap { after(">", html, $0) } ?? html.count
    }
    guard start + 1 < html.count else { return nil }
    let next = html[start + 1]
    let isTag = UInt8(ascii: "a")...UInt8(ascii: "z") ~= next | 0x20 || "/!?".utf8.contains(next)
    return isTag ? after(">", html, start) ?? html.count : nil
  }

  private static func opens(_ name: String, _ html: UnsafeBufferPointer<UInt8>, _ start: Int)
    -> Bool
  {
    let found = html[start...].dropFirst().prefix(name.utf8.count).map { $0 | 0x20 }
    return found.elementsEqual(name.utf8)
  }

  private static func after(
    _ mark: String, _ html: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    let bytes = Array(mark.utf8)
    var index = start
    while index + bytes.count <= html.count {
      if html[index] == bytes[0], html[index...].starts(with: bytes, by: { $0 | 0x20 == $1 | 0x20 })
      {
        return index + bytes.count
      }
      index += 1
    }
    return nil
  }

  /// Paragraphs at blank lines, their own line ends as spaces.
  private static func split(_ text: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var current: [UInt8] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let words = line.split(whereSeparator: AttributeParser.isSpace).joined(separator: [0x20])
      if words.isEmpty(), !current.isEmpty {
        result.append(current)
        current = []
      } else if !words.isEmpty() {
        current += (current.isEmpty ? [] : [0x20]) + words
      }
    }
    return current.isEmpty ? result : result + [current]
  }

  /// The five entities that text must be written with in HTML, and the no-break space.
  private static func decoded(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{A0}"),
      ("&amp;", "&"),
    ] where text.contains("&") {
      text = text.split(separator: entity, omittingEmptySubsequences: false)
        .joined(separator: character)
    }
    return text
  }

  /// The tag a piece of HTML begins with, for a message.
  static func tagName(_ html: UnsafeBufferPointer<UInt8>) -> String {
    let name = html.drop(while: AttributeParser.isSpace).prefix(24)
    let end = name.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? name.endIndex
    let isWhole = end < name.endIndex || name.last == UInt8(ascii: ">")
    let text = String(decoding: name[..<end], as: UTF8.self)
    return String(text.map { $0.isNewline ? " " : $0 }) + (isWhole ? "" : "…")
  }
}

extension Sequence {
  fileprivate func isEmpty() -> Bool { first { _ in true } == nil }
}
