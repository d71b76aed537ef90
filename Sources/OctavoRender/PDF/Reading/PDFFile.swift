import OctavoBase

/// The objects of a PDF with a plain cross-reference table, as ours has (ISO 32000-1, 7.5).
struct PDFFile: Sendable {
  private let bytes: [UInt8]
  /// Where each object begins, by number; 0 for one that is not there.
  private var offsets: [Int] = []
  let trailer: PDFObject

  /// Throws where the bytes are no such file.
  init(_ bytes: [UInt8]) throws(OctavoError) {
    self.bytes = bytes
    guard let start = Self.lastIndex(of: "startxref", in: bytes) else {
      throw Self.damage("its end")
    }
    var reader = PDFObjectReader(bytes, at: start + 9)
    guard let table = reader.next()?.integer, bytes.indices.contains(table) else {
      throw Self.damage("the place of its cross-reference table")
    }
    reader = PDFObjectReader(bytes, at: table)
    guard case .keyword("xref")? = reader.next(), reader.next()?.integer == 0,
      let count = reader.next()?.integer, (1..<bytes.count).contains(count)
    else { throw Self.damage("its cross-reference table") }
    for _ in 0..<count {
      guard let offset = reader.next()?.integer, reader.next() != nil,
        case .keyword(let state)? = reader.next()
      else { throw Self.damage("its cross-reference table") }
      offsets.append(state == "n" ? offset : 0)
    }
    guard case .keyword("trailer")? = reader.next(), let trailer = reader.next() else {
      throw Self.damage("its trailer")
    }
    self.trailer = trailer
  }

  /// What a reference leads to; any other object is itself.
  func resolve(_ object: PDFObject?) -> PDFObject? {
    guard case .reference(let number)? = object else { return object }
    return self[number]?.object
  }

  /// The data of a stream, unpacked.
  func stream(_ object: PDFObject?, _ decompressor: Decompressor) -> [UInt8]? {
    guard case .reference(let number)? = object, let (dictionary, end) = self[number],
      let length = resolve(dictionary["Length"])?.integer, length >= 0
    else { return nil }
    var reader = PDFObjectReader(bytes, at: end)
    guard case .keyword("stream")? = reader.next() else { return nil }
    var start = reader.position
    if start < bytes.count, bytes[start] == 0x0D { start += 1 }
    start += 1
    guard start + length <= bytes.count else { return nil }
    let data = bytes[start..<start + length]
    return dictionary["Filter"] == nil ? Array(data) : decompressor.decompress(data)
  }

  /// An object, and where its text ends.
  private subscript(number: Int) -> (object: PDFObject, end: Int)? {
    guard offsets.indices.contains(number), offsets[number] > 0 else { return nil }
    var reader = PDFObjectReader(bytes, at: offsets[number])
    guard reader.next()?.integer == number, reader.next() != nil,
      case .keyword("obj")? = reader.next(), let object = reader.next()
    else { return nil }
    return (object, reader.position)
  }

  static func damage(_ part: String) -> OctavoError {
    OctavoError(.badInput, "pdf.damaged", "the PDF cannot be read: \(part) is missing or damaged")
  }

  private static func lastIndex(of text: StaticString, in bytes: [UInt8]) -> Int? {
    let length = text.utf8CodeUnitCount
    guard bytes.count >= length else { return nil }
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: length)
    return (0...bytes.count - length).reversed().first {
      bytes[$0..<$0 + length].elementsEqual(wanted)
    }
  }
}
