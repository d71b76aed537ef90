import OctavoBase

/// Reads typed values out of YAML and gathers what is wrong with them.
struct FieldReader {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func error(
    _ code: String, _ message: String, at span: SourceSpan, hints: [String] = []
  ) {
    report(Diagnostic(.error, code, message, at: span, hints: hints))
  }

  /// Text; anything else is a finding. Nothing written counts as not given.
  mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    switch node.content {
    case .scalar(let text): return text
    case .null: return nil
    case .list, .map:
      wrongType(node, key, wanted: "text")
      return nil
    }
  }

  /// A list of texts; a single text stands for a list of one.
  mutating func texts(_ node: YAMLNode, _ key: String) -> [String] {
    switch node.content {
    case .scalar(let text): return [text]
    case .null: return []
    case .list(let items): return items.compactMap { text($0, key) }
    case .map:
      wrongType(node, key, wanted: "a list of texts")
      return []
    }
  }

  mutating func wrongType(_ node: YAMLNode, _ key: String, wanted: String) {
    error("book.wrong-type", "'\(key)' is \(node.kindName); it must be \(wanted)", at: node.span)
  }

  mutating func unknownKey(_ pair: YAMLNode.Pair, in place: String, allowed: [String]) {
    let hint =
      NearestName.of(pair.key, in: allowed).map { "did you mean '\($0)'?" }
      ?? "allowed keys: " + allowed.joined(separator: ", ")
    error(
      "book.unknown-key", "unknown key '\(pair.key)' in \(place)", at: pair.keySpan, hints: [hint])
  }
}
