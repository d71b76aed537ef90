package import OctavoBase

/// Packs files into a ZIP archive (APPNOTE 6.3.10) whose bytes depend on the files alone: entries
/// stand in the order given, all of one date.
package enum ArchiveWriter {
  /// What may be in an archive without the 64-bit extension, which old readers do not know.
  private static let mostEntries = 0xFFFF
  private static let mostBytes = 0xFFFF_FFFF

  /// - Parameter threads: how many files are compressed at once; the bytes are the same for any
  ///   number.
  package static func write(
    _ entries: [ArchiveEntry], threads: Int = 1, to sink: any ByteSink
  ) throws(OctavoError) {
    let sizes = entries.reduce(0) { $0 + $1.size + $1.path.utf8.count * 2 + 128 }
    guard entries.count < mostEntries, sizes < mostBytes else {
      throw OctavoError(
        .badInput, "ebook.too-large", "the book's pictures are too large for one e-book",
        hints: ["make them smaller: 4 GB is the most that reading systems take"])
    }
    let packed = pack(entries, threads: threads)
    var directory = ArchiveRecord()
    var offset = 0
    for entry in packed {
      let header = entry.localHeader
      try pass(header.bytes, to: sink)
      try pass(entry.content, to: sink)
      directory.append(entry.directoryHeader(offset: offset))
      offset += header.bytes.count + entry.content.count
    }
    let size = directory.bytes.count
    directory.appendEnd(count: packed.count, size: size, offset: offset)
    try pass(directory.bytes, to: sink)
  }

  /// Bytes of a file that are compressed as one: what a thread does while others do the next.
  private static let partBytes = 1 << 18

  /// A stretch of an entry's bytes.
  private struct Stretch {
    let entry: Int
    let bytes: ArraySlice<UInt8>
    let isLast: Bool
  }

  private static func pack(_ entries: [ArchiveEntry], threads: Int) -> [PackedEntry] {
    let stretches = entries.indices.flatMap { entry -> [Stretch] in
      guard case .plain(let bytes) = entries[entry].content else { return [] }
      return stride(from: 0, to: bytes.count, by: partBytes).map { start in
        let end = min(start + partBytes, bytes.count)
        return Stretch(entry: entry, bytes: bytes[start..<end], isLast: end == bytes.count)
      }
    }
    let packed = ParallelMap.run(
      count: stretches.count, threads: threads, makeContext: { Deflater() }
    ) { index, deflater in
      PackedPart(stretches[index].bytes, isLast: stretches[index].isLast, deflater)
    }
    var parts = [[PackedPart]](repeating: [], count: entries.count)
    for (stretch, part) in zip(stretches, packed) { parts[stretch.entry].append(part) }
    return zip(entries, parts).map { entry, parts in
      switch entry.content {
      case .stored(let bytes): PackedEntry(entry.path, stored: bytes)
      case .plain: PackedEntry(entry.path, parts)
      case .packed(let parts): PackedEntry(entry.path, parts)
      }
    }
  }

  private static func pass(_ bytes: [UInt8], to sink: any ByteSink) throws(OctavoError) {
    let result = bytes.withUnsafeBytes { span in
      Result { () throws(OctavoError) in try sink.write(span) }
    }
    try result.get()
  }
}

/// A file as the archive holds it.
private struct PackedEntry: Sendable {
  private let path: [UInt8]
  private let checksum: UInt32
  /// Bytes unpacked.
  private let size: Int
  private let isCompressed: Bool
  /// The bytes in the archive.
  let content: [UInt8]

  init(_ path: String, stored bytes: [UInt8]) {
    self.path = Array(path.utf8)
    checksum = Deflater.checksum(bytes[...])
    size = bytes.count
    isCompressed = false
    content = bytes
  }

  /// A file in parts, compressed where that makes it smaller.
  init(_ path: String, _ parts: [PackedPart]) {
    self.path = Array(path.utf8)
    checksum = parts.reduce(0) { Deflater.checksum($1.bytes, after: $0) }
    size = parts.reduce(0) { $0 + $1.bytes.count }
    let packed = parts.compactMap(\.packed)
    let count = packed.reduce(0) { $0 + $1.count }
    isCompressed = packed.count == parts.count && count < size
    content = isCompressed ? Array(packed.joined()) : Array(parts.map(\.bytes).joined())
  }

  /// What stands before the bytes (§4.3.7).
  var localHeader: ArchiveRecord {
    var record = ArchiveRecord()
    record.append(0x0403_4B50, bytes: 4)
    appendFacts(to: &record)
    record.append(path)
    return record
  }

  /// What the directory says of the file (§4.3.12).
  func directoryHeader(offset: Int) -> ArchiveRecord {
    var record = ArchiveRecord()
    record.append(0x0201_4B50, bytes: 4)
    record.append(Self.version, bytes: 2)
    appendFacts(to: &record)
    // No comment, the first disk, no attributes.
    record.append(0, bytes: 2)
    record.append(0, bytes: 2)
    record.append(0, bytes: 2)
    record.append(0, bytes: 4)
    record.append(offset, bytes: 4)
    record.append(path)
    return record
  }

  /// 2.0: folders and DEFLATE.
  private static let version = 20
  /// 1 January 2000 as the format keeps dates: years since 1980, month and day in 7, 4 and 5 bits.
  private static let date = 20 << 9 | 1 << 5 | 1

  private func appendFacts(to record: inout ArchiveRecord) {
    record.append(Self.version, bytes: 2)
    // Names beyond ASCII are marked as UTF-8 (§4.4.4, bit 11).
    record.append(path.contains { $0 >= 0x80 } ? 1 << 11 : 0, bytes: 2)
    record.append(isCompressed ? 8 : 0, bytes: 2)
    record.append(0, bytes: 2)
    record.append(Self.date, bytes: 2)
    record.append(Int(checksum), bytes: 4)
    record.append(content.count, bytes: 4)
    record.append(size, bytes: 4)
    record.append(path.count, bytes: 2)
    record.append(0, bytes: 2)
  }
}

/// Bytes of an archive's own, numbers with their lowest byte first.
private struct ArchiveRecord {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int, bytes count: Int) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  mutating func append(_ record: ArchiveRecord) { bytes.append(contentsOf: record.bytes) }

  /// The end of the directory (§4.3.16).
  mutating func appendEnd(count: Int, size: Int, offset: Int) {
    append(0x0605_4B50, bytes: 4)
    append(0, bytes: 4)
    append(count, bytes: 2)
    append(count, bytes: 2)
    append(size, bytes: 4)
    append(offset, bytes: 4)
    append(0, bytes: 2)
  }
}
