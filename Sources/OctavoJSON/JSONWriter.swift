extension JSONValue {
  /// The value as JSON text: on one line, or with two blanks a level.
  package func text(indented: Bool = false) -> String {
    var writer = JSONWriter(isIndented: indented)
    writer.write(self)
    return writer.text
  }
}

/// Writes JSON text. Members keep their order; the same value always gives the same bytes.
private struct JSONWriter {
  let isIndented: Bool
  var text = ""
  private var depth = 0

  init(isIndented: Bool) { self.isIndented = isIndented }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += "\(value)"
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): write(string: value)
    case .array(let items):
      write("[", "]", items.count) { $0.write(items[$1]) }
    case .object(let object):
      write("{", "}", object.members.count) {
        $0.write(string: object.members[$1].key)
        $0.text += $0.isIndented ? ": " : ":"
        $0.write(object.members[$1].value)
      }
    }
  }

  private mutating func write(
    _ open: String, _ close: String, _ count: Int, _ item: (inout JSONWriter, Int) -> Void
  ) {
    text += open
    depth += 1
    for index in 0..<count {
      if index > 0 { text += "," }
      endLine()
      item(&self, index)
    }
    depth -= 1
    if count > 0 { endLine() }
    text += close
  }

  private mutating func endLine() {
    if isIndented { text += "\n" + String(repeating: "  ", count: depth) }
  }

  private mutating func write(string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
