import OctavoBase
import Yams

/// Reads typed values out of the policy's YAML and gathers what is wrong with them.
struct PolicyFindings {
  private let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(file: SourceFile) { self.file = file }

  mutating func report(
    _ code: String, _ message: String, at node: Node?, hints: [String] = [],
    isWarning: Bool = false
  ) {
    let severity: Diagnostic.Severity = isWarning ? .warning : .error
    diagnostics.append(Diagnostic(severity, code, message, at: span(of: node), hints: hints))
  }

  mutating func unknown(
    _ what: String, _ name: String, in allowed: [String], at node: Node?
  ) {
    let hint =
      NearestName.of(name, in: allowed).map { "did you mean '\($0)'?" }
      ?? "allowed are " + allowed.joined(separator: ", ")
    let code = "policy.unknown-" + what.split(separator: " ").joined(separator: "-")
    report(code, "unknown \(what) '\(name)'", at: node, hints: [hint])
  }

  mutating func wrong(_ key: String, _ node: Node, wanted: String) {
    report(
      "policy.wrong-value", "'\(key)' is \(Self.excerpt(node)); it must be \(wanted)", at: node)
  }

  private static func excerpt(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string.prefix(60))'"
    case .mapping: "a map"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// The node's text, nil where it is none or says nothing.
  static func text(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node, !isNull(node) else { return nil }
    return scalar.string
  }

  /// Whether a value was left out or set to null.
  static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The pairs of a map in order; none, with a finding, for anything else.
  mutating func pairs(_ key: String, _ node: Node) -> [(key: String, keyNode: Node, value: Node)] {
    if Self.isNull(node) { return [] }
    guard case .mapping(let mapping) = node else {
      wrong(key, node, wanted: "a map")
      return []
    }
    return mapping.map { (Self.text($0.key) ?? "", $0.key, $0.value) }
  }

  private func span(of node: Node?) -> SourceSpan? {
    guard let mark = node?.mark else { return nil }
    let start = offset(line: mark.line, column: mark.column)
    return SourceSpan(file: file.id, start: start, end: start)
  }

  /// The byte offset of a line and a column that counts Unicode scalars, both from 1.
  private func offset(line: Int, column: Int) -> Int {
    var offset = file.offset(line: line, byteColumn: 1)
    var scalars = max(column - 1, 0)
    while scalars > 0, offset < file.text.count, file.text[offset] != 0x0A {
      offset += 1
      while offset < file.text.count, file.text[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars -= 1
    }
    return offset
  }

  mutating func reportBroken(_ message: String, line: Int, column: Int) {
    let start = offset(line: line, column: column)
    diagnostics.append(
      Diagnostic(
        .error, "policy.broken-yaml", message,
        at: SourceSpan(file: file.id, start: start, end: start)))
  }
}
