package import OctavoBase
import Yams

/// Turns a file's YAML into `YAMLNode`s with exact spans, or says where it is broken.
///
/// Yams is asked for bare nodes: a resolver without rules, so that no scalar is guessed at, and UTF-8
/// fixed, so that its environment variable has no say.
package struct YAMLParser {
  private let file: SourceFile
  /// Where the YAML stands in the file.
  private let range: Range<Int>
  /// Lines of the file above the YAML.
  private let firstLine: Int

  /// Deepest nesting read; deeper input is refused before it can exhaust the stack.
  private static let deepest = 32
  /// Most bytes of YAML read.
  package static let largest = 1 << 20
  private let limit: Int

  /// - Parameter limit: most bytes read.
  package init(file: SourceFile, range: Range<Int>? = nil, limit: Int = YAMLParser.largest) {
    self.file = file
    self.limit = limit
    self.range = range ?? 0..<file.text.count
    firstLine = file.position(of: self.range.lowerBound).line - 1
  }

  /// The document's root, nil when it is empty; or the one thing that makes it unreadable.
  package func parse() -> Result<YAMLNode?, Refusal> {
    guard range.count <= limit else {
      return .failure(
        refusal("the metadata is larger than \(limit >> 20) MB", range.lowerBound))
    }
    if let place = tooDeep() {
      return .failure(
        refusal("the YAML is nested more than \(Self.deepest) levels deep", place))
    }
    if let place = YAMLAliases.beyondLimit(file.text[range]) {
      return .failure(
        refusal("the YAML holds more than \(YAMLAliases.limit) aliases (*name)", place))
    }
    do {
      let text = String(decoding: file.text[range], as: UTF8.self)
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return .success(try parser.singleRoot().map { convert($0, depth: 0) })
    } catch let error as YamlError {
      return .failure(describe(error))
    } catch {
      return .failure(refusal("the YAML cannot be read", range.lowerBound))
    }
  }

  /// Why the YAML cannot be read.
  package struct Refusal: Error {
    package let diagnostic: Diagnostic
  }

  private func refusal(_ message: String, _ offset: Int, hints: [String] = []) -> Refusal {
    let span = SourceSpan(file: file.id, start: offset, end: offset)
    return Refusal(
      diagnostic: Diagnostic(.error, "book.broken-yaml", message, at: span, hints: hints))
  }

  /// Says what to do about the ways in which YAML is broken most often.
  private func refusal(
    _ message: String, _ context: YamlError.Context?, _ problem: String, _ mark: Mark
  ) -> Refusal {
    guard let context, mark.line > context.mark.line else {
      let offset = offset(of: mark)
      return refusal(message, offset, hints: YAMLAdvice(file.text, at: offset).hints(problem))
    }
    if problem.contains("end of stream") || problem.contains("document indicator") {
      return refusal(
        message, offset(of: context.mark), hints: ["the quotation mark here is never closed"])
    }
    if problem.contains("',' or") {
      let line = context.mark.line + firstLine
      let bracket = problem.contains("']'") ? "]" : "}"
      return refusal(
        message, offset(of: mark),
        hints: ["what begins in line \(line) must be closed with '\(bracket)'"])
    }
    let offset = offset(of: mark)
    return refusal(message, offset, hints: YAMLAdvice(file.text, at: offset).hints(problem))
  }

  private func describe(_ error: YamlError) -> Refusal {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let lead = context.map { $0.text + ": " } ?? ""
      return refusal("broken YAML: \(lead)\(problem)", context, problem, mark)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      return refusal("the key \(names) is given twice", offset(of: context.mark))
    case .reader(let problem, _, _, _):
      return refusal("broken YAML: \(problem)", range.lowerBound)
    default:
      return refusal("the YAML cannot be read", range.lowerBound)
    }
  }

  private func convert(_ node: Node, depth: Int) -> YAMLNode {
    let start = node.mark.map(offset(of:)) ?? range.lowerBound
    guard depth < Self.deepest else { return make(.null, start, start) }
    switch node {
    case .scalar(let scalar):
      let isNull =
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return make(
        isNull ? .null : .scalar(ControlCharacters.cleaned(scalar.string)), start,
        end(of: scalar, from: start))
    case .sequence(let sequence):
      let children = sequence.map { convert($0, depth: depth + 1) }
      return make(.list(children), start, children.last.map { Int($0.span.end) } ?? start)
    case .mapping(let mapping):
      let pairs = mapping.map { key, value in
        let name = convert(key, depth: depth + 1)
        return YAMLNode.Pair(
          key: Self.text(name), keySpan: name.span, value: convert(value, depth: depth + 1))
      }
      return make(.map(pairs), start, pairs.last.map { Int($0.value.span.end) } ?? start)
    case .alias:
      return make(.null, start, start)
    }
  }

  private static func text(_ node: YAMLNode) -> String {
    if case .scalar(let text) = node.content { text } else { "" }
  }

  private func make(_ content: YAMLNode.Content, _ start: Int, _ end: Int) -> YAMLNode {
    YAMLNode(content: content, span: SourceSpan(file: file.id, start: start, end: end))
  }

  /// A scalar on one line ends where its text does; a longer one is taken to its first line's end.
  private func end(of scalar: Node.Scalar, from start: Int) -> Int {
    let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
    let end = min(start + scalar.string.utf8.count + quotes, range.upperBound)
    guard start < end else { return end }
    return file.text[start..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
  }

  /// The byte offset of a mark, whose column counts Unicode scalars from 1.
  private func offset(of mark: Mark) -> Int {
    min(file.offset(line: mark.line + firstLine, column: mark.column), range.upperBound)
  }

  /// The first place where brackets, dashes or indentation nest deeper than can be meant.
  private func tooDeep() -> Int? {
    var brackets = 0
    var dashes = 0
    var indent = 0
    var atStart = true
    for index in range {
      switch file.text[index] {
      case 0x5B, 0x7B: brackets += 1
      case 0x5D, 0x7D: brackets -= 1
      case 0x0A: (dashes, indent, atStart) = (0, 0, true)
      case 0x2D where atStart, 0x3F where atStart: dashes += 1
      case 0x20 where atStart: indent += 1
      default: atStart = false
      }
      if brackets > Self.deepest || dashes > Self.deepest && indent > dashes - 2 || indent > 400 {
        return index
      }
    }
    return nil
  }
}
