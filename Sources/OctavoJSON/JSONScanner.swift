/// Reads tokens of JSON text (RFC 8259) from bytes: what the strict and the mending parser share.
struct JSONScanner {
  let bytes: [UInt8]
  /// Index of the next byte.
  var position: Int

  /// Deepest nesting read; deeper text is refused before it can exhaust the stack.
  static let deepest = 128

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next byte, nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// Takes the byte if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Takes the word if it is next.
  mutating func take(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    let isNext = bytes[position...].prefix(count).elementsEqual(
      UnsafeBufferPointer(start: word.utf8Start, count: count))
    if isNext { position += count }
    return isNext
  }

  /// Takes a number by the grammar of JSON; nil, and nothing taken, where none stands here.
  mutating func takeNumber() -> JSONValue? {
    var end = position
    if end < bytes.count, bytes[end] == minus { end += 1 }
    let digitsStart = end
    skipDigits(&end)
    guard end > digitsStart, bytes[digitsStart] != zero || end == digitsStart + 1 else {
      return nil
    }
    var isWhole = true
    if end + 1 < bytes.count, bytes[end] == point, Self.isDigit(bytes[end + 1]) {
      isWhole = false
      end += 1
      skipDigits(&end)
    }
    if let exponentEnd = exponent(at: end) { (isWhole, end) = (false, exponentEnd) }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    let whole: JSONValue? = isWhole ? Int(text).map { .integer($0) } : nil
    guard let value = whole ?? Double(text).map({ .number($0) }) else { return nil }
    position = end
    return value
  }

  private func exponent(at start: Int) -> Int? {
    var end = start
    guard end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") else { return nil }
    end += 1
    if end < bytes.count, bytes[end] == minus || bytes[end] == plus { end += 1 }
    let digitsStart = end
    skipDigits(&end)
    return end > digitsStart ? end : nil
  }

  private func skipDigits(_ end: inout Int) {
    while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (zero...nine).contains(byte) }

  /// Decodes the escape after a backslash that was taken; nil where it is none.
  ///
  /// A half of a surrogate pair without its other half becomes U+FFFD.
  mutating func takeEscape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    let simple: Unicode.Scalar? =
      switch byte {
      case UInt8(ascii: "n"): "\n"
      case UInt8(ascii: "t"): "\t"
      case UInt8(ascii: "r"): "\r"
      case UInt8(ascii: "b"): "\u{8}"
      case UInt8(ascii: "f"): "\u{c}"
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(byte)
      default: nil
      }
    if let simple {
      position += 1
      return simple
    }
    guard byte == UInt8(ascii: "u"), let unit = hexadecimal(at: position + 1) else { return nil }
    position += 5
    guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"), let low = hexadecimal(at: position + 2),
      (0xDC00..<0xE000).contains(low)
    else { return "\u{FFFD}" }
    position += 6
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// What stands here, for a message.
  var found: String {
    guard let byte = next else { return "the end" }
    let scalar = String(decoding: bytes[position...].prefix(4), as: UTF8.self).first
    return byte < 0x20 ? "a control character" : "'\(scalar.map(String.init) ?? "")'"
  }

  func problem(_ reason: String) -> JSONProblem { JSONProblem(reason, at: position, in: bytes) }
}

private let minus = UInt8(ascii: "-")
private let plus = UInt8(ascii: "+")
private let point = UInt8(ascii: ".")
private let zero = UInt8(ascii: "0")
private let nine = UInt8(ascii: "9")
