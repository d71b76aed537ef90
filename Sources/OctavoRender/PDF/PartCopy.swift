import OctavoBase

/// Copies the objects of a drawn part into the file under new numbers.
///
/// The part's catalog, page tree and metadata stay behind. So do the objects that hold a stream's
/// length, which is written into the stream's own dictionary.
struct PartCopy {
  /// New numbers of the part's pages, in order.
  let pages: [Int]
  private let part: DrawnPart
  /// The file's page tree.
  private let tree: Int
  /// New numbers by old; 0 for objects that stay behind.
  private let numbers: [Int]

  init(
    _ part: DrawnPart, below tree: Int, numbersFrom output: inout PDFOutput
  ) throws(OctavoError) {
    self.part = part
    self.tree = tree
    let objects = part.objects
    var stays = [Bool](repeating: false, count: objects.indices.count)
    for number in objects.replaced where stays.indices.contains(number) { stays[number] = true }
    for reference in objects.references where reference.use == .length {
      if stays.indices.contains(reference.number) { stays[reference.number] = true }
    }
    var numbers = [Int](repeating: 0, count: objects.indices.count)
    for object in objects.objects where !stays[object.number] {
      numbers[object.number] = output.allocate()
    }
    pages = objects.pages.map { numbers.indices.contains($0) ? numbers[$0] : 0 }
    self.numbers = numbers
    guard !pages.contains(0) else { throw DrawnObjectReader.unexpected("lacks a page") }
  }

  func write(to output: inout PDFOutput, _ links: PDFLinks) throws(OctavoError) {
    var pageIndices = [Int](repeating: -1, count: numbers.count)
    for (index, number) in part.objects.pages.enumerated() { pageIndices[number] = index }
    try part.bytes.withUnsafeBufferPointer { bytes throws(OctavoError) in
      for object in part.objects.objects where numbers[object.number] > 0 {
        let page = pageIndices[object.number]
        if page >= 0 {
          try write(page: page, object, to: &output, links)
        } else {
          try copy(object, from: bytes, to: &output)
        }
      }
    }
  }

  private func copy(
    _ object: DrawnObjects.Object, from bytes: UnsafeBufferPointer<UInt8>,
    to output: inout PDFOutput
  ) throws(OctavoError) {
    output.beginObject(numbers[object.number])
    var position = object.body
    for reference in part.objects.references[object.references] {
      output.append(bytes: bytes[position..<reference.start])
      position = reference.end
      if reference.use == .length {
        output.append(try length(reference.number, in: bytes))
      } else {
        output.append(try number(reference.number))
        output.append(" 0 R")
      }
    }
    output.append(bytes: bytes[position..<object.end])
    try output.sendIfLarge()
  }

  /// The number that an object consists of.
  private func length(
    _ number: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(OctavoError) -> Int {
    if let object = part.objects[number] {
      var scanner = PDFScanner(bytes, from: object.body, to: object.end)
      if case .integer(let length) = scanner.next() { return length }
    }
    throw DrawnObjectReader.unexpected("has a stream of unknown length")
  }

  private func number(_ old: Int) throws(OctavoError) -> Int {
    guard numbers.indices.contains(old), numbers[old] > 0 else {
      throw DrawnObjectReader.unexpected("has a reference to the missing object \(old)")
    }
    return numbers[old]
  }

  /// Writes a page anew, with its links.
  ///
  /// Cairo makes every page a transparency group in RGB; only where pictures may be transparent
  /// is there anything to blend.
  private func write(
    page: Int, _ object: DrawnObjects.Object, to output: inout PDFOutput, _ links: PDFLinks
  ) throws(OctavoError) {
    guard let contents = part.objects.target(.contents, of: object),
      let resources = part.objects.target(.resources, of: object)
    else { throw DrawnObjectReader.unexpected("has a page without contents or resources") }
    let annotations = try links.write(part.marks[page].links, to: &output)
    output.beginObject(numbers[object.number])
    output.append("<</Type/Page/Parent")
    output.append(reference: tree)
    output.append("/Contents")
    output.append(reference: try number(contents))
    output.append("/Resources")
    output.append(reference: try number(resources))
    if part.objects[resources]?.namesDrawings == true {
      output.append("/Group<</Type/Group/S/Transparency/I true/CS/DeviceRGB>>")
    }
    if !annotations.isEmpty {
      output.append("/Annots[")
      for annotation in annotations { output.append(reference: annotation) }
      output.append("]")
    }
    output.append(">>")
    try output.endObject()
  }
}
