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
    /// The descriptions of its pictures, in the order they are drawn.
    package var alternatives: [String]
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
      return (Self.text(of: list), PageMarks(list), Self.alternatives(of: list))
    }
    let destinations = PDFDestinations(made.lazy.map(\.1))
    pages = made.map { text, marks, alternatives in
      Page(
        text: text, links: marks.links.compactMap { Self.link($0.target, destinations) },
        alternatives: alternatives)
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
    return withoutSpace(bytes)
  }

  private static func alternatives(of list: DisplayList) -> [String] {
    list.commands.compactMap { command in
      guard case .image(let image) = command, image.frame.size.width > .zero,
        image.frame.size.height > .zero, !image.alternative.isEmpty
      else { return nil }
      return image.alternative
    }
  }

  private static func link(_ target: LinkTarget, _ places: PDFDestinations) -> String? {
    switch target {
    case .url(let address): PDFNames.address(address)
    case .anchor(let name): places.place(name) == nil ? nil : "#" + PDFNames.name(name)
    }
  }

  /// The characters of some UTF-8 that are no white space, which is set as distance at lines'
  /// ends, and not at all where a line is stretched.
  static func withoutSpace(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for byte in bytes where byte > 0x20 && byte != 0x7F { kept.append(byte) }
    let text = String(decoding: kept, as: UTF8.self)
    // White space beyond ASCII begins with one of these bytes, most of which begin no other.
    let leads: [UInt8] = [0xC2, 0xE1, 0xE2, 0xE3]
    guard kept.contains(where: leads.contains) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars
    where scalar.isASCII || scalar.value >= 0x3001 || !scalar.properties.isWhitespace {
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
