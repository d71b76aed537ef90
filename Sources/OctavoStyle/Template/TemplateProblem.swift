import OctavoBase

/// What can be wrong in a template: the facts. `diagnostic(at:)` puts them into words.
enum TemplateProblem: Sendable, Hashable {
  case notUTF8
  case syntax(String, hints: [String] = [])
  case duplicateKey(String)
  case tooManyAliases(Int)
  case notAMapping(found: String)
  case unknownName(String, noun: String, group: String, allowed: [String])
  case emptyValue(key: String, kind: ValueKind)
  case wrongValue(key: String, found: String, kind: ValueKind)
  case missingUnit(key: String, found: String, kind: ValueKind)
  case unknownUnit(key: String, found: String, kind: ValueKind, allowed: [String])
  case outOfRange(key: String, found: String, kind: ValueKind)
  case pageCount(key: String, found: String)
  case unknownWord(key: String, found: String, allowed: [String])
  case unknownPlace(key: String, found: String, allowed: [String])
  case unknownFontRole(String, allowed: [String])
  case unknownTemplate(String, near: [String], allowed: [String], folders: [String])
  case emptyFolder(String)
  case extendsCycle([String])
  case basedOnCycle([String])
  case inlineBase(role: String, base: String)
  case bodyBase
  case relativeBodySize(found: String)
  case badTrim(String)
  case contradiction(String, hint: String)
  case tightLeading(role: String, leading: String, size: String, overprints: Bool)

  func diagnostic(at span: SourceSpan?, related: [Diagnostic.Related] = []) -> Diagnostic {
    let words = self.words
    return Diagnostic(
      severity, "template.\(code)", words.message, at: span, related: related, hints: words.hints)
  }

  private var severity: Diagnostic.Severity {
    if case .tightLeading(_, _, _, false) = self { .warning } else { .error }
  }

  private var code: String {
    switch self {
    case .notUTF8: "not-utf8"
    case .syntax: "syntax"
    case .duplicateKey: "duplicate-key"
    case .tooManyAliases: "too-many-aliases"
    case .notAMapping, .wrongValue, .pageCount: "wrong-value"
    case .unknownName(_, let noun, _, _):
      "unknown-" + noun.split(separator: " ").joined(separator: "-")
    case .emptyValue: "empty-value"
    case .missingUnit: "missing-unit"
    case .unknownUnit: "unknown-unit"
    case .outOfRange: "out-of-range"
    case .unknownWord: "unknown-value"
    case .unknownPlace: "unknown-place"
    case .unknownFontRole: "unknown-font-role"
    case .unknownTemplate, .emptyFolder: "unknown-template"
    case .extendsCycle, .basedOnCycle: "cycle"
    case .inlineBase, .bodyBase, .relativeBodySize: "bad-base"
    case .badTrim: "bad-trim"
    case .contradiction: "contradiction"
    case .tightLeading: "tight-leading"
    }
  }
}

extension TemplateProblem {
  private typealias Words = (message: String, hints: [String])

  private var words: Words {
    switch self {
    case .notUTF8: ("the template is not valid UTF-8", ["save it as UTF-8"])
    case .syntax(let problem, let hints): ("the template is not valid YAML: \(problem)", hints)
    case .duplicateKey(let key): ("the key \(key) stands twice in one group", ["keep one of them"])
    case .tooManyAliases(let limit):
      (
        "the template holds more than \(limit) aliases (*name)",
        ["use extends and based-on instead"]
      )
    case .notAMapping(let found): ("expected keys and values, found \(found)", [])
    case .unknownName(let name, let noun, let group, let allowed):
      Self.unknown(name, "\(noun) `\(name)`" + (group.isEmpty ? "" : " in \(group)"), allowed)
    case .unknownFontRole(let name, let allowed):
      Self.unknown(name, "font role `\(name)`", allowed)
    case .unknownTemplate(let name, let near, let allowed, let folders):
      Self.unknownTemplate(name, near, allowed, folders)
    case .emptyFolder(let name):
      (
        "the folder `\(name)` is no template: it has no template.yaml",
        ["the one line `extends: standard` in it is enough"]
      )
    case .extendsCycle(let names):
      ("templates extend each other in a circle: " + names.joined(separator: " → "), [])
    case .basedOnCycle(let names):
      ("styles are based on each other in a circle: " + names.joined(separator: " → "), [])
    case .inlineBase(let role, let base):
      (
        "\(role) is a style of paragraphs and cannot be based on \(base), a style within them",
        ["base it on body or another style of paragraphs"]
      )
    case .bodyBase: ("body cannot be based on another style: all others start from it", [])
    case .relativeBodySize(let found):
      ("body's size \(found) has nothing to be relative to", ["write it in pt, such as 11pt"])
    case .tightLeading(let role, let leading, let size, false):
      (
        "\(role) has a leading of \(leading), less than its size of \(size)",
        ["lines will touch; state a leading"]
      )
    case .tightLeading(let role, let leading, let size, true):
      (
        "\(role) has a leading of \(leading), less than half its size of \(size)",
        ["lines would be printed over each other; state a leading of about \(size) or more"]
      )
    default: valueWords
    }
  }

  private var valueWords: Words {
    switch self {
    case .emptyValue(let key, .color):
      (
        "\(key) has no value; expected \(ColorNotation.allowed)",
        ["# begins a comment unless the colour stands in quotes"]
      )
    case .emptyValue(let key, let kind):
      ("\(key) has no value; expected \(kind.expected)", Self.textHint(kind))
    case .wrongValue(let key, let found, let kind):
      ("\(key) is \(found); expected \(kind.expected)", Self.quoteHint(found, kind))
    case .missingUnit(let key, let found, let kind):
      (
        "\(key) is \(found) without a unit; expected \(kind.expected)",
        ["write \(found)\(kind.usualUnit)"]
      )
    case .unknownUnit(let key, let found, let kind, let allowed):
      (
        "\(key) is `\(found)`, an unknown unit here; expected \(kind.expected)",
        ["units allowed here: " + allowed.joined(separator: " ")]
      )
    case .outOfRange(let key, let found, let kind):
      ("\(key) is \(found), out of range; expected \(kind.expected)", [])
    case .pageCount(let key, let found):
      (
        "\(key) has a step for \(found); expected a number of pages from 1 to 99999",
        ["each step says from how many pages it holds, as {1: 18mm, 301: 20mm}"]
      )
    case .unknownWord(let key, let found, let allowed):
      Self.unknown(found, "value `\(found)` of \(key)", allowed)
    case .unknownPlace(let key, let found, let allowed):
      Self.unknown(found, "name {\(found)} in \(key)", allowed)
    case .badTrim(let found):
      ("unknown trim size `\(found)`; expected \(ValueKind.trim.expected)", Self.trimHint(found))
    case .contradiction(let message, let hint): (message, [hint])
    default: ("", [])
    }
  }

  private static func unknown(_ name: String, _ what: String, _ allowed: [String]) -> Words {
    var hints: [String] = []
    if let near = NearestName.of(name, in: allowed) { hints.append("did you mean `\(near)`?") }
    hints.append("allowed here: " + allowed.joined(separator: ", "))
    return ("unknown \(what)", hints)
  }

  private static func unknownTemplate(
    _ name: String, _ near: [String], _ allowed: [String], _ folders: [String]
  ) -> Words {
    var hints: [String] = []
    if let near = NearestName.of(name, in: near + allowed) {
      hints.append("did you mean `\(near)`?")
    }
    if !allowed.isEmpty { hints.append("templates found: " + allowed.joined(separator: ", ")) }
    if !folders.isEmpty { hints.append("looked in " + folders.joined(separator: ", ")) }
    return ("there is no template `\(name)`", hints)
  }

  private static func trimHint(_ found: String) -> [String] {
    if let near = NearestName.of(found, in: TrimSize.named.map(\.name)) {
      return ["did you mean `\(near)`?"]
    }
    guard let split = DecimalNotation.split(found), split.rest.hasPrefix("x"),
      DecimalNotation.split(String(split.rest.dropFirst()))?.rest == ""
    else { return [] }
    return ["add the unit, such as \(found)in or \(found)mm"]
  }

  private static func textHint(_ kind: ValueKind) -> [String] {
    switch kind {
    case .text, .pattern: ["write \"\" for none"]
    default: []
    }
  }

  private static func quoteHint(_ found: String, _ kind: ValueKind) -> [String] {
    switch kind {
    case .text, .pattern: ["put it in quotes, as braces and brackets have a meaning in YAML"]
    case .flag, .integer: found.hasPrefix("\"") ? ["write it without quotes"] : []
    default: []
    }
  }
}

extension ValueKind {
  /// The unit a hint offers for a bare number.
  var usualUnit: String {
    switch self {
    case .ems: "em"
    case .gridLines: "gr"
    case .percent: "%"
    default: "pt"
    }
  }
}
