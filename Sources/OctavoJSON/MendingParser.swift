/// Reads JSON as models write it when nothing holds them to the grammar.
///
/// Ambiguities are settled by what follows: a quotation mark ends its text only where the rest
/// goes on like JSON.
struct MendingParser {
  private(set) var repairs: Set<JSONMending.Repair> = []
  private var scanner: JSONScanner
  private var depth = 0

  init(_ bytes: [UInt8], at position: Int) { scanner = JSONScanner(bytes, at: position) }

  /// Index of the byte after what was read.
  var position: Int { scanner.position }

  /// Reads one value; what follows it is left.
  mutating func value() throws(JSONProblem) -> JSONValue {
    skipBlanks()
    switch scanner.next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    default: break
    }
    if let closing = takeQuote() { return .string(text(until: closing, isName: false)) }
    if let word = takeWord() { return word }
    if scanner.take(UInt8(ascii: "+")) { repairs.insert(.foreignWord) }
    if let number = scanner.takeNumber() { return number }
    throw scanner.problem("expected a value, found \(scanner.found)")
  }

  // MARK: Containers

  private mutating func descend() throws(JSONProblem) {
    depth += 1
    if depth > JSONScanner.deepest { throw scanner.problem("nested too deep") }
    scanner.position += 1
  }

  private mutating func array() throws(JSONProblem) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var items: [JSONValue] = []
    while try !isAtEnd(of: UInt8(ascii: "]"), hasItems: !items.isEmpty), !isCutWord() {
      items.append(try value())
    }
    return .array(items)
  }

  private mutating func object() throws(JSONProblem) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var object = JSONObject()
    while try !isAtEnd(of: UInt8(ascii: "}"), hasItems: !object.members.isEmpty) {
      let key = try name()
      skipBlanks()
      guard scanner.take(UInt8(ascii: ":")) || scanner.take(UInt8(ascii: "=")) else {
        guard isAtTextEnd else { throw scanner.problem("expected ':', found \(scanner.found)") }
        repairs.insert(.truncated)
        break
      }
      skipBlanks()
      if isCutWord() { break }
      object[key] = try value()
    }
    return .object(object)
  }

  /// Takes what stands between items: commas, too many or too few; true at the container's end.
  private mutating func isAtEnd(of close: UInt8, hasItems: Bool) throws(JSONProblem) -> Bool {
    skipBlanks()
    var commas = 0
    while scanner.take(UInt8(ascii: ",")) {
      commas += 1
      skipBlanks()
    }
    let isClosing = scanner.next == close
    if commas > (hasItems && !isClosing ? 1 : 0) { repairs.insert(.trailingComma) }
    if scanner.take(close) { return true }
    if isAtTextEnd {
      repairs.insert(.truncated)
      return true
    }
    // The wrong bracket: this container was left open; its owner closes here.
    if scanner.next == UInt8(ascii: "}") || scanner.next == UInt8(ascii: "]") {
      guard depth > 1 else { throw scanner.problem("a bracket that closes nothing") }
      repairs.insert(.truncated)
      return true
    }
    if hasItems, commas == 0 { repairs.insert(.missingComma) }
    return false
  }

  private mutating func name() throws(JSONProblem) -> String {
    if let closing = takeQuote() { return text(until: closing, isName: true) }
    let start = scanner.position
    while let byte = scanner.next, Self.isNameByte(byte) { scanner.position += 1 }
    guard scanner.position > start else {
      throw scanner.problem("expected a name, found \(scanner.found)")
    }
    repairs.insert(.unquotedName)
    return String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || Character(Unicode.Scalar(byte)).isLetter || JSONScanner.isDigit(byte)
  }

  // MARK: Words

  /// The words of JSON, and what other languages call them.
  private static let words: [(text: StaticString, value: JSONValue, isForeign: Bool)] = [
    ("true", true, false), ("false", false, false), ("null", .null, false), ("True", true, true),
    ("False", false, true), ("None", .null, true), ("TRUE", true, true), ("FALSE", false, true),
    ("NULL", .null, true), ("undefined", .null, true), ("NaN", .null, true),
  ]

  private mutating func takeWord() -> JSONValue? {
    for word in Self.words where scanner.take(word: word.text) {
      if word.isForeign { repairs.insert(.foreignWord) }
      return word.value
    }
    return nil
  }

  /// Whether the text ends here, or within a word or number that says nothing yet; it is dropped.
  private mutating func isCutWord() -> Bool {
    let rest = scanner.bytes[scanner.position...]
    let isCut =
      isAtTextEnd || rest.elementsEqual([UInt8(ascii: "-")])
      || ["true", "false", "null"].contains {
        $0.utf8.count > rest.count && $0.utf8.starts(with: rest)
      }
    guard isCut else { return false }
    scanner.position = isAtTextEnd ? scanner.position : scanner.bytes.count
    repairs.insert(.truncated)
    return true
  }

  // MARK: Blanks and comments

  /// Whether the text is over: its end, or the fence that closed it.
  private var isAtTextEnd: Bool {
    scanner.next == nil || scanner.bytes[scanner.position...].starts(with: fence)
  }

  private mutating func skipBlanks() {
    while true {
      scanner.skipBlanks()
      let rest = scanner.bytes[scanner.position...]
      if rest.starts(with: lineComment) {
        scanner.position = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      } else if rest.starts(with: openComment) {
        var end = rest.startIndex + 2
        while end < rest.endIndex, !rest[end...].starts(with: closeComment) { end += 1 }
        scanner.position = min(end + 2, rest.endIndex)
      } else {
        return
      }
      repairs.insert(.comment)
    }
  }

  // MARK: Texts

  /// Takes an opening quotation mark of any kind and gives the bytes that may close it.
  private mutating func takeQuote() -> [[UInt8]]? {
    if scanner.take(UInt8(ascii: "\"")) { return [[UInt8(ascii: "\"")]] }
    if scanner.take(UInt8(ascii: "'")) {
      repairs.insert(.singleQuotes)
      return [[UInt8(ascii: "'")]]
    }
    for (open, close) in curlyQuotes where scanner.bytes[scanner.position...].starts(with: open) {
      scanner.position += open.count
      repairs.insert(.curlyQuotes)
      return [close, [UInt8(ascii: "\"")]]
    }
    return nil
  }

  private mutating func text(until closings: [[UInt8]], isName: Bool) -> String {
    var text: [UInt8] = []
    while let byte = scanner.next {
      let rest = scanner.bytes[scanner.position...]
      if let closing = closings.first(where: rest.starts(with:)) {
        scanner.position += closing.count
        if isClosed(isName: isName) { return String(decoding: text, as: UTF8.self) }
        repairs.insert(.unescapedQuote)
        text += closing
      } else if byte == UInt8(ascii: "\\") {
        text += escape()
      } else {
        if byte < 0x20 { repairs.insert(.unescapedLineEnd) }
        text.append(byte)
        scanner.position += 1
      }
    }
    repairs.insert(.truncated)
    return String(decoding: withoutFence(text), as: UTF8.self)
  }

  private mutating func escape() -> [UInt8] {
    let start = scanner.position
    scanner.position += 1
    if let scalar = scanner.takeEscape() { return Array(String(scalar).utf8) }
    guard let byte = scanner.next else {
      // Cut within an escape: the half is left out.
      return []
    }
    if byte == UInt8(ascii: "'") {
      scanner.position += 1
      return [byte]
    }
    if byte == UInt8(ascii: "u"), scanner.bytes.count - start < 6 {
      scanner.position = scanner.bytes.count
      return []
    }
    repairs.insert(.brokenEscape)
    return [UInt8(ascii: "\\")]
  }

  /// A text that ran to the end may have run over the closing fence.
  private func withoutFence(_ text: [UInt8]) -> [UInt8] {
    var end = text.count
    while end > 0, text[end - 1] <= 0x20 { end -= 1 }
    guard end >= 3, text[..<end].suffix(3).elementsEqual(fence) else { return text }
    end -= 3
    while end > 0, text[end - 1] <= 0x20 { end -= 1 }
    return Array(text[..<end])
  }

  /// Whether a quotation mark just passed ends its text, from what comes after.
  private func isClosed(isName: Bool) -> Bool {
    var ahead = scanner
    ahead.skipBlanks()
    guard let byte = ahead.next else { return true }
    if isName { return byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") }
    switch byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    case UInt8(ascii: ","):
      ahead.position += 1
      return Self.startsItem(&ahead)
    case UInt8(ascii: "`"), UInt8(ascii: "/"): return true
    case UInt8(ascii: "\""): return Self.startsMember(ahead) || crossedLine(to: ahead.position)
    default: return false
    }
  }

  private func crossedLine(to end: Int) -> Bool { scanner.bytes[position..<end].contains(0x0A) }

  /// Whether what follows a comma goes on like JSON: a text, a container, a word or number that
  /// ends at a comma or bracket, an end, or a bare name and its colon.
  private static func startsItem(_ ahead: inout JSONScanner) -> Bool {
    ahead.skipBlanks()
    guard let byte = ahead.next else { return true }
    if "\"'{[]}/".utf8.contains(byte) || byte >= 0x80 && startsCurly(ahead) { return true }
    if ahead.takeNumber() == nil {
      let limit = ahead.position + longestBareName
      while ahead.position < limit, let byte = ahead.next, isNameByte(byte) { ahead.position += 1 }
    }
    ahead.skipBlanks()
    guard let end = ahead.next else { return true }
    return ",]}:".utf8.contains(end)
  }

  private static func startsCurly(_ ahead: JSONScanner) -> Bool {
    curlyQuotes.contains { ahead.bytes[ahead.position...].starts(with: $0.open) }
  }

  /// Whether a quoted name and a colon stand here, after a comma was forgotten.
  private static func startsMember(_ start: JSONScanner) -> Bool {
    var ahead = start
    ahead.position += 1
    let limit = min(ahead.bytes.count, ahead.position + longestBareName)
    while ahead.position < limit, ahead.bytes[ahead.position] != UInt8(ascii: "\"") {
      ahead.position += 1
    }
    ahead.position += 1
    ahead.skipBlanks()
    return ahead.next == UInt8(ascii: ":")
  }
}

/// Bytes looked ahead for a name and its colon.
private let longestBareName = 80
private let fence = Array("```".utf8)
private let lineComment = Array("//".utf8)
private let openComment = Array("/*".utf8)
private let closeComment = Array("*/".utf8)
private let curlyQuotes: [(open: [UInt8], close: [UInt8])] = [
  (Array("“".utf8), Array("”".utf8)), (Array("‘".utf8), Array("’".utf8)),
  (Array("„".utf8), Array("“".utf8)), (Array("«".utf8), Array("»".utf8)),
]
