/// Writes the little YAML that `book.yaml` needs; every text is quoted.
struct YAMLText {
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func line(_ text: String) { lines.append(text) }
  mutating func add(_ key: String, _ value: String) { line("\(key): \(Self.quoted(value))") }

  mutating func add(_ key: String, list: [String]) {
    line("\(key):")
    for value in list { item(value, indent: 2) }
  }

  mutating func item(_ value: String, indent: Int) {
    line(String(repeating: " ", count: indent) + "- " + Self.quoted(value))
  }

  var withoutLastLine: YAMLText {
    var copy = self
    copy.lines.removeLast()
    return copy
  }

  /// A double-quoted scalar (YAML 1.2 §7.3.1).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        let isControl = scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value
        if !isControl, scalar.value != 0xFEFF, scalar.value < 0xFFFE || scalar.value > 0xFFFF {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
