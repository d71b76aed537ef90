import OctavoBase
import OctavoBook
import OctavoLayout

/// Puts the file together: pages, faces, and all that surrounds them: links, places, outline,
/// folios and metadata.
///
/// The file has a plain cross-reference table, which every reader of PDF 1.5 takes.
struct PDFAssembler {
  /// What pages refer to.
  struct Parts {
    /// By face.
    let faces: [EmbeddedFace?]
    let forms: PictureForms
  }

  private let book: PagedBook
  /// Physical pages of the book that the file holds.
  private let pages: Range<Int>
  private let streams: [PageStream]

  init(_ book: PagedBook, pages: Range<Int>, _ streams: [PageStream]) {
    self.book = book
    self.pages = pages
    self.streams = streams
  }

  func write(_ parts: Parts, to output: inout PDFOutput) throws(OctavoError) {
    let catalog = output.allocate()
    let tree = output.allocate()
    let pageTree = PDFPageTree(
      number: tree, pages: streams.map { _ in output.allocate() }, size: book.trim)
    let fonts = try writeFaces(parts.faces, to: &output)
    let destinations = PDFDestinations(streams.lazy.map(\.marks))
    var links = PDFLinks(destinations: destinations, height: book.trim.height)
    let pageObjects = PDFPageObjects(tree: tree, fonts: fonts, forms: parts.forms.numbers)
    for (stream, number) in zip(streams, pageTree.pages) {
      let annotations = try links.write(stream.marks.links, to: &output)
      try pageObjects.write(stream, as: number, annotations, to: &output)
    }
    try pageTree.write(to: &output)
    let entries = Entries(
      tree: tree, names: try destinations.write(to: &output, pageTree),
      outline: try PDFOutline(book.outline, destinations).write(to: &output, pageTree),
      labels: try PDFPageLabels(book.labels[pages]).write(to: &output))
    try write(catalog, entries, to: &output)
    let information = try PDFInformation(book.metadata).write(to: &output)
    try output.finish(root: catalog, information: information)
  }

  /// Numbers of the fonts by face; 0 for a face that no page shows.
  private func writeFaces(
    _ faces: [EmbeddedFace?], to output: inout PDFOutput
  ) throws(OctavoError) -> [Int] {
    let compressor = Compressor()
    var numbers: [Int] = []
    for face in faces {
      numbers.append(face == nil ? 0 : output.allocate())
      if let face {
        try FaceObjects(face, compressor).write(numbers[numbers.count - 1], to: &output)
      }
    }
    return numbers
  }

  /// Numbers of the objects the catalog leads to.
  private struct Entries {
    let tree: Int
    let names: Int?
    let outline: Int?
    let labels: Int
  }

  /// ISO 32000-1, 7.7.2.
  private func write(
    _ catalog: Int, _ entries: Entries, to output: inout PDFOutput
  ) throws(OctavoError) {
    output.beginObject(catalog)
    output.append("<</Type/Catalog/Pages")
    output.append(reference: entries.tree)
    output.append("/Lang")
    output.append(text: book.metadata.language.text)
    output.append("/PageLabels")
    output.append(reference: entries.labels)
    if let names = entries.names {
      output.append("/Names<</Dests")
      output.append(reference: names)
      output.append(">>")
    }
    if let outline = entries.outline {
      output.append("/Outlines")
      output.append(reference: outline)
      output.append("/PageMode/UseOutlines")
    }
    // Spreads as in the bound book, whose first page is a recto.
    if pages.lowerBound.isMultiple(of: 2) {
      output.append("/PageLayout/TwoPageRight")
    } else {
      output.append("/PageLayout/TwoPageLeft")
    }
    output.append("/ViewerPreferences<</DisplayDocTitle true>>>>")
    try output.endObject()
  }
}
