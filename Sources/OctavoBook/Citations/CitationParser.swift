/// Reads citations as pandoc writes them: `see @key, p. 12; -@other`.
enum CitationParser {
  /// One work cited, as written.
  struct Item {
    /// The text before it, without blanks at its ends.
    let prefix: String
    let key: String
    /// Where the `@` stands.
    let place: Int
    /// The text after the key.
    let suffix: String
    let hidesAuthor: Bool
  }

  /// The key that begins at a place, behind its `@`, and the place past it; nil where there is none.
  ///
  /// Letters, figures and `_`, with single marks of `:.#$%&-+?<>~/` between them; or anything in
  /// braces.
  static func key(_ bytes: some RandomAccessCollection<UInt8>, at start: Int) -> (
    key: String, end: Int
  )? {
    func byte(_ offset: Int) -> UInt8 {
      offset < bytes.count ? bytes[bytes.index(bytes.startIndex, offsetBy: offset)] : 0
    }
    var end = start
    if byte(start) == UInt8(ascii: "{") {
      while end < bytes.count, end - start < longest, byte(end) != UInt8(ascii: "}"),
        byte(end) != 0x0A
      {
        end += 1
      }
      guard byte(end) == UInt8(ascii: "}"), end > start + 1 else { return nil }
      return (text(bytes, start + 1..<end), end + 1)
    }
    while end < bytes.count, end - start < longest {
      if isLetter(byte(end)) {
        end += 1
      } else if end > start, ":.#$%&-+?<>~/".utf8.contains(byte(end)), isLetter(byte(end + 1)) {
        end += 2
      } else {
        break
      }
    }
    return end > start ? (text(bytes, start..<end), end) : nil
  }

  /// Most bytes of a key.
  private static let longest = 200

  /// Whether a byte may begin a key.
  static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private static func text(_ bytes: some RandomAccessCollection<UInt8>, _ range: Range<Int>)
    -> String
  {
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(decoding: bytes[start..<bytes.index(start, offsetBy: range.count)], as: UTF8.self)
  }

  /// The works of what stands between brackets; nil where any piece between semicolons cites none.
  static func items(_ bytes: [UInt8]) -> [Item]? {
    var items: [Item] = []
    for range in pieces(bytes) {
      guard let item = item(bytes, range) else { return nil }
      items.append(item)
    }
    return items.isEmpty ? nil : items
  }

  private static func item(_ bytes: [UInt8], _ range: Range<Int>) -> Item? {
    let piece = bytes[range]
    for place in piece.indices where piece[place] == UInt8(ascii: "@") {
      let before = place > range.lowerBound ? piece[place - 1] : 0x20
      guard !isLetter(before), before != UInt8(ascii: "\\"),
        let key = key(piece, at: place + 1 - range.lowerBound)
      else { continue }
      let hidesAuthor = before == UInt8(ascii: "-")
      let prefix = piece[range.lowerBound..<(hidesAuthor ? place - 1 : place)]
      return Item(
        prefix: trimmed(prefix), key: key.key, place: place,
        suffix: trimmed(piece[(range.lowerBound + key.end)...]), hidesAuthor: hidesAuthor)
    }
    return nil
  }

  /// Cuts at the semicolons outside brackets and code.
  private static func pieces(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var depth = 0
    var isCode = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "`"): isCode.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ";") where depth == 0 && !isCode:
        ranges.append(start..<index)
        start = index + 1
      default: break
      }
    }
    ranges.append(start..<bytes.count)
    return ranges
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.drop(while: AttributeParser.isSpace)
    let end = start.reversed().drop(while: AttributeParser.isSpace)
    return String(decoding: end.reversed(), as: UTF8.self)
  }
}
