/// Reads by which numbers a composite font reaches the glyphs of a compact font (`CFF `).
///
/// Fonts keyed by name are reached by the glyphs' own numbers; fonts keyed by identifier (CID), whose
/// top dictionary has the operator `ROS`, by those their charset lists (Adobe Technical Note 5176,
/// “The Compact Font Format”, chapters 4 to 9, 13 and 18).
struct CompactFontIdentifiers {
  private let table: [UInt8]
  /// Where the list of identifiers begins; nil in a font keyed by name.
  private let charset: Int?
  private let glyphCount: Int

  init(_ table: [UInt8]) {
    self.table = table
    var isKeyed = false
    var charset = 0
    var outlines = 0
    if table.count > 4, let names = Self.index(table, at: Int(table[2])),
      let dictionaries = Self.index(table, at: names.end)
    {
      Self.readDictionary(table[dictionaries.first..<min(dictionaries.end, table.count)]) {
        switch ($0, $1) {
        case (Self.rosOperator, _): isKeyed = true
        case (15, let offset?): charset = offset
        case (17, let offset?): outlines = offset
        default: break
        }
      }
    }
    glyphCount = Self.index(table, at: outlines)?.count ?? 0
    self.charset = isKeyed ? charset : nil
  }

  /// The number of each glyph by its place; nil where it is the place itself.
  var numbers: [UInt16]? {
    guard let charset, charset > 2, charset < table.count else { return nil }
    var numbers: [UInt16] = [0]
    var position = charset + 1
    let format = table[charset]
    while numbers.count < glyphCount, position + 1 < table.count {
      let first = number(at: position)
      position += 2
      var left = 0
      if format == 1, position < table.count { left = Int(table[position]) }
      if format == 2, position + 1 < table.count { left = number(at: position) }
      position += Int(format)
      for offset in 0...left where numbers.count < glyphCount {
        numbers.append(UInt16(truncatingIfNeeded: first + offset))
      }
    }
    return numbers
  }

  private func number(at place: Int) -> Int { Int(table[place]) << 8 | Int(table[place + 1]) }

  // MARK: - Structure

  /// `12 30`.
  private static let rosOperator = 1230

  /// Tells each operator of a dictionary, two-byte ones as 1200 and more, and its last whole-number
  /// operand.
  private static func readDictionary(
    _ bytes: ArraySlice<UInt8>, _ tell: (Int, Int?) -> Void
  ) {
    var operand: Int?
    var position = bytes.startIndex
    func byte(_ offset: Int) -> Int {
      position + offset < bytes.endIndex ? Int(bytes[position + offset]) : 0
    }
    while position < bytes.endIndex {
      let first = byte(0)
      switch first {
      case 12:
        tell(1200 + byte(1), operand)
        (operand, position) = (nil, position + 2)
      case 0...21:
        tell(first, operand)
        (operand, position) = (nil, position + 1)
      case 28: (operand, position) = (byte(1) << 8 | byte(2), position + 3)
      case 29:
        operand = byte(1) << 24 | byte(2) << 16 | byte(3) << 8 | byte(4)
        position += 5
      case 30:
        position += 1
        while position < bytes.endIndex, byte(0) & 0x0F != 0x0F { position += 1 }
        (operand, position) = (nil, position + 1)
      case 32...246: (operand, position) = (first - 139, position + 1)
      case 247...250: (operand, position) = ((first - 247) * 256 + byte(1) + 108, position + 2)
      case 251...254: (operand, position) = (-(first - 251) * 256 - byte(1) - 108, position + 2)
      default: position += 1
      }
    }
  }

  /// How many objects an index has, where the first begins and where it ends.
  private static func index(
    _ table: [UInt8], at start: Int
  ) -> (count: Int, first: Int, end: Int)? {
    guard start > 0, start + 3 <= table.count else { return nil }
    let count = Int(table[start]) << 8 | Int(table[start + 1])
    guard count > 0 else { return (0, start + 2, start + 2) }
    let size = Int(table[start + 2])
    let offsets = start + 3
    let base = offsets + (count + 1) * size - 1
    guard (1...4).contains(size), base < table.count else { return nil }
    func offset(_ object: Int) -> Int {
      table[(offsets + object * size)..<(offsets + (object + 1) * size)]
        .reduce(0) { $0 << 8 | Int($1) }
    }
    let first = base + offset(0)
    let end = base + offset(count)
    return first <= end && end <= table.count ? (count, first, end) : nil
  }
}
