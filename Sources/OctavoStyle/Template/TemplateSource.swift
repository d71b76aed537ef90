import OctavoBase
import OctavoBook
import Yams

/// The YAML of one template file, with the places of its nodes.
///
/// Yams is asked for bare nodes: no resolver, so that no scalar is guessed at, and UTF-8 fixed, so
/// that its environment variable has no say.
struct TemplateSource {
  let file: SourceFile

  /// The document's root; nil for an empty file. Keys that stand twice in a group are in it with the
  /// names that `RenamedKeys` has the real ones of.
  func root() -> (root: Result<Node?, SourceFault>, renamed: RenamedKeys) {
    var renamed = RenamedKeys(file.text)
    while true {
      let root = parse(renamed.text)
      guard case .failure(let fault) = root, case .duplicateKey(let key) = fault.problem,
        renamed.rename(key, after: Int(fault.span.start))
      else { return (root, renamed) }
    }
  }

  private func parse(_ bytes: [UInt8]) -> Result<Node?, SourceFault> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(SourceFault(problem: .notUTF8, span: invalidByte()))
    }
    if let place = YAMLAliases.beyondLimit(file.text[...]) {
      return .failure(
        SourceFault(problem: .tooManyAliases(YAMLAliases.limit), span: point(place)))
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return .success(try parser.singleRoot())
    } catch let error as YamlError {
      return .failure(fault(error))
    } catch {
      return .failure(SourceFault(problem: .syntax("it cannot be read"), span: point(0)))
    }
  }

  /// A key that stands where it stood before in its group.
  func fault(ofTwin key: String, at place: Int) -> SourceFault {
    SourceFault(
      problem: .duplicateKey(key),
      span: SourceSpan(file: file.id, start: place, end: place + key.utf8.count))
  }

  /// Where a node begins; for plain scalars on one line, its text.
  func span(of node: Node) -> SourceSpan {
    let start = node.mark.map(offset) ?? 0
    guard case .scalar(let scalar) = node else { return point(start) }
    let bytes = scalar.string.utf8
    return file.text[start...].starts(with: bytes)
      ? SourceSpan(file: file.id, start: start, end: start + bytes.count) : point(start)
  }

  private func point(_ offset: Int) -> SourceSpan {
    SourceSpan(file: file.id, start: offset, end: offset)
  }

  /// The byte offset of a mark; Yams counts columns in Unicode scalars.
  private func offset(_ mark: Mark) -> Int {
    var offset = file.offset(line: mark.line, byteColumn: 1)
    var left = mark.column - 1
    while left > 0, offset < file.text.count, file.text[offset] != 0x0A {
      offset += 1
      while offset < file.text.count, file.text[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  private func fault(_ error: YamlError) -> SourceFault {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = context.map { "\($0.text), \(problem)" } ?? problem
      let text = words.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      let place = offset(mark)
      let hints = YAMLAdvice(file.text, at: place).hints(problem)
      return SourceFault(problem: .syntax(text, hints: hints), span: point(place))
    case .reader(let problem, _, let value, _):
      let place = value > 0 ? firstByte(of: UInt32(value)) : 0
      return SourceFault(problem: .syntax(problem), span: point(place))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return SourceFault(problem: .duplicateKey(key), span: point(offset(context.mark)))
    default:
      return SourceFault(problem: .syntax("it cannot be read"), span: point(0))
    }
  }

  /// Where the first character with a code that YAML forbids stands.
  private func firstByte(of scalar: UInt32) -> Int {
    guard let character = Unicode.Scalar(scalar) else { return 0 }
    let bytes = Array(String(character).utf8)
    return file.text.indices.first { file.text[$0...].starts(with: bytes) } ?? 0
  }

  /// The first byte that is not UTF-8.
  private func invalidByte() -> SourceSpan {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = file.text.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &bytes) { offset += scalar.count }
    return point(offset)
  }
}

/// Why a file gives no nodes, and where.
struct SourceFault: Error {
  let problem: TemplateProblem
  let span: SourceSpan
}
