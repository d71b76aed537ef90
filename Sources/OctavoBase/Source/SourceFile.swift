import Glibc

/// Identifies one file of a book within a `SourceMap`.
public struct SourceID: Hashable, Sendable, Comparable {
  /// Index in the map, in the order files were read.
  public let index: Int32

  /// Makes the id of the file at an index of its map.
  public init(index: Int32) { self.index = index }

  /// Orders ids as their files were read.
  public static func < (a: SourceID, b: SourceID) -> Bool { a.index < b.index }
}

/// A stretch of bytes in one source file: where a node came from, what a diagnostic points at.
public struct SourceSpan: Hashable, Sendable {
  /// The file the bytes are in.
  public let file: SourceID
  /// Byte offset of the first byte.
  public let start: Int32
  /// Byte offset past the last byte; equal to `start` for a point.
  public let end: Int32

  /// Makes a span from byte offsets; an end before the start is moved to it.
  public init(file: SourceID, start: Int, end: Int) {
    self.file = file
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: max(start, end))
  }
}

/// One text file as it was read: its display name, its bytes and where its lines begin.
public struct SourceFile: Sendable {
  /// The file's id in its map.
  public let id: SourceID
  /// The path as the user wrote it, for diagnostics.
  public let name: String
  /// The file's bytes, valid UTF-8.
  public let text: [UInt8]
  /// Byte offset at which each line begins; the first is 0.
  public let lineStarts: [Int32]
  /// Characters that begin before each `countedBytes`: a column in a line of a million characters
  /// costs no scan of the line.
  private let characterCounts: [Int32]
  private static let countedBytes = 1 << 12

  /// Makes a file from its bytes and finds where its lines begin.
  public init(id: SourceID, name: String, text: [UInt8]) {
    self.id = id
    self.name = name
    self.text = text
    lineStarts = Self.lineStarts(in: text)
    var counts: [Int32] = [0]
    for start in stride(from: 0, to: text.count, by: Self.countedBytes) {
      let piece = text[start..<min(start + Self.countedBytes, text.count)]
      counts.append(counts[counts.count - 1] + Int32(Self.characters(in: piece)))
    }
    characterCounts = counts
  }

  private static func lineStarts(in text: [UInt8]) -> [Int32] {
    var starts: [Int32] = [0]
    starts.reserveCapacity(text.count / 200 + 1)
    text.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < bytes.count,
        let feed = memchr(base + start, 0x0A, bytes.count - start)
      {
        start = base.distance(to: UnsafeRawPointer(feed)) + 1
        starts.append(Int32(start))
      }
    }
    return starts
  }

  private static func characters(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  /// Characters that begin before a byte offset.
  private func characters(before offset: Int) -> Int {
    let piece = offset / Self.countedBytes
    return Int(characterCounts[piece])
      + Self.characters(in: text[piece * Self.countedBytes..<offset])
  }

  /// The 1-based line and column (in characters) of a byte offset; offsets past the end clamp.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let clamped = Int32(min(max(offset, 0), text.count))
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= clamped { low = middle } else { high = middle }
    }
    let column = characters(before: Int(clamped)) - characters(before: Int(lineStarts[low]))
    return (low + 1, column + 1)
  }

  /// The byte offset of a 1-based line and a 1-based byte column, clamped to the file.
  public func offset(line: Int, byteColumn: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return text.count }
    return min(Int(lineStarts[line - 1]) + max(byteColumn - 1, 0), text.count)
  }

  /// The byte offset of a 1-based line and a 1-based column in characters, clamped to the line; costs
  /// no scan of the line.
  package func offset(line: Int, column: Int) -> Int {
    let start = offset(line: line, byteColumn: 1)
    let end = max(lineRange(line).upperBound, start)
    let wanted = characters(before: start) + max(column - 1, 0)
    var low = start / Self.countedBytes
    var high = end / Self.countedBytes + 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(characterCounts[middle]) <= wanted { low = middle } else { high = middle }
    }
    var place = max(low * Self.countedBytes, start)
    var left = wanted - characters(before: place)
    while place < end, left > 0 {
      place += 1
      while place < end, text[place] & 0xC0 == 0x80 { place += 1 }
      left -= 1
    }
    return min(place, end)
  }

  /// The bytes of a 1-based line without its end; empty for a line the file has not.
  public func lineRange(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return 0..<0 }
    let start = Int(lineStarts[number - 1])
    let end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : text.count
    return start..<(end > start && text[end - 1] == 0x0D ? end - 1 : max(start, end))
  }

  /// The text of a 1-based line without its end.
  public func line(_ number: Int) -> String {
    String(decoding: text[lineRange(number)], as: UTF8.self)
  }
}

/// All text files of a book, by id: what turns a span back into a file, a line and a column.
public struct SourceMap: Sendable {
  /// In the order they were added; a file's id holds its index.
  public private(set) var files: [SourceFile] = []

  /// Makes a map without files.
  public init() {}

  /// Adds a file and gives it the next id.
  @discardableResult
  public mutating func add(name: String, text: [UInt8]) -> SourceFile {
    let file = SourceFile(id: SourceID(index: Int32(files.count)), name: name, text: text)
    files.append(file)
    return file
  }

  /// The file of an id that this map has given.
  public subscript(id: SourceID) -> SourceFile { files[Int(id.index)] }

  /// The same files, those of a folder named from there: for a folder that nobody gets to see.
  package func named(from folder: String) -> SourceMap {
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    var map = SourceMap()
    for file in files {
      let name = file.name.hasPrefix(start) ? String(file.name.dropFirst(start.count)) : file.name
      map.add(name: name, text: file.text)
    }
    return map
  }
}
