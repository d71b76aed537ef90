package import OctavoBase
package import OctavoStyle
package import OctavoText

/// The characters of one paragraph with their styles, before fonts are known.
///
/// Made by `InlineFlattener`; shaped by `ParagraphShaper`. Structure is gone: emphasis is a change
/// of style, a link an index.
package struct ParagraphText: Sendable {
  /// A stretch of bytes in one style.
  package struct Span: Sendable {
    /// Byte offset past its last byte; it begins where the one before ends.
    package var end: Int
    /// Index in `styles`.
    package var style: Int
    /// Index in `links`; -1 for none.
    package var link: Int
    /// Whether lines may break inside as in a URL or code: after punctuation, without a hyphen.
    package var isVerbatim: Bool
  }

  /// A place in the text that something else belongs to.
  package struct Mark: Sendable {
    package enum Kind: Sendable {
      /// The division's note with this index is called here.
      case note(Int)
      /// A named place.
      case anchor(String)
    }

    /// Byte offset of the first byte after the mark.
    package var offset: Int
    package var kind: Kind
  }

  /// UTF-8; a line feed is a forced line end, other white space is a single space.
  package var bytes: ContiguousArray<UInt8> = []
  package var spans: ContiguousArray<Span> = []
  package var styles: [TextStyle] = []
  package var links: [LinkTarget] = []
  package var marks: [Mark] = []
  /// Where the paragraph stands in its source, for findings about its characters.
  package var source: SourceSpan?
  /// The direction the manuscript gives it, or that of its first letter.
  package var direction = BaseDirection.fromText

  package init() {}

  package var isEmpty: Bool { bytes.isEmpty }

  /// Adds text in a style.
  package mutating func append(
    _ text: some Sequence<UInt8>, style: TextStyle, link: Int = -1, isVerbatim: Bool = false
  ) {
    let before = bytes.count
    bytes.append(contentsOf: text)
    guard bytes.count > before else { return }
    let index = intern(style)
    if let last = spans.last, last.style == index, last.link == link, last.isVerbatim == isVerbatim
    {
      spans[spans.count - 1].end = bytes.count
    } else {
      spans.append(Span(end: bytes.count, style: index, link: link, isVerbatim: isVerbatim))
    }
  }

  /// Adds another text with its styles, links and marks.
  package mutating func append(_ other: ParagraphText) {
    let (offset, firstLink) = (bytes.count, links.count)
    links += other.links
    marks += other.marks.map { Mark(offset: $0.offset + offset, kind: $0.kind) }
    var start = 0
    for span in other.spans {
      append(
        other.bytes[start..<span.end], style: other.styles[span.style],
        link: span.link < 0 ? -1 : span.link + firstLink, isVerbatim: span.isVerbatim)
      start = span.end
    }
  }

  /// The same text in type of another size, in thousandths of its own.
  package func scaled(_ thousandths: Int) -> ParagraphText {
    var copy = self
    copy.styles = styles.map { style in
      var style = style
      style.size = style.size.scaled(thousandths, 1_000)
      style.rise = style.rise.scaled(thousandths, 1_000)
      return style
    }
    return copy
  }

  private mutating func intern(_ style: TextStyle) -> Int {
    if let index = styles.firstIndex(of: style) { return index }
    styles.append(style)
    return styles.count - 1
  }
}
