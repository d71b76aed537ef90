import OctavoBase
import OctavoBook
import OctavoStyle

/// The parts for running heads and feet; what is the same is written once.
///
/// A title that a field finds is not written into a part, so that all chapters share one: the field's
/// stored result, for programs that work no fields out, is the book's title, true on every page.
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
    /// Whether the division belongs to a part, whose title a field finds.
    var hasPart: Bool
    /// Whether the division's title stands in the style `Heading 1`, where a field finds it.
    var findsChapter: Bool
    /// Whether the division has sections.
    var hasSections: Bool
    /// A folio in the division's own figures.
    var folio: String
  }

  private(set) var parts: [Part] = []
  private var names: [[UInt8]: String] = [:]

  /// The name of the part that holds a line.
  mutating func name(
    _ line: RunningHeads.Line, isHead: Bool, isRecto: Bool, _ values: Values
  ) -> String {
    let bytes = Self.bytes(line, isHead: isHead, isRecto: isRecto, values)
    if let known = names[bytes] { return known }
    let count = parts.count { $0.isHead == isHead } + 1
    let name = "\(isHead ? "header" : "footer")\(count).xml"
    names[bytes] = name
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
      guard values.hasPart else { return true }
      field("STYLEREF \"Part Title\"", values.bookTitle, RunFormat(), to: &xml)
    case "section-title" where values.hasSections:
      field("STYLEREF 2", values.bookTitle, RunFormat(), to: &xml)
    case "chapter-title", "section-title":
      guard values.findsChapter else {
        text(values.chapter, to: &xml)
        return true
      }
      field("STYLEREF 1", values.bookTitle, RunFormat(), to: &xml)
    default: return false
    }
    return true
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
    xml.raw("<w:r>")
    xml.raw(bytes: format.properties())
    xml.raw("<w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>")
    xml.raw(bytes: format.properties())
    xml.raw("<w:instrText xml:space=\"preserve\"> ")
    xml.text(instruction)
    xml.raw(" </w:instrText></w:r><w:r>")
    xml.raw(bytes: format.properties())
    xml.raw("<w:fldChar w:fldCharType=\"separate\"/></w:r>")
    run(result, format, to: &xml)
    xml.raw("<w:r>")
    xml.raw(bytes: format.properties())
    xml.raw("<w:fldChar w:fldCharType=\"end\"/></w:r>")
  }
}
