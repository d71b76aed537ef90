import OctavoBase
import OctavoLayout

/// Writes the link annotations of pages (ISO 32000-1, 12.5.6.5).
struct PDFLinks {
  let destinations: PDFDestinations
  /// Of the pages.
  let height: Length

  /// Writes a page's links that lead somewhere and returns their object numbers.
  func write(
    _ links: [PageMarks.Link], to output: inout PDFOutput
  ) throws(OctavoError) -> [Int] {
    var numbers: [Int] = []
    for link in links {
      if case .anchor(let name) = link.target, destinations.place(name) == nil { continue }
      let number = output.allocate()
      output.beginObject(number)
      // Flag 4: links print, which archival files ask of all annotations.
      output.append("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
      output.append(link.area.origin.x)
      output.append(height - link.area.maxY)
      output.append(link.area.maxX)
      output.append(height - link.area.origin.y)
      output.append("]")
      switch link.target {
      case .anchor(let name):
        output.append("/Dest(")
        output.append(ascii: PDFNames.name(name))
        output.append(")")
      case .url(let address):
        output.append("/A<</S/URI/URI(")
        output.append(ascii: PDFNames.address(address))
        output.append(")>>")
      }
      output.append(">>")
      try output.endObject()
      numbers.append(number)
    }
    return numbers
  }
}
