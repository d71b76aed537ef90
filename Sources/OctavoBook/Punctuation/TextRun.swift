/// The text of one block, flat: pieces of running text with stand-ins for what lies between them.
///
/// A stand-in is a byte that shows smart punctuation what a reader sees there: a letter for code or
/// mathematics, a space for a line end; nothing for emphasis, which is transparent.
struct TextRun {
  private(set) var bytes: [UInt8] = []
  /// Where the pieces lie, ascending.
  private(set) var pieces: [Range<Int>] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
  }

  /// Adds a piece and returns its index.
  mutating func add(_ text: some Collection<UInt8>) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: text)
    pieces.append(start..<bytes.count)
    return pieces.count - 1
  }

  mutating func addStandIn(_ byte: UInt8) { bytes.append(byte) }

  init(bytes: [UInt8] = [], pieces: [Range<Int>] = []) {
    self.bytes = bytes
    self.pieces = pieces
  }

  /// Shortens the last piece by a byte; whether nothing is left of it.
  mutating func dropLastByte(of piece: Int) -> Bool {
    bytes.removeLast()
    pieces[piece] = pieces[piece].lowerBound..<bytes.count
    return pieces[piece].isEmpty
  }

  func string(_ piece: Int) -> String { String(decoding: bytes[pieces[piece]], as: UTF8.self) }
}
