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
    case .scalar(let text):
      checkQuotes(text, node, key)
      return text
    case .null: return nil
    case .list(let items):
      wrongType(node, key, wanted: "text", hints: [Self.oneText(of: items, key)])
      return nil
    case .map:
      wrongType(node, key, wanted: "text", hints: ["put text that begins with a brace in quotes"])
      return nil
    }
  }

  /// Curly quotation marks are letters to YAML, so that those around a value would be printed.
  private mutating func checkQuotes(_ text: String, _ node: YAMLNode, _ key: String) {
    guard text.count > 1, let first = text.first, let last = text.last, "“‘„".contains(first),
      "”’“".contains(last)
    else { return }
    report(
      Diagnostic(
        .warning, "book.curly-quotes",
        "the quotation marks around '\(key)' are curly, and so part of the text", at: node.span,
        hints: ["write straight ones, \(YAMLAdvice.quoted(text.dropFirst().dropLast())), or none"]))
  }

  /// What to write where a list stands in the place of a text.
  private static func oneText(of items: [YAMLNode], _ key: String) -> String {
    let texts = items.compactMap { item in
      if case .scalar(let text) = item.content { text } else { nil }
    }
    let name = key.split(separator: ".").last ?? ""
    let joined = texts.joined(separator: ", ")
    if items.count == 1 { return "write '\(name): \(joined)', without brackets and dashes" }
    return "write one text, in quotes where brackets are part of it: \(name): \"[\(joined)]\""
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

  mutating func wrongType(
    _ node: YAMLNode, _ key: String, wanted: String, hints: [String] = []
  ) {
    error(
      "book.wrong-type", "'\(key)' is \(node.kindName); it must be \(wanted)", at: node.span,
      hints: hints)
  }

  mutating func unknownKey(_ pair: YAMLNode.Pair, in place: String, allowed: [String]) {
    let hint =
      NearestName.of(pair.key, in: allowed).map { "did you mean '\($0)'?" }
      ?? "allowed keys: " + allowed.joined(separator: ", ")
    error(
      "book.unknown-key", "unknown key '\(pair.key)' in \(place)", at: pair.keySpan, hints: [hint])
  }
}
