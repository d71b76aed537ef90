import Glibc

/// Reads the tokens of a PDF's plain text: dictionaries, arrays and numbers, never stream data
/// (ISO 32000-1, 7.2).
struct PDFScanner {
  enum Token: Equatable {
    /// A name; the scanner's `start` is at its slash.
    case name
    case integer(Int)
    /// The `R` after two integers.
    case reference
    /// Where an object's text ends and its data begins.
    case stream
    case endOfObject
    /// Nothing is left.
    case end
    /// Brackets, strings, other numbers and keywords: what needs no change.
    case other
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where reading stops, at most the count of bytes.
  private let end: Int
  /// The next byte to read.
  private(set) var position: Int
  /// Where the last token begins.
  private(set) var start: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int, to end: Int) {
    self.bytes = bytes
    self.end = min(end, bytes.count)
    self.position = max(0, position)
    start = self.position
  }

  mutating func next() -> Token {
    skipSpace()
    start = position
    guard position < end else { return .end }
    switch bytes[position] {
    case UInt8(ascii: "/"):
      position += 1
      skipRegular()
      return .name
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "("): skipString()
    case UInt8(ascii: "<"): skipAngle()
    case UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: ")"):
      position += 1
    default: return keyword()
    }
    return .other
  }

  /// Whether the last token reads so.
  func tokenIs(_ text: StaticString) -> Bool {
    position - start == text.utf8CodeUnitCount
      && memcmp(bytes.baseAddress! + start, text.utf8Start, position - start) == 0
  }

  private mutating func number() -> Token {
    var value = 0
    while position < end, case let digit = bytes[position] &- 0x30, digit < 10, value < 1 << 50 {
      value = value * 10 + Int(digit)
      position += 1
    }
    guard position < end, Self.isRegular(bytes[position]) else { return .integer(value) }
    skipRegular()
    return .other
  }

  private mutating func keyword() -> Token {
    skipRegular()
    if tokenIs("R") { return .reference }
    if tokenIs("stream") { return .stream }
    return tokenIs("endobj") ? .endOfObject : .other
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0, 9, 10, 12, 13, 32: position += 1
      case UInt8(ascii: "%"):
        while position < end, bytes[position] != 10, bytes[position] != 13 { position += 1 }
      default: return
      }
    }
  }

  private mutating func skipRegular() {
    while position < end, Self.isRegular(bytes[position]) { position += 1 }
  }

  private mutating func skipString() {
    var depth = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
  }

  /// `<<`, or a string of hexadecimal digits.
  private mutating func skipAngle() {
    position += 1
    if position < end, bytes[position] == UInt8(ascii: "<") {
      position += 1
      return
    }
    while position < end, bytes[position] != UInt8(ascii: ">") { position += 1 }
    position += 1
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
