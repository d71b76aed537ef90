package import OctavoBase

/// A prompt's text with places to fill in, read strictly.
///
/// `{{name}}` is a value; `{{#name}} … {{/name}}` stays where the value is not empty and
/// `{{^name}} … {{/name}}` where it is. A section's marks on lines of their own leave no line.
/// Every name must be known; anything else between double braces is an error.
package struct PromptTemplate: Sendable {
  private indirect enum Piece: Sendable {
    case text(String)
    case value(String)
    case section(String, isInverse: Bool, [Piece])
  }

  private let pieces: [Piece]
  /// The names the text uses, sorted.
  package let names: [String]

  /// Reads a template's text.
  ///
  /// - Parameters:
  ///   - firstLine: the number of the text's first line in its file, 1-based.
  ///   - known: the names that may be used.
  package init(
    _ text: String, file: String, firstLine: Int = 1, known: [String]
  ) throws(OctavoError) {
    var reader = Reader(file: file, line: firstLine, known: known)
    do throws(PromptProblem) {
      pieces = try reader.read(text)
    } catch {
      throw error.error
    }
    names = reader.used.sorted()
  }

  /// The text with the values in their places. Values are not read as templates.
  package func render(_ values: [String: String]) -> String { Self.render(pieces, values) }

  private static func render(_ pieces: [Piece], _ values: [String: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .value(let name): values[name] ?? ""
      case .section(let name, let isInverse, let inner):
        (values[name] ?? "").isEmpty == isInverse ? render(inner, values) : ""
      }
    }.joined()
  }

  // MARK: - Reading

  private struct Open {
    let name: String
    let isInverse: Bool
    let line: Int
    var outer: [Piece]
  }

  private struct Reader {
    let file: String
    var line: Int
    let known: [String]
    var used: Set<String> = []
    private var open: [Open] = []
    private var pieces: [Piece] = []

    init(file: String, line: Int, known: [String]) {
      self.file = file
      self.line = line
      self.known = known
    }

    mutating func read(_ text: String) throws(PromptProblem) -> [Piece] {
      var rest = text[...]
      while let start = rest.firstRange(of: "{{") {
        add(rest[..<start.lowerBound])
        let inner = rest[start.upperBound...]
        guard let end = inner.firstRange(of: "}}"),
          !inner[..<end.lowerBound].contains("\n")
        else { throw problem("'{{' has no '}}' on its line") }
        rest = inner[end.upperBound...]
        let isAlone = try tag(String(inner[..<end.lowerBound]))
        if isAlone { swallowLine(&rest) }
      }
      add(rest)
      if let last = open.last {
        line = last.line
        throw problem("the section '\(last.name)' is never closed", ["write {{/\(last.name)}}"])
      }
      return pieces
    }

    private mutating func add(_ text: Substring) {
      line += text.count { $0 == "\n" }
      if !text.isEmpty { pieces.append(.text(String(text))) }
    }

    /// Reads what stands between the braces; true for a section's mark.
    private mutating func tag(_ text: String) throws(PromptProblem) -> Bool {
      let sign = text.first
      guard sign == "#" || sign == "^" || sign == "/" else {
        pieces.append(.value(try name(text[...])))
        return false
      }
      let name = try name(text.dropFirst())
      guard sign == "/" else {
        open.append(Open(name: name, isInverse: sign == "^", line: line, outer: pieces))
        pieces = []
        return true
      }
      guard let section = open.popLast(), section.name == name else {
        throw problem("{{/\(name)}} closes no section of that name")
      }
      let inner = pieces
      pieces = section.outer + [.section(name, isInverse: section.isInverse, inner)]
      return true
    }

    private mutating func name(_ text: Substring) throws(PromptProblem) -> String {
      let name = text.trimmingBlanks()
      guard known.contains(name) else {
        let near = NearestName.of(name, in: known).map { ["did you mean '\($0)'?"] }
        throw problem(
          "there is no value '\(name)'", near ?? ["known: " + known.joined(separator: ", ")])
      }
      used.insert(name)
      return name
    }

    /// A section's mark alone on its line takes the line end with it.
    private mutating func swallowLine(_ rest: inout Substring) {
      guard rest.first == "\n" else { return }
      var before = pieces.last
      if pieces.isEmpty, let outer = open.last?.outer.last { before = outer }
      if case .section(_, _, let inner)? = before { before = inner.last }
      guard case .text(let text)? = before else {
        if before == nil { eat(&rest) }
        return
      }
      if text.hasSuffix("\n") { eat(&rest) }
    }

    private mutating func eat(_ rest: inout Substring) {
      rest = rest.dropFirst()
      line += 1
    }

    private func problem(_ message: String, _ hints: [String] = []) -> PromptProblem {
      PromptProblem(file: file, line: line, message: message, hints: hints)
    }
  }
}

/// What is wrong with a prompt's file, and where.
struct PromptProblem: Error {
  let file: String
  let line: Int
  let message: String
  var hints: [String] = []

  var error: OctavoError {
    OctavoError(.badInput, "prompt.invalid", "\(file):\(line): \(message)", hints: hints)
  }
}
