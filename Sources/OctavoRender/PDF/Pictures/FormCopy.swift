import OctavoBase

/// Copies a drawn picture into the file under new numbers, its page as a form of the unit square
/// (ISO 32000-1, 8.10).
///
/// The picture's catalog, page tree, page and metadata stay behind. So do the objects that hold a
/// stream's length, which is written into the stream's own dictionary.
struct FormCopy {
  /// The form's number in the file.
  let form: Int
  private let picture: DrawnPicture
  /// The page's contents and resources in the picture.
  private let contents: Int
  private let resources: Int
  /// New numbers by old; 0 for objects that stay behind.
  private let numbers: [Int]

  init(
    _ picture: DrawnPicture, numbersFrom output: inout PDFOutput
  ) throws(OctavoError) {
    let objects = picture.objects
    guard let number = objects.pages.first, let page = objects[number],
      let contents = objects.target(.contents, of: page),
      let resources = objects.target(.resources, of: page)
    else { throw DrawnObjectReader.unexpected("has a page without contents or resources") }
    var stays = [Bool](repeating: false, count: objects.indices.count)
    for number in objects.replaced + objects.pages where stays.indices.contains(number) {
      stays[number] = true
    }
    for reference in objects.references where reference.use == .length {
      if stays.indices.contains(reference.number) { stays[reference.number] = true }
    }
    var numbers = [Int](repeating: 0, count: objects.indices.count)
    for object in objects.objects where !stays[object.number] {
      numbers[object.number] = output.allocate()
    }
    guard numbers.indices.contains(contents), numbers[contents] > 0 else {
      throw DrawnObjectReader.unexpected("lacks its page's contents")
    }
    self.picture = picture
    self.contents = contents
    self.resources = resources
    self.numbers = numbers
    form = numbers[contents]
  }

  func write(to output: inout PDFOutput) throws(OctavoError) {
    try picture.bytes.withUnsafeBufferPointer { bytes throws(OctavoError) in
      for object in picture.objects.objects where numbers[object.number] > 0 {
        output.beginObject(numbers[object.number])
        var position = object.body
        if object.number == contents { position = try beginForm(object, bytes, &output) }
        try copy(object, from: position, bytes, &output)
      }
    }
  }

  /// Writes what makes a stream a form and returns where the rest of its dictionary begins.
  ///
  /// A picture may be transparent, so that the form is a group in RGB, as Cairo made its page.
  private func beginForm(
    _ object: DrawnObjects.Object, _ bytes: UnsafeBufferPointer<UInt8>, _ output: inout PDFOutput
  ) throws(OctavoError) -> Int {
    var position = object.body
    while position < object.end, bytes[position] <= 0x20 { position += 1 }
    guard position + 2 < object.end, bytes[position] == UInt8(ascii: "<"),
      bytes[position + 1] == UInt8(ascii: "<")
    else { throw DrawnObjectReader.unexpected("has contents that are no stream") }
    output.append("<</Type/XObject/Subtype/Form/BBox[0 0")
    output.append(picture.size.width)
    output.append(picture.size.height)
    output.append("]/Matrix[")
    output.append(inverse: picture.size.width)
    output.append(" 0 0")
    output.append(inverse: picture.size.height)
    output.append(" 0 0]/Group<</Type/Group/S/Transparency/I true/CS/DeviceRGB>>/Resources")
    output.append(reference: try number(resources))
    return position + 2
  }

  private func copy(
    _ object: DrawnObjects.Object, from start: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ output: inout PDFOutput
  ) throws(OctavoError) {
    var position = start
    for reference in picture.objects.references[object.references] {
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
    if let object = picture.objects[number] {
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
}
