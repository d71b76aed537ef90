/// Reads objects and operators one after the other, from a file's objects or from a page's content
/// (ISO 32000-1, 7.2 and 7.3).
struct PDFObjectReader {
  private let bytes: [UInt8]
  /// The next byte to read.
  private(set) var position: Int

  /// Arrays and dictionaries within each other; more is taken for damage.
  private static let deepest = 32

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = max(0, position)
  }

  /// The next object or operator; nil at the end and where the bytes are damaged.
  mutating func next(depth: Int = 0) -> PDFObject? {
    skipSpace()
    guard position < bytes.count, depth < Self.deepest else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "/"):
      position += 1
      return .name(word())
    case UInt8(ascii: "("): return literal()
    case UInt8(ascii: "["):
      position += 1
      return array(depth + 1)
    case UInt8(ascii: "<"):
      guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "<") else {
        return hexadecimal()
      }
      position += 2
      return dictionary(depth + 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      return nil
    default: return numberOrKeyword()
    }
  }

  // MARK: Numbers, names, keywords

  private mutating func numberOrKeyword() -> PDFObject {
    let start = position
    guard let value = number() else {
      position = start
      return .keyword(word())
    }
    return .number(value)
  }

  private mutating func number() -> Double? {
    var sign = 1.0
    if bytes[position] == UInt8(ascii: "-") {
      sign = -1
      position += 1
    }
    var value = 0.0
    var unit = 1.0
    var digits = 0
    var isFraction = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if case let digit = byte &- 0x30, digit < 10 {
        value = value * 10 + Double(digit)
        if isFraction { unit *= 10 }
        digits += 1
      } else {
        break
      }
      position += 1
    }
    guard digits > 0, position == bytes.count || !Self.isRegular(bytes[position]) else {
      return nil
    }
    return sign * value / unit
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isRegular(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: Strings

  /// ISO 32000-1, 7.3.4.2; the escapes are those that are written.
  private mutating func literal() -> PDFObject? {
    position += 1
    var content: [UInt8] = []
    var depth = 0
    while position < bytes.count {
      var byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: ")") && depth == 0 { return .string(content) }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if byte == UInt8(ascii: "\\"), position < bytes.count {
        byte = bytes[position] == UInt8(ascii: "r") ? 0x0D : bytes[position]
        position += 1
      }
      content.append(byte)
    }
    return nil
  }

  private mutating func hexadecimal() -> PDFObject? {
    position += 1
    var content: [UInt8] = []
    var high: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: ">") {
        if let high { content.append(high << 4) }
        return .string(content)
      }
      guard let digit = Self.digit(byte) else { continue }
      if let first = high {
        content.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  // MARK: Collections

  private mutating func array(_ depth: Int) -> PDFObject? {
    var items: [PDFObject] = []
    while !ends(with: UInt8(ascii: "]")) {
      guard let item = next(depth: depth) else { return nil }
      items.append(item)
      Self.reduce(&items)
    }
    return .array(items)
  }

  private mutating func dictionary(_ depth: Int) -> PDFObject? {
    var entries: [String: PDFObject] = [:]
    var items: [PDFObject] = []
    while !ends(with: UInt8(ascii: ">")) {
      guard let item = next(depth: depth) else { return nil }
      items.append(item)
      Self.reduce(&items)
    }
    position += 1
    var index = 0
    while index + 1 < items.count {
      guard case .name(let key) = items[index] else { return nil }
      entries[key] = items[index + 1]
      index += 2
    }
    return .dictionary(entries)
  }

  /// Two numbers and an `R` are a reference.
  private static func reduce(_ items: inout [PDFObject]) {
    guard items.count > 2, case .keyword("R") = items[items.count - 1],
      let number = items[items.count - 3].integer
    else { return }
    items.removeLast(3)
    items.append(.reference(number))
  }

  /// Takes a closing bracket, or stands still; true at the end of the bytes too.
  private mutating func ends(with bracket: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count else { return true }
    guard bytes[position] == bracket else { return false }
    position += 1
    return true
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0, 9, 10, 12, 13, 32: position += 1
      case UInt8(ascii: "%"):
        while position < bytes.count, bytes[position] != 10, bytes[position] != 13 {
          position += 1
        }
      default: return
      }
    }
  }

  private static func isRegular(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 9, 10, 12, 13, 32: false
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: "%"):
      false
    default: true
    }
  }
}
