/// What to write instead where YAML is broken in one of the ways in which newcomers break it.
package struct YAMLAdvice {
  /// The line that cannot be read, without its end.
  private let line: Substring
  /// The text from the place of the error to the line's end.
  private let rest: Substring

  /// - Parameters:
  ///   - text: the file's bytes.
  ///   - offset: the byte at which the parser gave up.
  package init(_ text: [UInt8], at offset: Int) {
    let place = min(max(offset, 0), text.count)
    let start = text[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[place...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
    line = String(decoding: text[start..<end], as: UTF8.self)[...]
    rest = String(decoding: text[place..<end], as: UTF8.self)[...]
  }

  /// At most one hint; `problem` is the parser's own sentence.
  package func hints(_ problem: String) -> [String] {
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return ["indent with spaces: YAML allows no tabs there"]
    }
    if problem.contains("expected '-' indicator") {
      return ["all entries of a list begin in the same column, each with '- '"]
    }
    guard let (key, value) = pair, let first = value.first else { return [] }
    if rest.hasPrefix("- "), value.hasPrefix("- ") {
      return ["write the list in brackets, as in '\(key): [One, Two]', or below its key"]
    }
    if first == "'", value.dropFirst().contains("'") {
      return ["an apostrophe ends a text in single quotes; write \(corrected(key, value))"]
    }
    if first == "[" || first == "{" || first == "\"" { return [] }
    if isQuotable(value, first) { return ["put the value in quotes: \(corrected(key, value))"] }
    if problem.contains("mapping values are not allowed") {
      return ["begin '\(key)' in the same column as the keys above it"]
    }
    return []
  }

  /// The key and the value of the line; nil where it holds none.
  private var pair: (key: String, value: Substring)? {
    var body = Self.trimmed(line)
    if body.hasPrefix("- ") { body = Self.trimmed(body.dropFirst(2)) }
    guard let colon = body.firstIndex(of: ":") else { return nil }
    return (String(body[..<colon]), Self.trimmed(body[body.index(after: colon)...]))
  }

  /// Whether the value means something else in YAML as long as it has no quotes.
  private func isQuotable(_ value: Substring, _ first: Character) -> Bool {
    if "@`*&!%|>".contains(first) { return true }
    return zip(value, value.dropFirst()).contains { $0 == ":" && $1.isWhitespace }
      || value.hasSuffix(":")
  }

  /// The line as it should be.
  private func corrected(_ key: String, _ value: Substring) -> String {
    "\(key): \(Self.quoted(Self.unquoted(value)))"
  }

  /// A text as a YAML scalar in quotes.
  static func quoted(_ text: Substring) -> String {
    if !text.contains("\"") && !text.contains("\\") { return "\"\(text)\"" }
    return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// A text without quotation marks of any kind around it.
  private static func unquoted(_ text: Substring) -> Substring {
    guard text.count > 1, let first = text.first, let last = text.last,
      "'\"“‘„«".contains(first), "'\"”’“»".contains(last)
    else { return text }
    return text.dropFirst().dropLast()
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
