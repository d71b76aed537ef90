/// A JSON value whose objects keep their order, so that its text is the same on every run.
indirect enum JSONText: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let name: String
    let value: JSONText
  }

  case object([Member])
  case array([JSONText])
  case string(String)
  case integer(Int)
  case boolean(Bool)

  /// The text, indented by two spaces a level, without a final line feed.
  var text: String { text(indent: "") }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .object(let members):
      let lines = members.map { "\(inner)\(Self.quoted($0.name)): \($0.value.text(indent: inner))" }
      return Self.block("{", lines, "}", indent)
    case .array(let values) where values.allSatisfy(\.isScalar):
      return "[" + values.map { $0.text(indent: inner) }.joined(separator: ", ") + "]"
    case .array(let values):
      return Self.block("[", values.map { inner + $0.text(indent: inner) }, "]", indent)
    case .string(let text): return Self.quoted(text)
    case .integer(let value): return "\(value)"
    case .boolean(let value): return value ? "true" : "false"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  private static func block(
    _ open: String, _ lines: [String], _ close: String, _ indent: String
  ) -> String {
    lines.isEmpty
      ? open + close : open + "\n" + lines.joined(separator: ",\n") + "\n" + indent + close
  }

  /// A JSON string (RFC 8259 §7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  init(stringLiteral value: String) { self = .string(value) }

  init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
