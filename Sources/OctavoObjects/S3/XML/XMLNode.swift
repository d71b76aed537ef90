/// An element of an S3 answer: its name without a namespace, its own text, what is in it.
struct XMLNode: Sendable, Equatable {
  let name: String
  fileprivate(set) var text = ""
  fileprivate(set) var children: [XMLNode] = []

  init(name: String) { self.name = name }

  /// The first child of a name.
  subscript(name: String) -> XMLNode? { children.first { $0.name == name } }

  /// The children of a name, in their order.
  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// The text of a child; nil where there is none or it is empty.
  func text(_ name: String) -> String? {
    guard let text = self[name]?.text, !text.isEmpty else { return nil }
    return text
  }
}

/// Reads the XML that S3 services answer with.
///
/// Elements, text, character references, CDATA; attributes, comments and instructions are passed
/// over. A document type is refused, and with it every entity of a document's own; so is what is
/// deeper or longer than an answer can be.
struct XMLReader {
  private var rest: ArraySlice<UInt8>
  /// Elements that are not closed, the innermost last.
  private var open: [XMLNode] = []
  private var root: XMLNode?

  private static let deepest = 32
  /// Bytes in a document.
  static let longest = 16 << 20

  private init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The root element; nil for bytes that are no such document.
  static func root(of bytes: [UInt8]) -> XMLNode? {
    guard bytes.count <= longest else { return nil }
    var reader = XMLReader(bytes)
    while !reader.rest.isEmpty { guard reader.step() else { return nil } }
    return reader.open.isEmpty ? reader.root : nil
  }

  /// Reads one tag, comment, or run of text; false where it is broken.
  private mutating func step() -> Bool {
    guard rest.first == UInt8(ascii: "<") else { return takeText() }
    if skip("<?") { return take(until: "?>") != nil }
    if skip("<!--") { return take(until: "-->") != nil }
    if skip("<![CDATA[") {
      return take(until: "]]>").map { append(String(decoding: $0, as: UTF8.self)) } ?? false
    }
    if rest.starts(with: Array("<!".utf8)) { return false }
    return skip("</") ? close() : openTag()
  }

  private mutating func openTag() -> Bool {
    rest = rest.dropFirst()
    guard let tag = takeTag(), root == nil || !open.isEmpty, open.count < Self.deepest else {
      return false
    }
    let isEmpty = tag.last == UInt8(ascii: "/")
    let name = Self.localName(tag.prefix { !Self.isBlank($0) && $0 != UInt8(ascii: "/") })
    guard !name.isEmpty else { return false }
    open.append(XMLNode(name: name))
    return isEmpty ? end() : true
  }

  /// What stands up to the next `>` outside quotes.
  private mutating func takeTag() -> ArraySlice<UInt8>? {
    var quote: UInt8?
    for index in rest.indices {
      let byte = rest[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        defer { rest = rest[(index + 1)...] }
        return rest[..<index]
      }
    }
    return nil
  }

  private mutating func close() -> Bool {
    guard let tag = take(until: ">"), let last = open.last,
      Self.localName(tag.prefix { !Self.isBlank($0) }) == last.name
    else { return false }
    return end()
  }

  private mutating func end() -> Bool {
    guard let node = open.popLast() else { return false }
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
    return true
  }

  private mutating func takeText() -> Bool {
    let text = rest.prefix { $0 != UInt8(ascii: "<") }
    rest = rest.dropFirst(text.count)
    guard let decoded = Self.decoded(text) else { return false }
    return append(decoded)
  }

  /// Outside of the root only blanks may stand.
  private mutating func append(_ text: String) -> Bool {
    if open.isEmpty { return text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }
    open[open.count - 1].text += text
    return true
  }

  private mutating func skip(_ mark: String) -> Bool {
    guard rest.starts(with: mark.utf8) else { return false }
    rest = rest.dropFirst(mark.utf8.count)
    return true
  }

  private mutating func take(until mark: String) -> ArraySlice<UInt8>? {
    guard let range = rest.firstRange(of: Array(mark.utf8)) else { return nil }
    defer { rest = rest[range.upperBound...] }
    return rest[..<range.lowerBound]
  }

  private static func localName(_ name: ArraySlice<UInt8>) -> String {
    let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
    return String(decoding: name[start...], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Text with its references resolved; nil for bytes that are no UTF-8 and unknown references.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var parts = text.split(separator: "&", omittingEmptySubsequences: false)[...]
    var decoded = String(parts.removeFirst())
    for part in parts {
      guard let end = part.firstIndex(of: ";"), let scalar = scalar(part[..<end]) else {
        return nil
      }
      decoded.unicodeScalars.append(scalar)
      decoded += part[part.index(after: end)...]
    }
    return decoded
  }

  private static func scalar(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }
  }
}
