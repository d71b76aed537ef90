import OctavoBase
package import OctavoLayout

/// What a reader finds in a PDF: the text and the links of its pages, and its outline.
///
/// Made from the pages of a book, and read back from the file written from them; the two must be
/// equal.
package struct PDFContent: Sendable, Equatable {
  package struct Page: Sendable, Equatable {
    /// In the order it is shown: the text's lines, then running heads and the folio. White space
    /// is not kept.
    package var text: String
    /// Where each link leads: `#` and a place of the file, or an address.
    package var links: [String]
  }

  package var pages: [Page]
  /// The titles of the outline, in order.
  package var outline: [String]
  /// The named places, sorted.
  package var places: [String]
}

extension PDFContent {
  /// What the PDF of some pages (0-based) of a book must hold.
  package init(_ book: PagedBook, pages range: Range<Int>? = nil, threads: Int) {
    let builder = DisplayListBuilder(book, pages: range)
    let made = ParallelMap.run(
      count: builder.pages.count, threads: threads, makeContext: {}
    ) { index, _ in
      let list = builder.build(page: builder.pages.lowerBound + index)
      return (Self.text(of: list), PageMarks(list))
    }
    let destinations = PDFDestinations(made.lazy.map(\.1))
    pages = made.map { text, marks in
      Page(text: text, links: marks.links.compactMap { Self.link($0.target, destinations) })
    }
    outline = book.outline.filter { destinations.place($0.anchor) != nil }.map(\.title)
    places = destinations.places.map(\.name)
  }

  private static func text(of list: DisplayList) -> String {
    var bytes: [UInt8] = []
    list.text.withUnsafeBufferPointer { characters in
      for case .glyphs(let run, _) in list.commands
      where run.size > .zero && run.scale > 0 && !run.glyphs.isEmpty {
        bytes += run.slice(characters)
      }
    }
    return withoutSpace(String(decoding: bytes, as: UTF8.self))
  }

  private static func link(_ target: LinkTarget, _ places: PDFDestinations) -> String? {
    switch target {
    case .url(let address): PDFNames.address(address)
    case .anchor(let name): places.place(name) == nil ? nil : "#" + PDFNames.name(name)
    }
  }

  /// White space is set as distance at lines' ends, and not at all where a line is stretched.
  static func withoutSpace(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace { kept.append(scalar) }
    return String(kept)
  }
}
