import OctavoBase
import OctavoLayout

/// The named places of a PDF: where links and the outline lead, sorted for readers' binary search.
struct PDFDestinations {
  struct Place {
    /// As `PDFNames.name` has it.
    let name: String
    /// Index among the pages of the file.
    let page: Int
    /// From the page's top left, y downwards.
    let point: Point
  }

  /// Sorted by the bytes of their names.
  let places: [Place]
  /// Looked up, never iterated.
  private let indices: [String: Int]

  /// Places that a leaf of the tree holds at most.
  private static let leaf = 64

  /// The places marked on pages, each name once.
  init(_ marks: some Sequence<PageMarks>) {
    var places: [Place] = []
    for (page, marks) in marks.enumerated() {
      for place in marks.places {
        places.append(Place(name: PDFNames.name(place.name), page: page, point: place.at))
      }
    }
    places.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.places = places
    indices = Dictionary(
      places.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// The place of an anchor's name, if the file has it.
  func place(_ anchor: String) -> Place? { indices[PDFNames.name(anchor)].map { places[$0] } }

  /// Writes the name tree (ISO 32000-1, 7.9.6) and returns its root's number; nil for no places.
  func write(to output: inout PDFOutput, _ pages: PDFPageTree) throws(OctavoError) -> Int? {
    guard !places.isEmpty else { return nil }
    let leaves = stride(from: 0, to: places.count, by: Self.leaf).map {
      places[$0..<min($0 + Self.leaf, places.count)]
    }
    var numbers: [Int] = []
    for leaf in leaves {
      numbers.append(output.allocate())
      output.beginObject(numbers[numbers.count - 1])
      output.append("<</Limits[(")
      output.append(ascii: leaf[leaf.startIndex].name)
      output.append(")(")
      output.append(ascii: leaf[leaf.endIndex - 1].name)
      output.append(")]/Names[")
      for place in leaf {
        output.append("(")
        output.append(ascii: place.name)
        output.append(")")
        pages.append(place, to: &output)
      }
      output.append("]>>")
      try output.endObject()
    }
    let root = output.allocate()
    output.beginObject(root)
    output.append("<</Kids[")
    for number in numbers { output.append(reference: number) }
    output.append("]>>")
    try output.endObject()
    return root
  }
}
