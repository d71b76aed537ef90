import OctavoBase

/// The page tree of a PDF: one node with all pages, of one size.
struct PDFPageTree {
  /// The node's object number.
  let number: Int
  /// The pages' object numbers, in order.
  let pages: [Int]
  let size: Size

  /// Writes an array that leads to a place, its page's scale left as it is.
  func append(_ place: PDFDestinations.Place, to output: inout PDFOutput) {
    output.append("[")
    output.append(reference: pages[place.page])
    output.append("/XYZ")
    output.append(place.point.x)
    output.append(size.height - place.point.y)
    output.append(" 0]")
  }

  func write(to output: inout PDFOutput) throws(OctavoError) {
    output.beginObject(number)
    output.append("<</Type/Pages/Count ")
    output.append(pages.count)
    output.append("/MediaBox[0 0")
    output.append(size.width)
    output.append(size.height)
    output.append("]/Kids[")
    for page in pages { output.append(reference: page) }
    output.append("]>>")
    try output.endObject()
  }
}
