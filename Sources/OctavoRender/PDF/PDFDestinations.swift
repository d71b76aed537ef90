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
    if leaves.count == 1 { return try write(leaves[0], isRoot: true, to: &output, pages) }
    var numbers: [Int] = []
    for leaf in leaves { numbers.append(try write(leaf, isRoot: false, to: &output, pages)) }
    let root = output.allocate()
    output.beginObject(root)
    output.append("<</Kids[")
    for number in numbers { output.append(reference: number) }
    output.append("]>>")
    try output.endObject()
    return root
  }

  /// A leaf names its first and last place, unless it is the whole tree.
  private func write(
    _ leaf: ArraySlice<Place>, isRoot: Bool, to output: inout PDFOutput, _ pages: PDFPageTree
  ) throws(OctavoError) -> Int {
    let number = output.allocate()
    output.beginObject(number)
    output.append("<<")
    if !isRoot, let first = leaf.first, let last = leaf.last {
      output.append("/Limits[(")
      output.append(ascii: first.name)
      output.append(")(")
      output.append(ascii: last.name)
      output.append(")]")
    }
    output.append("/Names[")
    for place in leaf {
      output.append("(")
      output.append(ascii: place.name)
      output.append(")")
      pages.append(place, to: &output)
    }
    output.append("]>>")
    try output.endObject()
    return number
  }
}
