import OctavoBase
import OctavoLayout

/// Writes the link annotations of pages (ISO 32000-1, 12.5.6.5) and the actions they share.
struct PDFLinks {
  let destinations: PDFDestinations
  /// Of the pages.
  let height: Length
  /// The number of each address's action; looked up, never iterated.
  private var actions: [String: Int] = [:]
  /// The address looked up last: a long one has a link on each of its lines.
  private var last: (address: String, action: Int)?

  init(destinations: PDFDestinations, height: Length) {
    self.destinations = destinations
    self.height = height
  }

  /// Writes a page's links that lead somewhere and returns their object numbers.
  mutating func write(
    _ links: [PageMarks.Link], to output: inout PDFOutput
  ) throws(OctavoError) -> [Int] {
    var numbers: [Int] = []
    for link in links {
      var action = 0
      switch link.target {
      case .anchor(let name): if destinations.place(name) == nil { continue }
      case .url(let address): action = try self.action(address, to: &output)
      }
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
      case .url:
        output.append("/A")
        output.append(reference: action)
      }
      output.append(">>")
      try output.endObject()
      numbers.append(number)
    }
    return numbers
  }

  /// The number of the action that leads to an address, written where it is first wanted
  /// (ISO 32000-1, 12.6.4.7).
  private mutating func action(
    _ address: String, to output: inout PDFOutput
  ) throws(OctavoError) -> Int {
    if let last, last.address == address { return last.action }
    if let known = actions[address] {
      last = (address, known)
      return known
    }
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</S/URI/URI(")
    output.append(ascii: PDFNames.address(address))
    output.append(")>>")
    try output.endObject()
    actions[address] = number
    last = (address, number)
    return number
  }
}
