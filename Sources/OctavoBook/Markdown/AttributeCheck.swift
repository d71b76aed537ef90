import OctavoBase

/// Looks through parsed text for names of divs, classes and attributes that mean nothing, which
/// are mostly mistyped ones that do.
struct AttributeCheck {
  /// What the braces after one kind of thing may hold besides an id.
  private struct Allowance {
    /// The thing, as a message calls it.
    let noun: String
    var classes: [String] = []
    var keys: [String] = []

    /// Keys heeded, those of any thing among them.
    var allKeys: [String] { keys + ["lang", "dir"] }

    /// What is allowed, for a hint.
    var heeded: String {
      let names = ["#id"] + classes.map { "." + $0 } + allKeys.map { $0 + "=…" }
      return "heeded here: " + names.joined(separator: ", ")
    }
  }

  /// The divs with a meaning.
  static let divs =
    [
      "epigraph", "verse", "dedication", "letter", "center", "list",
    ] + Callout.allCases.map(\.rawValue) + Theorem.allCases.map(\.rawValue)
  private static let title = Allowance(
    noun: "a title", classes: ["unnumbered"], keys: ["short"])
  private static let heading = Allowance(noun: "a heading", classes: ["subtitle", "unnumbered"])
  private static let image = Allowance(
    noun: "an image", keys: ["width", "placement", "caption", "short"])
  private static let callout = Allowance(noun: "a call-out", keys: ["title"])
  private static let theorem = Allowance(
    noun: "a theorem", classes: ["unnumbered"], keys: ["title"])
  private static let verse = Allowance(noun: "verse", keys: ["numbers", "start"])
  private static let span = Allowance(
    noun: "a span", classes: ["smallcaps", "superscript", "subscript", "index", "page"],
    keys: IndexSpan.keys)

  private let file: SourceFile
  private var diagnostics: [Diagnostic] = []
  /// The block being looked at.
  private var block = 0..<0
  /// Where in it the next name is sought.
  private var cursor = 0

  private init(_ file: SourceFile) { self.file = file }

  /// A warning for each name without a meaning.
  static func diagnostics(_ sections: [ParsedText.Section], in file: SourceFile) -> [Diagnostic] {
    var check = AttributeCheck(file)
    for section in sections {
      if let heading = section.heading {
        check.enter(heading.span)
        check.look(at: heading.attributes, title)
        check.look(in: heading.inlines)
      }
      check.look(in: section.blocks)
      for note in section.notes { check.look(in: note.blocks) }
    }
    return check.diagnostics
  }

  private mutating func look(in blocks: [Block]) { for block in blocks { look(in: block) } }

  private mutating func look(in block: Block) {
    enter(block.span)
    switch block.content {
    case .paragraph(let inlines): look(in: inlines)
    case .heading(_, let inlines):
      look(in: inlines)
      look(at: block.attributes, Self.heading)
    case .quote(let inner): look(in: inner)
    case .list(let list): for item in list.items { look(in: item.blocks) }
    case .code(let code):
      look(atLanguage: code.language)
      look(at: block.attributes, Allowance(noun: "a block of code"))
    case .sceneBreak: break
    case .table(let table): look(in: table, block.attributes)
    case .figure(let figure): look(at: figure.image.attributes, Self.image)
    case .container(let container, let inner):
      if case .custom(let name) = container { look(atDiv: name) }
      look(at: block.attributes, Self.allowance(of: container))
      look(in: inner)
    case .verse(let lines):
      look(at: block.attributes, Self.verse)
      for line in lines { look(in: line) }
    case .math: look(at: block.attributes, Allowance(noun: "a formula"))
    case .definitions(let definitions):
      for definition in definitions {
        look(in: definition.term)
        for description in definition.descriptions { look(in: description) }
      }
    }
  }

  private static func allowance(of container: Container) -> Allowance {
    switch container {
    case .callout: callout
    case .theorem(.proof): Allowance(noun: "a proof", keys: ["title"])
    case .theorem: theorem
    default: Allowance(noun: "a div")
    }
  }

  private mutating func look(in table: Table, _ attributes: Attributes) {
    for row in [table.header].compactMap(\.self) + table.rows { row.cells.forEach { look(in: $0) } }
    look(in: table.caption)
    look(at: attributes, Allowance(noun: "a table", keys: ["short"]))
  }

  private mutating func look(in inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner):
        look(in: inner)
      case .reference(let reference): look(in: reference.text)
      case .image(let image): look(at: image.attributes, Self.image)
      case .span(let attributes, let inner):
        look(in: inner)
        // The class of code names its language.
        if inner.count == 1, case .code = inner[0] { continue }
        look(at: attributes, Self.span)
        if attributes.classes.contains("page") { reportPage() }
      case .text, .code, .noteCall, .softBreak, .lineBreak, .math, .indexMark, .citation: break
      }
    }
  }
}

extension AttributeCheck {
  private mutating func enter(_ span: SourceSpan) {
    block = Int(span.start)..<min(Int(span.end), file.text.count)
    cursor = block.lowerBound
  }

  private mutating func look(atDiv name: String) {
    // A verse with other blocks in it is kept as a container.
    guard name != "div", name != "verse" else { return }
    report(
      "div", name, name, near: Self.divs, "its content is set as if it stood alone",
      "divs: " + Self.divs.joined(separator: ", "))
  }

  /// A language that is not known is set without marks; a name near to a known one is a mistake.
  private mutating func look(atLanguage name: String?) {
    guard let name, CodeGrammar.named(name) == nil,
      !CodeGrammar.plainNames.contains(name.lowercased()),
      let near = NearestName.of(name.lowercased(), in: CodeGrammar.allNames)
    else { return }
    diagnostics.append(
      Diagnostic(
        .note, "book.unknown-language",
        "the language '\(name)' is not known; its code is set without marks",
        at: locate(name), hints: ["did you mean '\(near)'?"]))
  }

  private mutating func look(at attributes: Attributes, _ allowance: Allowance) {
    let consequence = "\(allowance.noun) does not heed it"
    let start = cursor
    var end = cursor
    for name in attributes.classes where !allowance.classes.contains(name) {
      cursor = start
      report("class", name, "." + name, near: allowance.classes, consequence, allowance.heeded)
      end = max(end, cursor)
    }
    for value in attributes.values where !allowance.allKeys.contains(value.key) {
      cursor = start
      let key = value.key
      report("attribute", key, key + "=", near: allowance.allKeys, consequence, allowance.heeded)
      end = max(end, cursor)
    }
    cursor = end
  }

  /// The class `page` is left only where it could not be heeded.
  private mutating func reportPage() {
    diagnostics.append(
      Diagnostic(
        .warning, "book.unheeded-class",
        "the class 'page' gives the page of a reference without words of its own",
        at: locate(".page"), hints: ["write [](#id){.page} or [@id]{.page}"]))
  }

  private mutating func report(
    _ noun: String, _ name: String, _ written: String, near: [String], _ consequence: String,
    _ list: String
  ) {
    let near = NearestName.of(name, in: near).map { "did you mean '\($0)'?" }
    diagnostics.append(
      Diagnostic(
        .warning, "book.unknown-\(noun)", "unknown \(noun) '\(name)': \(consequence)",
        at: locate(written), hints: [near, list].compactMap(\.self)))
  }

  /// The place of a name in the block; the block's beginning where it is not found as written.
  private mutating func locate(_ written: String) -> SourceSpan {
    let bytes = Array(written.utf8)
    // An image's span is its path; its braces stand after it.
    let end = min(max(block.upperBound, cursor + 4096), file.text.count)
    for place in cursor..<max(cursor, end - bytes.count + 1)
    where file.text[place] == bytes[0] && file.text[place...].starts(with: bytes) {
      cursor = place + bytes.count
      return SourceSpan(file: file.id, start: place, end: place + bytes.count)
    }
    return SourceSpan(file: file.id, start: block.lowerBound, end: block.lowerBound)
  }
}
