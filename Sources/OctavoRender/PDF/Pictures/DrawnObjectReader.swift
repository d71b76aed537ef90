import Glibc
import OctavoBase

/// Takes a PDF of Cairo 1.16 apart: a cross-reference table and plain objects, no object streams.
///
/// No reader for other files: what Cairo never writes is refused as a defect.
struct DrawnObjectReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var references: [DrawnObjects.Reference] = []

  static func read(_ picture: [UInt8]) throws(OctavoError) -> DrawnObjects {
    try picture.withUnsafeBufferPointer { bytes throws(OctavoError) in
      var reader = DrawnObjectReader(bytes: bytes)
      return try reader.read()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func read() throws(OctavoError) -> DrawnObjects {
    let table = try tableOffset()
    let (offsets, trailer) = try readTable(at: table)
    let places = offsets.enumerated().filter { $0.element > 0 }
      .map { (number: $0.offset, offset: $0.element) }.sorted { $0.offset < $1.offset }
    var objects: [DrawnObjects.Object] = []
    objects.reserveCapacity(places.count)
    references.reserveCapacity(places.count * 4)
    var indices = [Int](repeating: -1, count: offsets.count)
    for (index, place) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1].offset : table
      indices[place.number] = index
      objects.append(try readObject(place.number, from: place.offset, to: end))
    }
    let roots = try scan(from: trailer, to: bytes.count)
    func target(_ use: DrawnObjects.Use, _ range: Range<Int>) throws(OctavoError) -> Int {
      guard let found = references[range].first(where: { $0.use == use })?.number,
        indices.indices.contains(found), indices[found] >= 0
      else { throw Self.unexpected("has no \(use)") }
      return found
    }
    let root = try target(.root, roots)
    let tree = try target(.pages, objects[indices[root]].references)
    let kids = references[objects[indices[tree]].references].filter { $0.use == .kid }.map(\.number)
    return DrawnObjects(
      objects: objects, references: references, indices: indices, pages: kids,
      replaced: references[roots].map(\.number) + [tree])
  }

  // MARK: - Steps

  /// Where the cross-reference table begins, by the file's last lines.
  private func tableOffset() throws(OctavoError) -> Int {
    var scanner = PDFScanner(bytes, from: bytes.count - 40, to: bytes.count)
    while true {
      let token = scanner.next()
      if token == .end { throw Self.unexpected("does not end with startxref") }
      guard token == .other, scanner.tokenIs("startxref") else { continue }
      if case .integer(let offset) = scanner.next(), offset < bytes.count { return offset }
    }
  }

  /// The offset of each object by number, 0 where there is none, and where the table ends.
  ///
  /// An entry is 20 bytes: ten digits, a space, five digits, a space, `n` or `f`, a line end.
  private func readTable(at table: Int) throws(OctavoError) -> ([Int], Int) {
    var scanner = PDFScanner(bytes, from: table, to: bytes.count)
    guard scanner.next() == .other, scanner.tokenIs("xref"), scanner.next() == .integer(0),
      case .integer(let count) = scanner.next(), count > 0,
      scanner.position + 1 + count * 20 <= bytes.count
    else { throw Self.unexpected("has another cross-reference table") }
    let first = scanner.position + 1
    var offsets = [Int](repeating: 0, count: count)
    for number in 0..<count {
      let entry = first + number * 20
      guard bytes[entry + 17] == UInt8(ascii: "n") else { continue }
      for digit in bytes[entry..<(entry + 10)] {
        guard digit &- 0x30 < 10 else { throw Self.unexpected("has a broken offset") }
        offsets[number] = offsets[number] * 10 + Int(digit &- 0x30)
      }
      guard offsets[number] < table else { throw Self.unexpected("has an offset beyond its end") }
    }
    return (offsets, first + count * 20)
  }

  private mutating func readObject(
    _ number: Int, from start: Int, to end: Int
  ) throws(OctavoError) -> DrawnObjects.Object {
    var scanner = PDFScanner(bytes, from: start, to: end)
    guard scanner.next() == .integer(number), scanner.next() == .integer(0),
      scanner.next() == .other, scanner.tokenIs("obj"), end - scanner.position >= 8,
      memcmp(bytes.baseAddress! + end - 7, "endobj\n", 7) == 0
    else { throw Self.unexpected("has no object \(number) at \(start)") }
    let found = try scan(from: scanner.position, to: end)
    return DrawnObjects.Object(
      number: number, body: scanner.position, end: end, references: found)
  }

  /// Gathers the references of a text up to its end or the data that follows it.
  private mutating func scan(
    from start: Int, to end: Int
  ) throws(OctavoError) -> Range<Int> {
    let first = references.count
    var scanner = PDFScanner(bytes, from: start, to: end)
    var use = DrawnObjects.Use.other
    /// Values and places of the last two integers.
    var before = (value: -1, start: 0)
    var last = before
    while true {
      switch scanner.next() {
      case .name: use = Self.use(scanner)
      case .integer(let value): (before, last) = (last, (value, scanner.start))
      case .reference:
        guard before.value > 0, last.value == 0 else {
          throw Self.unexpected("has a broken reference at \(scanner.start)")
        }
        references.append(
          DrawnObjects.Reference(
            start: before.start, end: scanner.position, number: before.value, use: use))
      case .stream, .endOfObject, .end: return first..<references.count
      case .other: break
      }
    }
  }

  private static func use(_ key: PDFScanner) -> DrawnObjects.Use {
    if key.tokenIs("/Length") { return .length }
    if key.tokenIs("/Contents") { return .contents }
    if key.tokenIs("/Resources") { return .resources }
    if key.tokenIs("/Kids") { return .kid }
    if key.tokenIs("/Pages") { return .pages }
    return key.tokenIs("/Root") ? .root : .other
  }

  static func unexpected(_ finding: String) -> OctavoError {
    OctavoError(
      .defect, "render.unexpected-picture",
      "a picture drawn by Cairo cannot be embedded: it \(finding)")
  }
}
