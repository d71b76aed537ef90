/// Reads `{#id .class key=value key="two words"}` as pandoc writes it; `-` stands for `.unnumbered`.
struct AttributeParser {
  /// Most bytes between the braces.
  private static let longest = 4096

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let limit: Int
  private var attributes = Attributes()

  /// The attributes whose `{` stands at `start`, and the index past their `}`; nil when the bytes
  /// there are something else.
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (attributes: Attributes, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
    var parser = AttributeParser(bytes: bytes, index: start + 1)
    return parser.run() ? (parser.attributes, parser.index) : nil
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, index: Int) {
    self.bytes = bytes
    self.index = index
    limit = min(bytes.count, index + Self.longest)
  }

  private mutating func run() -> Bool {
    while true {
      while index < limit, Self.isSpace(bytes[index]) { index += 1 }
      guard index < limit else { return false }
      switch bytes[index] {
      case UInt8(ascii: "}"):
        index += 1
        return !attributes.isEmpty
      case UInt8(ascii: "#"):
        index += 1
        guard let id = name() else { return false }
        attributes.id = id
      case UInt8(ascii: "."):
        index += 1
        guard let name = name() else { return false }
        attributes.classes.append(name)
      case UInt8(ascii: "-"):
        index += 1
        attributes.classes.append("unnumbered")
      default:
        guard pair() else { return false }
      }
    }
  }

  private mutating func pair() -> Bool {
    guard let key = name(), index < limit, bytes[index] == UInt8(ascii: "=") else { return false }
    index += 1
    guard index < limit else { return false }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      guard let value = take(while: { !Self.isSpace($0) && $0 != UInt8(ascii: "}") }) else {
        return false
      }
      attributes.values.append(.init(key: key, value: value))
      return true
    }
    index += 1
    guard let value = quoted(by: quote) else { return false }
    attributes.values.append(.init(key: key, value: value))
    return true
  }

  /// The text up to a quote; a backslash keeps the quote or backslash after it.
  private mutating func quoted(by quote: UInt8) -> String? {
    var value: [UInt8] = []
    while index < limit, bytes[index] != quote {
      let isEscape =
        bytes[index] == UInt8(ascii: "\\") && index + 1 < limit
        && (bytes[index + 1] == quote || bytes[index + 1] == UInt8(ascii: "\\"))
      if isEscape { index += 1 }
      value.append(Self.isSpace(bytes[index]) ? 0x20 : bytes[index])
      index += 1
    }
    guard index < limit else { return nil }
    index += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// An identifier: letters, digits and `-_:.`, any character beyond ASCII.
  private mutating func name() -> String? { take(while: Self.isNameByte) }

  private mutating func take(while test: (UInt8) -> Bool) -> String? {
    let start = index
    while index < limit, test(bytes[index]) { index += 1 }
    guard index > start else { return nil }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Whether a byte may stand in an identifier.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/"), 0x80...:
      true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
}
