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
  private struct Part {
    let entry: Int
    let range: Range<Int>
  }

  private static func pack(_ entries: [ArchiveEntry], threads: Int) -> [PackedEntry] {
    let parts = entries.indices.filter { !entries[$0].isStored }.flatMap { entry in
      let count = entries[entry].bytes.count
      // What was compressed before is closed by a part, however short.
      if count == 0, !entries[entry].ahead.isEmpty { return [Part(entry: entry, range: 0..<0)] }
      return stride(from: 0, to: count, by: partBytes).map { start in
        Part(entry: entry, range: start..<min(start + partBytes, count))
      }
    }
    let packed = ParallelMap.run(
      count: parts.count, threads: threads, makeContext: { Deflater() }
    ) { index, deflater -> [UInt8]? in
      let part = parts[index]
      return entries[part.entry].bytes.withUnsafeBufferPointer { bytes in
        deflater.compress(
          UnsafeBufferPointer(rebasing: bytes[part.range]),
          isLast: part.range.upperBound == bytes.count)
      }
    }
    var contents = entries.map { $0.isStored ? nil : joined($0.ahead) }
    for (part, bytes) in zip(parts, packed) {
      guard let bytes else {
        contents[part.entry] = nil
        continue
      }
      contents[part.entry]?.append(contentsOf: bytes)
    }
    return zip(entries, contents).map { PackedEntry($0, compressed: $1) }
  }

  /// The streams of parts, one after the other; nil where one is missing.
  private static func joined(_ parts: [PackedPart]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in parts {
      guard let packed = part.packed else { return nil }
      bytes += packed
    }
    return bytes
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

  /// - Parameter compressed: the entry's bytes compressed, where that makes them fewer.
  init(_ entry: ArchiveEntry, compressed: [UInt8]?) {
    path = Array(entry.path.utf8)
    let start = entry.ahead.reduce(0) { Deflater.checksum($1.bytes, after: $0) }
    checksum = Deflater.checksum(entry.bytes, after: start)
    size = entry.size
    let packed = compressed.flatMap { $0.isEmpty || $0.count >= entry.size ? nil : $0 }
    isCompressed = packed != nil
    content = packed ?? entry.whole
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
