import OctavoBase

/// A JSON value with its keys in the order given, so that output is the same on every run.
indirect enum JSONValue {
  case string(String)
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// A value that is JSON already.
  case verbatim(String)

  /// The value as JSON (RFC 8259) on one line, but for what is verbatim.
  var text: String {
    switch self {
    case .string(let string): Self.quoted(string)
    case .number(let number): Decimals.format(number)
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let pairs):
      "{" + pairs.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    case .verbatim(let json): json
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      default:
        guard scalar.value < 0x20 else {
          text.unicodeScalars.append(scalar)
          continue
        }
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return text + "\""
  }
}

extension JSONValue {
  /// A finding with its file, line and column.
  init(_ diagnostic: Diagnostic, _ sources: SourceMap) {
    var pairs: [(String, JSONValue)] = [
      ("severity", .string(diagnostic.severity.label)), ("code", .string(diagnostic.code)),
      ("message", .string(diagnostic.message)),
    ]
    if let span = diagnostic.span { pairs += Self.place(span, sources) }
    pairs.append(
      (
        "related",
        .array(
          diagnostic.related.map {
            .object([("message", .string($0.message))] + Self.place($0.span, sources))
          })
      ))
    pairs.append(("hints", .array(diagnostic.hints.map { .string($0) })))
    self = .object(pairs)
  }

  private static func place(_ span: SourceSpan, _ sources: SourceMap) -> [(String, JSONValue)] {
    let file = sources[span.file]
    let (line, column) = file.position(of: Int(span.start))
    return [
      ("file", .string(file.name)), ("line", .number(Double(line))),
      ("column", .number(Double(column))),
    ]
  }
}
