import OctavoBase
import OctavoBook
import OctavoLayout

/// Joins the parts Cairo drew into one file and adds all that surrounds the pages: links, places,
/// outline, folios and metadata.
///
/// Objects get new numbers; their data is copied as it is. The file has a plain cross-reference
/// table, which every reader of PDF 1.5 takes.
struct PDFAssembler {
  private let book: PagedBook
  /// Physical pages of the book that the parts hold.
  private let pages: Range<Int>
  private let parts: [DrawnPart]

  init(_ parts: [DrawnPart], pages: Range<Int>, of book: PagedBook) {
    self.parts = parts
    self.pages = pages
    self.book = book
  }

  func write(to sink: any ByteSink) throws(OctavoError) {
    var output = PDFOutput(sink: sink)
    let catalog = output.allocate()
    let tree = output.allocate()
    var copies: [PartCopy] = []
    for part in parts { copies.append(try PartCopy(part, below: tree, numbersFrom: &output)) }
    let pageTree = PDFPageTree(number: tree, pages: copies.flatMap(\.pages), size: book.trim)
    let destinations = PDFDestinations(parts.lazy.flatMap(\.marks))
    let links = PDFLinks(destinations: destinations, height: book.trim.height)
    for copy in copies { try copy.write(to: &output, links) }
    try pageTree.write(to: &output)
    let entries = Entries(
      tree: tree, names: try destinations.write(to: &output, pageTree),
      outline: try PDFOutline(book.outline, destinations).write(to: &output, pageTree),
      labels: try PDFPageLabels(book.labels[pages]).write(to: &output))
    try write(catalog, entries, to: &output)
    let information = try PDFInformation(book.metadata).write(to: &output)
    try output.finish(root: catalog, information: information)
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
