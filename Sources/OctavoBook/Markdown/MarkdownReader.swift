import CMarkGFM
import OctavoBase

/// Parses Markdown: a pure, total function from a file's bytes to blocks.
///
/// CommonMark with GFM's tables, strikethrough and task lists, by cmark-gfm; footnotes, attributes,
/// fenced divs, definitions, mathematics and cross references by extensions of our own.
struct MarkdownReader {
  /// What the reader must know besides the text.
  struct Settings: Sendable {
    var punctuation: SmartPunctuation
    /// The book's folder, nil where images are not to be checked.
    let folder: String?
    /// The text's folder within it.
    let base: String
    /// Whether titles and captions are read as Markdown; not within one another.
    var readsMarkup = true
    /// Labels, in lower case, of notes that the text may call though others define them.
    var outerNotes: Set<String> = []
    /// Whether the book has a bibliography, so that an @ may cite.
    var citesWorks = false
  }

  static func read(_ file: SourceFile, from start: Int, _ settings: Settings) -> ParsedText {
    let firstLine = file.position(of: start).line - 1
    let record = SyntaxRecord(file: file, firstLine: firstLine)
    record.citesWorks = settings.citesWorks
    guard let parser = cmark_parser_new(options) else {
      return ParsedText(sections: [], calledNotes: [], diagnostics: [])
    }
    defer { cmark_parser_free(parser) }
    MarkdownSyntax.shared.attach(to: parser)
    var settings = settings
    settings.punctuation.readsEscapes = !hasAmbiguousEscape(file, start)
    if settings.punctuation.readsEscapes {
      cmark_parser_set_backslash_ispunct_func(parser) { MarkdownReader.isEscapable($0) }
    }
    parser.pointee.root.pointee.user_data = Unmanaged.passUnretained(record).toOpaque()
    feed(parser, file, from: start, record)
    guard let root = withExtendedLifetime(record, { cmark_parser_finish(parser) }) else {
      return ParsedText(sections: [], calledNotes: [], diagnostics: [])
    }
    root.pointee.user_data = nil
    defer { cmark_node_free(root) }
    var converter = DocumentConverter(record: record, settings: settings)
    return converter.convert(root)
  }

  private static let options = CMARK_OPT_DEFAULT

  private static func feed(
    _ parser: UnsafeMutablePointer<cmark_parser>, _ file: SourceFile, from start: Int,
    _ record: SyntaxRecord
  ) {
    var text = file.text
    for place in NestingGuard.excess(in: file, from: start) {
      text[place] = UInt8(ascii: "\\")
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.deep-nesting",
          "the line opens more than \(NestingGuard.deepest) quotes and lists; the rest is text",
          at: record.span(place, place + 1)))
    }
    text.withUnsafeBufferPointer { bytes in
      let rest = UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)...])
      rest.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
  }

  /// Whether a backslash before the character is CommonMark's escape. Those before quotes, hyphens
  /// and full stops are left to smart punctuation, which otherwise could not see them.
  private static func isEscapable(_ character: CChar) -> CInt {
    switch UInt8(bitPattern: character) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."): 0
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: 1
    default: 0
    }
  }

  /// Whether an escaped backslash stands before a mark of smart punctuation; such a text keeps
  /// cmark's own escapes, so that no backslash is lost.
  private static func hasAmbiguousEscape(_ file: SourceFile, _ start: Int) -> Bool {
    file.text.withUnsafeBufferPointer { text in
      var last: UInt8 = 0
      var beforeLast: UInt8 = 0
      for byte in text[min(start, text.count)...] {
        if last == UInt8(ascii: "\\"), beforeLast == last,
          byte == 0x22 || byte == 0x27 || byte == 0x2D || byte == 0x2E
        {
          return true
        }
        (beforeLast, last) = (last, byte)
      }
      return false
    }
  }
}
