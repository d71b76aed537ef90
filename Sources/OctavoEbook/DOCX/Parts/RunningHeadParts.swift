import OctavoBase
import OctavoBook
import OctavoStyle

/// The parts for running heads and feet; what is the same is written once.
///
/// Titles are found by fields. What a field stores, for programs that work none out, is the title of
/// the part and the chapter that the head stands over, so that each chapter has a head of its own.
struct RunningHeadParts {
  /// A head or foot part.
  struct Part {
    /// Relative to `word/`.
    let name: String
    let isHead: Bool
    let bytes: [UInt8]
  }

  /// What the patterns of a division's heads stand for.
  struct Values {
    var bookTitle: String
    var authors: String
    var chapter: String
    /// The division's number as heads show it; empty for none.
    var chapterNumber: String
    /// The title of the division's part; nil where it belongs to none.
    var part: String?
    /// Whether the division's title stands in the style `Heading 1`, where a field finds it.
    var findsChapter: Bool
    /// Whether the division has sections.
    var hasSections: Bool
    /// A folio in the division's own figures.
    var folio: String
  }

  private(set) var parts: [Part] = []
  /// By what they hold: a hash of 128 bits is quicker than keys of a thousand bytes.
  private var names: [Fingerprint: String] = [:]

  /// The name of the part that holds a line.
  mutating func name(
    _ line: RunningHeads.Line, isHead: Bool, isRecto: Bool, _ values: Values
  ) -> String {
    let bytes = Self.bytes(line, isHead: isHead, isRecto: isRecto, values)
    var key = FingerprintBuilder()
    key.combine(bytes: bytes)
    if let known = names[key.finish()] { return known }
    let count = parts.count { $0.isHead == isHead } + 1
    let name = "\(isHead ? "header" : "footer")\(count).xml"
    names[key.finish()] = name
    parts.append(Part(name: name, isHead: isHead, bytes: bytes))
    return name
  }

  private static func bytes(
    _ line: RunningHeads.Line, isHead: Bool, isRecto: Bool, _ values: Values
  ) -> [UInt8] {
    var xml = WordMarkup()
    let style: WordStyle = isHead ? (isRecto ? .headerRecto : .header) : .footer
    xml.raw(WordNamespaces.declaration)
    xml.raw(isHead ? "<w:hdr" : "<w:ftr")
    xml.raw(text: WordNamespaces.plain)
    xml.raw("><w:p><w:pPr><w:pStyle")
    xml.attribute("w:val", style.id)
    xml.raw("/></w:pPr>")
    let places = [
      isRecto ? line.inner : line.outer, line.center, isRecto ? line.outer : line.inner,
    ]
    let last = places.lastIndex { !$0.isEmpty } ?? -1
    for (index, pattern) in places.enumerated() where index <= last {
      if index > 0 { xml.raw("<w:r><w:tab/></w:r>") }
      write(pattern, values, to: &xml)
    }
    xml.raw(isHead ? "</w:p></w:hdr>" : "</w:p></w:ftr>")
    return xml.bytes
  }

  /// A pattern with fields for its `{names}`; what is no name stays as it is.
  private static func write(_ pattern: String, _ values: Values, to xml: inout WordMarkup) {
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text(String(rest[..<open]), to: &xml)
      let name = rest[rest.index(after: open)..<close]
      if !write(name: name, values, to: &xml) { text(String(rest[open...close]), to: &xml) }
      rest = rest[rest.index(after: close)...]
    }
    text(String(rest), to: &xml)
  }

  private static func write(
    name: Substring, _ values: Values, to xml: inout WordMarkup
  ) -> Bool {
    switch name {
    case "book-title": text(values.bookTitle, to: &xml)
    case "author": text(values.authors, to: &xml)
    case "folio": field("PAGE", values.folio, RunFormat(flags: .folio), to: &xml)
    case "part-title":
      guard let part = values.part else { return true }
      field("STYLEREF \"Part Title\"", part, RunFormat(), to: &xml)
    case "chapter-number": text(values.chapterNumber, to: &xml)
    // A section's number stands in its heading, and comes with its title.
    case "section-number": break
    case "section-title" where values.hasSections, "section-mark" where values.hasSections:
      field("STYLEREF 2", values.chapter, RunFormat(), to: &xml)
    case "chapter-mark", "section-mark":
      if !values.chapterNumber.isEmpty, values.chapterNumber != values.chapter {
        text(values.chapterNumber + "\u{2002}", to: &xml)
      }
      chapter(values, to: &xml)
    case "chapter-title", "section-title": chapter(values, to: &xml)
    default: return false
    }
    return true
  }

  private static func chapter(_ values: Values, to xml: inout WordMarkup) {
    guard values.findsChapter else { return text(values.chapter, to: &xml) }
    field("STYLEREF 1", values.chapter, RunFormat(), to: &xml)
  }

  private static func text(_ text: String, to xml: inout WordMarkup) {
    run(text, RunFormat(), to: &xml)
  }

  private static func run(_ text: String, _ format: RunFormat, to xml: inout WordMarkup) {
    guard !text.isEmpty else { return }
    xml.raw("<w:r>")
    xml.raw(bytes: format.properties())
    xml.raw("<w:t xml:space=\"preserve\">")
    xml.text(text)
    xml.raw("</w:t></w:r>")
  }

  private static func field(
    _ instruction: String, _ result: String, _ format: RunFormat, to xml: inout WordMarkup
  ) {
    let properties = format.properties()
    xml.raw("<w:r>")
    xml.raw(bytes: properties)
    xml.raw("<w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>")
    xml.raw(bytes: properties)
    xml.raw("<w:instrText xml:space=\"preserve\"> ")
    xml.text(instruction)
    xml.raw(" </w:instrText></w:r><w:r>")
    xml.raw(bytes: properties)
    xml.raw("<w:fldChar w:fldCharType=\"separate\"/></w:r>")
    run(result, format, to: &xml)
    xml.raw("<w:r>")
    xml.raw(bytes: properties)
    xml.raw("<w:fldChar w:fldCharType=\"end\"/></w:r>")
  }
}
