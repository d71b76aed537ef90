import OctavoBase
import Yams

/// Turns a file's YAML into nodes, or says where it is broken.
enum PolicyText {
  struct Broken: Error {
    let message: String
    /// From 1.
    let line: Int
    let column: Int
  }

  /// Most bytes read.
  private static let largest = 1 << 18
  /// Deepest nesting read, before the parser's recursion could exhaust the stack.
  private static let deepest = 16
  /// Most aliases: lists of aliases to lists of aliases double at each step.
  private static let mostAliases = 16

  static func compose(_ file: SourceFile) -> Result<Node?, Broken> {
    if let broken = excess(file) { return .failure(broken) }
    do {
      return .success(try Yams.compose(yaml: String(decoding: file.text, as: UTF8.self)))
    } catch let error as YamlError {
      return .failure(describe(error))
    } catch {
      return .failure(Broken(message: "the YAML cannot be read", line: 1, column: 1))
    }
  }

  private static func describe(_ error: YamlError) -> Broken {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let lead = context.map { $0.text + ": " } ?? ""
      return Broken(
        message: "broken YAML: \(lead)\(problem)", line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      return Broken(
        message: "the key \(names) is given twice", line: context.mark.line,
        column: context.mark.column)
    default: return Broken(message: "the YAML cannot be read", line: 1, column: 1)
    }
  }

  /// What is more than a policy can mean: size, depth, aliases.
  private static func excess(_ file: SourceFile) -> Broken? {
    guard file.text.count <= largest else {
      return Broken(message: "the policy is larger than \(largest >> 10) kB", line: 1, column: 1)
    }
    var brackets = 0
    var aliases = 0
    for line in 1...file.lineStarts.count {
      let text = file.line(line).utf8
      let marks = text.prefix { " -?".utf8.contains($0) }
      let dashes = marks.count { $0 != UInt8(ascii: " ") }
      for byte in text {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets -= 1 }
        if brackets > deepest { break }
      }
      aliases += zip(text, text.dropFirst()).count {
        $0 == UInt8(ascii: "*") && Unicode.Scalar($1).properties.isAlphabetic
      }
      if brackets > deepest || dashes > deepest || marks.count - dashes > 8 * deepest {
        return Broken(message: "the YAML is nested too deep", line: line, column: 1)
      }
      if aliases > mostAliases {
        return Broken(message: "the YAML holds too many aliases (*name)", line: line, column: 1)
      }
    }
    return nil
  }
}
