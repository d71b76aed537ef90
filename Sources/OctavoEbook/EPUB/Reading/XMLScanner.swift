/// Reads XML as a sequence of events: for checking what is carried and reading back what was
/// written. No DTD is read; the five predefined entities and character references are known.
struct XMLScanner {
  struct Attribute {
    let name: String
    let value: String
  }

  enum Event {
    case start(name: String, [Attribute], isEmpty: Bool)
    case end(name: String)
    case text(String)
    /// A comment, a declaration or an instruction.
    case other
  }

  private let bytes: [UInt8]
  private var index = 0
  /// Bytes whose lines are counted, and the line they end in; counted on from there.
  private var counted = (bytes: 0, line: 1)
  private var open: [String] = []
  /// Whether the text was found not to be well-formed; nothing follows.
  private(set) var isDamaged = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// A name without its prefix.
  static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// The next event; nil at the end, or where the text is damaged.
  mutating func next() -> Event? {
    guard !isDamaged else { return nil }
    if index > counted.bytes + 4_096 { counted = (index, line) }
    guard index < bytes.count else {
      if !open.isEmpty { isDamaged = true }
      return nil
    }
    return bytes[index] == UInt8(ascii: "<") ? markup() : text()
  }

  /// The line reached, 1-based.
  var line: Int { counted.line + bytes[counted.bytes..<index].count { $0 == 0x0A } }

  private mutating func fail() -> Event? {
    isDamaged = true
    return nil
  }

  private mutating func text() -> Event? {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    guard let text = Self.decoded(bytes[start..<index]) else { return fail() }
    return .text(text)
  }

  private mutating func markup() -> Event? {
    if starts(with: "<!--") { return skip(past: "-->") }
    if starts(with: "<![CDATA[") { return characterData() }
    if starts(with: "<?") { return skip(past: "?>") }
    if starts(with: "<!") { return skipDeclaration() }
    if starts(with: "</") { return endTag() }
    return startTag()
  }

  private func starts(with text: StaticString) -> Bool {
    let end = index + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    return bytes[index..<end].elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func skip(past end: StaticString) -> Event? {
    while index < bytes.count {
      if starts(with: end) {
        index += end.utf8CodeUnitCount
        return .other
      }
      index += 1
    }
    return fail()
  }

  private mutating func characterData() -> Event? {
    let start = index + 9
    guard skip(past: "]]>") != nil else { return nil }
    return .text(String(decoding: bytes[start..<index - 3], as: UTF8.self))
  }

  /// A document type, with what may stand in brackets in it.
  private mutating func skipDeclaration() -> Event? {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: ">") && depth <= 0 { return .other }
    }
    return fail()
  }

  private mutating func endTag() -> Event? {
    index += 2
    let name = self.name()
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), open.popLast() == name else {
      return fail()
    }
    index += 1
    return .end(name: name)
  }

  private mutating func startTag() -> Event? {
    index += 1
    let name = self.name()
    guard !name.isEmpty else { return fail() }
    var attributes: [Attribute] = []
    while true {
      skipSpace()
      guard index < bytes.count else { return fail() }
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        open.append(name)
        return .start(name: name, attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") else { return fail() }
        index += 2
        return .start(name: name, attributes, isEmpty: true)
      default:
        guard let attribute = attribute() else { return fail() }
        attributes.append(attribute)
      }
    }
  }

  private mutating func attribute() -> Attribute? {
    let name = self.name()
    skipSpace()
    guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    skipSpace()
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
    index = end + 1
    guard let value = Self.decoded(bytes[start..<end]) else { return nil }
    return Attribute(name: name, value: value)
  }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private mutating func name() -> String {
    let start = index
    while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  // MARK: References

  /// Text with its references replaced; nil where one is not known.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<start], as: UTF8.self)
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
      else { return nil }
      text.unicodeScalars.append(scalar)
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let value =
        digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return value.flatMap(Unicode.Scalar.init)
    }
  }
}
