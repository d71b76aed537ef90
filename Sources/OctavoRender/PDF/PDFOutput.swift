import Glibc
import OctavoBase

/// The bytes of a PDF on their way to a sink, and where its objects begin.
struct PDFOutput: ~Copyable {
  private let sink: any ByteSink
  /// What is not yet sent.
  private var bytes: [UInt8] = []
  /// Bytes sent.
  private var sent = 0
  /// Of each object by number; 0 for one not written.
  private var offsets: [Int] = [0]
  private var content = FingerprintBuilder()

  /// How many bytes are gathered before they are sent.
  private static let piece = 1 << 20

  init(sink: any ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.piece + Self.piece / 4)
    append("%PDF-1.5\n%")
    // Bytes beyond ASCII tell programs that the file is not text (ISO 32000-1, 7.5.2).
    bytes += [0xB5, 0xED, 0xAE, 0xFB, 0x0A]
  }

  // MARK: - Objects

  /// A number for an object to be written later.
  mutating func allocate() -> Int {
    offsets.append(0)
    return offsets.count - 1
  }

  /// Begins an object; its text follows, up to `endObject`.
  mutating func beginObject(_ number: Int) {
    offsets[number] = sent + bytes.count
    append(number)
    append(" 0 obj")
  }

  mutating func endObject() throws(OctavoError) {
    append("\nendobj\n")
    try sendIfLarge()
  }

  mutating func sendIfLarge() throws(OctavoError) {
    if bytes.count >= Self.piece { try send() }
  }

  /// Writes the cross-reference table and the trailer; the rest of the output is sent.
  mutating func finish(root: Int, information: Int) throws(OctavoError) {
    try send()
    let identity = content.finish().hex
    let table = sent
    append("xref\n0 ")
    append(offsets.count)
    append("\n0000000000 65535 f \n")
    for offset in offsets.dropFirst() {
      append(offset, digits: 10)
      append(" 00000 n \n")
    }
    append("trailer\n<</Size ")
    append(offsets.count)
    append("/Root")
    append(reference: root)
    append("/Info")
    append(reference: information)
    append("/ID[<")
    append(ascii: identity)
    append("><")
    append(ascii: identity)
    append(">]>>\nstartxref\n")
    append(table)
    append("\n%%EOF\n")
    try send()
  }

  private mutating func send() throws(OctavoError) {
    let sink = self.sink
    let content = try bytes.withUnsafeBufferPointer { [content] bytes throws(OctavoError) in
      let raw = UnsafeRawBufferPointer(bytes)
      try sink.write(raw)
      return Self.combine(raw, into: content)
    }
    self.content = content
    sent += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }

  /// By words: byte by byte takes as long as all the rest.
  private static func combine(
    _ bytes: UnsafeRawBufferPointer, into content: FingerprintBuilder
  ) -> FingerprintBuilder {
    var content = content
    let words = bytes.count / 8
    for word in 0..<words {
      let value = bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
      content.combine(UInt64(littleEndian: value))
    }
    content.combine(bytes: bytes[(words * 8)...])
    return content
  }

  // MARK: - Text of objects

  mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(bytes copied: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: copied))
  }

  mutating func append(data: [UInt8]) { bytes.append(contentsOf: data) }

  /// Writes a compressed stream with further entries of its dictionary and returns its number.
  mutating func addStream(
    _ entries: String, _ data: [UInt8], _ compressor: Compressor
  ) throws(OctavoError) -> Int {
    let compressed = try compressor.compress(data)
    let number = allocate()
    beginObject(number)
    append("<<")
    append(ascii: entries)
    append("/Filter/FlateDecode/Length")
    append(integer: compressed.count)
    append(">>stream\n")
    append(data: compressed)
    append("\nendstream")
    try endObject()
    return number
  }

  mutating func append(ascii text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var power: UInt = 1
    while magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(0x30 + UInt8(magnitude / power % 10))
      power /= 10
    }
  }

  private mutating func append(_ number: Int, digits: Int) {
    var power = 1
    for _ in 1..<digits { power *= 10 }
    while power > 0 {
      bytes.append(0x30 + UInt8(number / power % 10))
      power /= 10
    }
  }

  /// A space and the reference.
  mutating func append(reference number: Int) {
    append(" ")
    append(number)
    append(" 0 R")
  }

  /// A space and the number.
  mutating func append(integer number: Int) {
    append(" ")
    append(number)
  }

  /// A space and one divided by so many points, to the thousand-millionth.
  mutating func append(inverse length: Length) {
    append(" 0.")
    append(Int((1e9 / length.points).rounded()), digits: 9)
  }

  /// A space and points, to the thousandth.
  mutating func append(_ length: Length) {
    append(" ")
    let magnitude = length.scaledPoints.magnitude
    let thousandths = Int((magnitude * 1000 + UInt64(Length.unit / 2)) / UInt64(Length.unit))
    if length < .zero, thousandths > 0 { append("-") }
    append(thousandths / 1000)
    let rest = thousandths % 1000
    guard rest > 0 else { return }
    append(".")
    append(rest, digits: 3)
  }

  /// A string for people: as it is in ASCII, else in UTF-16 (ISO 32000-1, 7.9.2.2).
  mutating func append(text: String) {
    guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      append("<FEFF")
      // An escape would begin the name of a language (ISO 32000-1, 14.9.2.2).
      for unit in text.utf16 where unit != 0x1B {
        for shift in [12, 8, 4, 0] { bytes.append(Self.hexadecimal[Int(unit >> shift & 15)]) }
      }
      append(">")
      return
    }
    append("(")
    for byte in text.utf8 {
      if "()\\".utf8.contains(byte) { append("\\") }
      bytes.append(byte)
    }
    append(")")
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}
