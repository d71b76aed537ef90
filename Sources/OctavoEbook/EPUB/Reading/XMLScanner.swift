/// Reads XML as a sequence of events: for checking what is carried and reading back what was
/// written.
///
/// What is not well-formed by XML 1.0 and its namespaces is damage, and ends the reading. Of a DTD
/// only the entities are read that the document itself declares.
struct XMLScanner {
  struct Attribute {
    let name: String
    let value: String
  }

  enum Event {
    case start(name: String, [Attribute], isEmpty: Bool)
    case end(name: String)
    case text(String)
    /// A processing instruction: its target and what follows it.
    case instruction(target: String, String)
    /// A comment or a declaration.
    case other
  }

  private let bytes: [UInt8]
  private var index = 0
  /// Bytes whose lines are counted, and the line they end in; counted on from there.
  private var counted = (bytes: 0, line: 1)
  private var open: [String] = []
  private var namespaces = XMLNamespaces()
  private var entities = XMLEntities()
  /// The first byte that XML has no place for; the text's end where there is none.
  private let soundEnd: Int
  private var hasRoot = false
  private var hasDocumentType = false
  /// Whether the text was found not to be well-formed; nothing follows.
  private(set) var isDamaged = false

  init(_ bytes: [UInt8]) {
    self.bytes = XMLSyntax.inUTF8(bytes)
    soundEnd = XMLSyntax.soundEnd(of: self.bytes)
    if self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// A name without its prefix.
  static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.index(after: $0)...]) }
      ?? name
  }

  /// The next event; nil at the end, or where the text is damaged.
  mutating func next() -> Event? {
    guard !isDamaged else { return nil }
    if index > counted.bytes + 4_096 { counted = (index, line) }
    guard index < bytes.count else {
      if !open.isEmpty || !hasRoot { isDamaged = true }
      return nil
    }
    let event = bytes[index] == UInt8(ascii: "<") ? markup() : text()
    guard index <= soundEnd else {
      index = soundEnd
      return fail()
    }
    return event
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
    let text = bytes[start..<index]
    // Outside the root stands white space alone (XML 1.0, production 27).
    if open.isEmpty && !text.allSatisfy(XMLSyntax.isSpace) { return fail() }
    guard !XMLSyntax.contains("]]>", text), let text = entities.decoded(text) else {
      return fail()
    }
    return .text(text)
  }

  // MARK: Markup

  private mutating func markup() -> Event? {
    if starts(with: "<!--") { return comment() }
    if starts(with: "<![CDATA[") { return characterData() }
    if starts(with: "<?") { return instruction() }
    if starts(with: "<!") { return documentType() }
    if starts(with: "</") { return endTag() }
    return startTag()
  }

  private func starts(with text: StaticString) -> Bool {
    let end = index + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    return bytes[index..<end].elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Goes on past the next place where `end` stands; what stood before it.
  private mutating func take(until end: StaticString) -> ArraySlice<UInt8>? {
    let start = index
    while index < bytes.count {
      if starts(with: end) {
        defer { index += end.utf8CodeUnitCount }
        return bytes[start..<index]
      }
      index += 1
    }
    return nil
  }

  private mutating func comment() -> Event? {
    index += 4
    // Two hyphens end a comment, and nothing but its end may follow them (production 15).
    guard take(until: "--") != nil, index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
      return fail()
    }
    index += 1
    return .other
  }

  private mutating func characterData() -> Event? {
    index += 9
    guard !open.isEmpty, let text = take(until: "]]>") else { return fail() }
    return .text(String(decoding: text, as: UTF8.self))
  }

  private mutating func instruction() -> Event? {
    let isFirst = index == 0 || index == 3 && bytes[0] == 0xEF
    index += 2
    let target = name()
    guard XMLSyntax.isName(target), isFirst || target.lowercased() != "xml",
      let rest = take(until: "?>"), rest.first.map(XMLSyntax.isSpace) ?? true
    else { return fail() }
    if target == "xml" { return .other }
    return .instruction(target: target, String(decoding: rest, as: UTF8.self))
  }

  /// A document type, with what may stand in brackets in it.
  private mutating func documentType() -> Event? {
    guard starts(with: "<!DOCTYPE"), !hasRoot, !hasDocumentType else { return fail() }
    hasDocumentType = true
    let start = index
    var depth = 0
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      case _ where quote != nil: break
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0:
        entities.declare(in: bytes[start..<index])
        return .other
      default: break
      }
    }
    return fail()
  }

  // MARK: Elements

  private mutating func endTag() -> Event? {
    index += 2
    let name = self.name()
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), open.popLast() == name else {
      return fail()
    }
    index += 1
    namespaces.close()
    return .end(name: name)
  }

  private mutating func startTag() -> Event? {
    guard !(hasRoot && open.isEmpty) else { return fail() }
    index += 1
    let name = self.name()
    guard XMLSyntax.isName(name) else { return fail() }
    hasRoot = true
    var attributes: [Attribute] = []
    while true {
      let isParted = skipSpace()
      guard index < bytes.count else { return fail() }
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        guard namespaces.open(name, attributes) else { return fail() }
        open.append(name)
        return .start(name: name, attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">"),
          namespaces.open(name, attributes)
        else { return fail() }
        index += 2
        namespaces.close()
        return .start(name: name, attributes, isEmpty: true)
      default:
        guard isParted, let attribute = attribute(),
          !attributes.contains(where: { $0.name == attribute.name })
        else { return fail() }
        attributes.append(attribute)
      }
    }
  }

  private mutating func attribute() -> Attribute? {
    let name = self.name()
    skipSpace()
    guard XMLSyntax.isName(name), index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      return nil
    }
    index += 1
    skipSpace()
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
    index = end + 1
    guard !bytes[start..<end].contains(UInt8(ascii: "<")),
      let value = entities.decoded(bytes[start..<end])
    else { return nil }
    return Attribute(name: name, value: value)
  }

  /// Whether there was any.
  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while index < bytes.count, XMLSyntax.isSpace(bytes[index]) { index += 1 }
    return index > start
  }

  private mutating func name() -> String {
    let start = index
    while index < bytes.count, XMLSyntax.isNameByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
