/// Reads JSON text by the letter of RFC 8259.
package struct JSONParser {
  private var scanner: JSONScanner
  private var depth = 0

  /// Reads a text that is one value and nothing else.
  package static func parse(_ text: some StringProtocol) throws(JSONProblem) -> JSONValue {
    try parse(bytes: Array(text.utf8))
  }

  /// Reads bytes that are one value and nothing else.
  package static func parse(bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var parser = JSONParser(bytes, at: 0)
    let value = try parser.value()
    parser.scanner.skipBlanks()
    guard parser.scanner.next == nil else {
      throw parser.scanner.problem("expected the end, found \(parser.scanner.found)")
    }
    return value
  }

  init(_ bytes: [UInt8], at position: Int) { scanner = JSONScanner(bytes, at: position) }

  /// Index of the byte after what was read.
  var position: Int { scanner.position }

  /// Reads one value; what follows it is left.
  mutating func value() throws(JSONProblem) -> JSONValue {
    scanner.skipBlanks()
    switch scanner.next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    if scanner.take(word: "true") { return true }
    if scanner.take(word: "false") { return false }
    if scanner.take(word: "null") { return .null }
    if let number = scanner.takeNumber() { return number }
    throw scanner.problem("expected a value, found \(scanner.found)")
  }

  private mutating func descend() throws(JSONProblem) {
    depth += 1
    if depth > JSONScanner.deepest { throw scanner.problem("nested too deep") }
    scanner.position += 1
    scanner.skipBlanks()
  }

  private mutating func array() throws(JSONProblem) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var items: [JSONValue] = []
    if scanner.take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      items.append(try value())
      scanner.skipBlanks()
      if scanner.take(UInt8(ascii: "]")) { return .array(items) }
      guard scanner.take(UInt8(ascii: ",")) else {
        throw scanner.problem("expected ',' or ']', found \(scanner.found)")
      }
    }
  }

  private mutating func object() throws(JSONProblem) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var members: [JSONObject.Member] = []
    if scanner.take(UInt8(ascii: "}")) { return .object(JSONObject()) }
    while true {
      scanner.skipBlanks()
      guard scanner.next == UInt8(ascii: "\"") else {
        throw scanner.problem("expected a name in quotation marks, found \(scanner.found)")
      }
      let key = try string()
      scanner.skipBlanks()
      guard scanner.take(UInt8(ascii: ":")) else {
        throw scanner.problem("expected ':', found \(scanner.found)")
      }
      members.append(JSONObject.Member(key: key, value: try value()))
      scanner.skipBlanks()
      if scanner.take(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
      guard scanner.take(UInt8(ascii: ",")) else {
        throw scanner.problem("expected ',' or '}', found \(scanner.found)")
      }
    }
  }

  private mutating func string() throws(JSONProblem) -> String {
    let start = scanner.position
    scanner.position += 1
    var text = ""
    while true {
      let pieceStart = scanner.position
      while let byte = scanner.next, byte >= 0x20, byte != UInt8(ascii: "\""),
        byte != UInt8(ascii: "\\")
      {
        scanner.position += 1
      }
      text += String(decoding: scanner.bytes[pieceStart..<scanner.position], as: UTF8.self)
      if scanner.take(UInt8(ascii: "\"")) { return text }
      guard scanner.take(UInt8(ascii: "\\")) else {
        if scanner.next != nil { throw scanner.problem("an unescaped control character in a text") }
        throw JSONProblem("a text that never ends", at: start, in: scanner.bytes)
      }
      guard let scalar = scanner.takeEscape() else {
        throw scanner.problem("an unknown escape, found \(scanner.found)")
      }
      text.unicodeScalars.append(scalar)
    }
  }
}
