/// Reads the TeX that bibliography files write text in: accents, symbols, changes of face.
///
/// Braces that only keep letters as they are leave nothing; commands without a meaning leave what
/// they are applied to.
struct TeXText {
  private let characters: [Character]
  private var index = 0
  private var depth = 0
  /// Commands that are not known, in the order met.
  private(set) var unknown: [String] = []

  /// Deepest nesting of braces read as groups.
  private static let deepest = 40

  init(_ text: String) { characters = Array(text) }

  /// What the text says.
  mutating func inlines() -> [Inline] {
    var found: [Inline] = []
    while index < characters.count {
      found = TeXText.joined(found, group())
      // A brace that closes nothing.
      index += 1
    }
    return found
  }

  /// The words of a text without their looks.
  static func words(_ text: String) -> String {
    var reader = TeXText(text)
    return Inline.plainText(reader.inlines())
  }

  private static func joined(_ first: [Inline], _ second: [Inline]) -> [Inline] {
    var result = first
    for inline in second { append(inline, to: &result) }
    return result
  }

  private static func append(_ inline: Inline, to list: inout [Inline]) {
    if case .text(let text) = inline, case .text(let before)? = list.last {
      list[list.count - 1] = .text(before + text)
    } else {
      list.append(inline)
    }
  }

  // MARK: Groups

  /// The text up to the brace that closes the group, which is not taken.
  private mutating func group() -> [Inline] {
    var found: [Inline] = []
    while index < characters.count, characters[index] != "}" {
      let character = characters[index]
      switch character {
      case "{": found = Self.joined(found, braced())
      case "\\": found = Self.joined(found, command())
      case "$": found = Self.joined(found, math())
      default: Self.append(.text(plain()), to: &found)
      }
    }
    return found
  }

  /// A group in braces, both taken.
  private mutating func braced() -> [Inline] {
    index += 1
    guard depth < Self.deepest else { return [] }
    depth += 1
    let found = group()
    depth -= 1
    if index < characters.count { index += 1 }
    return found
  }

  /// One character, or several that stand for one.
  private mutating func plain() -> String {
    let character = characters[index]
    index += 1
    switch character {
    case "~": return "\u{A0}"
    case "-": return dashes()
    case "`": return take("`") ? "\"" : "‘"
    case "'": return take("'") ? "\"" : "'"
    case _ where character.isWhitespace:
      while index < characters.count, characters[index].isWhitespace { index += 1 }
      return " "
    default: return String(character)
    }
  }

  private mutating func dashes() -> String {
    guard take("-") else { return "-" }
    return take("-") ? "—" : "–"
  }

  private mutating func take(_ character: Character) -> Bool {
    guard index < characters.count, characters[index] == character else { return false }
    index += 1
    return true
  }

  /// `$…$`: raised and lowered text as such, the rest as mathematics.
  private mutating func math() -> [Inline] {
    index += 1
    let start = index
    while index < characters.count, characters[index] != "$" { index += 1 }
    let source = String(characters[start..<min(index, characters.count)])
    if index < characters.count { index += 1 }
    let inner = source.drop { $0 == "^" || $0 == "_" }
    guard let mark = source.first, mark == "^" || mark == "_", inner.count == source.count - 1,
      !inner.contains("^"), !inner.contains("_")
    else { return source.isEmpty ? [] : [.math(source)] }
    let text = TeXText.words(String(inner))
    return text.isEmpty ? [] : [.styled(mark == "^" ? .superscript : .subscript, [.text(text)])]
  }
}

// MARK: - Commands

extension TeXText {
  private mutating func command() -> [Inline] {
    index += 1
    guard index < characters.count else { return [] }
    let first = characters[index]
    index += 1
    guard first.isLetter, first.isASCII else {
      if TeXAccents.isAccent(first) { return accented(first) }
      return TeXAccents.symbol(String(first)).map { $0.isEmpty ? [] : [.text($0)] } ?? [
        .text(String(first))
      ]
    }
    var name = String(first)
    while index < characters.count, characters[index].isLetter, characters[index].isASCII {
      name.append(characters[index])
      index += 1
    }
    skipBlanks()
    if name.count == 1, TeXAccents.isAccent(first), isArgument { return accented(first) }
    return named(name)
  }

  /// Whether what follows is something a command is applied to.
  private var isArgument: Bool {
    guard index < characters.count else { return false }
    let next = characters[index]
    return next == "{" || next.isLetter || next == "\\"
  }

  private mutating func skipBlanks() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  /// The letter after an accent, or the first of a group, with it.
  private mutating func accented(_ accent: Character) -> [Inline] {
    skipBlanks()
    let text = Inline.plainText(argument())
    // An accent stands on letters that have lost their dots.
    let dotted = text.first.map { $0 == "ı" ? "i" : $0 == "ȷ" ? "j" : $0 }
    guard let letter = dotted, let result = TeXAccents.letter(letter, accent: accent) else {
      return text.isEmpty ? [] : [.text(text)]
    }
    return [.text(result + text.dropFirst())]
  }

  /// What a command is applied to: a group, a command or one character.
  private mutating func argument() -> [Inline] {
    guard index < characters.count, characters[index] != "}" else { return [] }
    switch characters[index] {
    case "{": return braced()
    case "\\":
      guard depth < Self.deepest else { return [] }
      depth += 1
      defer { depth -= 1 }
      return command()
    default:
      index += 1
      return [.text(String(characters[index - 1]))]
    }
  }

  private mutating func named(_ name: String) -> [Inline] {
    if let wrap = Self.wrappers[name] {
      let inner = argument()
      return inner.isEmpty ? [] : wrap(inner)
    }
    if let wrap = Self.switches[name] {
      guard depth < Self.deepest else { return [] }
      depth += 1
      let inner = group()
      depth -= 1
      return inner.isEmpty ? [] : wrap(inner)
    }
    if let symbol = TeXAccents.symbol(name) { return symbol.isEmpty ? [] : [.text(symbol)] }
    switch name {
    case "href":
      let url = Inline.plainText(argument())
      skipBlanks()
      let text = argument()
      return text.isEmpty ? [] : [.link(url: url, text)]
    case "url":
      let url = Inline.plainText(argument())
      return url.isEmpty ? [] : [.link(url: url, [.text(url)])]
    case "noopsort", "sortnoop", "nocite", "cite", "footnote", "vspace", "hspace":
      _ = argument()
      return []
    default:
      unknown.append(name)
      return index < characters.count && characters[index] == "{" ? braced() : []
    }
  }

  /// Commands that change what they are applied to.
  private static let wrappers: [String: @Sendable ([Inline]) -> [Inline]] = {
    var table: [String: @Sendable ([Inline]) -> [Inline]] = [:]
    for name in ["emph", "textit", "textsl", "mkbibemph", "mkbibitalic"] {
      table[name] = { [.emphasis($0)] }
    }
    for name in ["textbf", "mkbibbold"] { table[name] = { [.strong($0)] } }
    for name in ["textsc", "mkbibacro"] { table[name] = { [.styled(.smallCaps, $0)] } }
    for name in ["textsuperscript", "mkbibsuperscript"] {
      table[name] = { [.styled(.superscript, $0)] }
    }
    for name in ["textsubscript", "mkbibsubscript"] {
      table[name] = { [.styled(.subscript, $0)] }
    }
    table["texttt"] = { [.code(Inline.plainText($0))] }
    for name in ["enquote", "mkbibquote"] {
      table[name] = { TeXText.joined(TeXText.joined([.text("\"")], $0), [.text("\"")]) }
    }
    let plain = [
      "text", "textrm", "textsf", "textup", "textnormal", "textmd", "mbox", "hbox", "nocase",
      "ensuremath", "mathrm", "mkbibparens", "MakeUppercase", "MakeLowercase",
    ]
    for name in plain { table[name] = { $0 } }
    return table
  }()

  /// Commands that change the rest of their group.
  private static let switches: [String: @Sendable ([Inline]) -> [Inline]] = {
    var table: [String: @Sendable ([Inline]) -> [Inline]] = [:]
    for name in ["em", "it", "itshape", "sl", "slshape"] { table[name] = { [.emphasis($0)] } }
    for name in ["bf", "bfseries"] { table[name] = { [.strong($0)] } }
    for name in ["sc", "scshape"] { table[name] = { [.styled(.smallCaps, $0)] } }
    for name in ["rm", "tt", "sf", "upshape", "normalfont"] { table[name] = { $0 } }
    return table
  }()
}
