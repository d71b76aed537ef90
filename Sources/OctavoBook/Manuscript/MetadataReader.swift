import OctavoBase

/// Reads the keys of `book.yaml`, or of a front matter, that describe the book.
///
/// The lists of files (`front`, `body`, `back`) are kept for `ContentsReader`.
struct MetadataReader {
  var fields = FieldReader()
  private(set) var metadata = BookMetadata(title: "")
  /// The paths of `bibliography` with their places.
  var bibliographyFiles: [(path: String, span: SourceSpan)] = []
  /// How works are cited; the works themselves are not read yet.
  var bibliography = Bibliography()
  /// The values of `front`, `body` and `back`.
  private(set) var lists: [Matter: YAMLNode] = [:]

  static let keys = [
    "title", "subtitle", "authors", "language", "publisher", "isbn", "edition", "rights",
    "description", "subjects", "series", "date", "template", "trim", "front", "body", "back",
    "cover", "certified-by", "hyphenation-exceptions", "bibliography", "citation-style", "nocite",
  ]

  /// Reads the root of a document; `place` is a point to blame for what is not there at all.
  init(root: YAMLNode?, name: String, place: SourceSpan) {
    switch root?.content {
    case .map(let pairs)?: for pair in pairs { read(pair, in: name) }
    case .scalar(let text)?:
      fields.wrongType(
        root!, name, wanted: "a map of keys such as 'title: …'", hints: Self.keyHints(text))
      return
    case .list?: fields.wrongType(root!, name, wanted: "a map of keys such as 'title: …'")
    case .null?, nil: break
    }
    if metadata.title.allSatisfy(\.isWhitespace), !fields.diagnostics.contains(where: isOfTitle) {
      reportMissingTitle(name, place)
    }
  }

  private func isOfTitle(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.severity == .error && diagnostic.span != nil
      && diagnostic.span == metadata.spans["title"]
  }

  private mutating func reportMissingTitle(_ name: String, _ place: SourceSpan) {
    let written = metadata.spans["title"]
    fields.error(
      "book.missing-title", "\(name) gives no title", at: written ?? place,
      hints: [
        written == nil
          ? "add a line such as 'title: My Book'"
          : "put a title that begins with # in quotes: # begins a comment"
      ])
  }

  /// What to write where a line holds a key but YAML does not see it.
  private static func keyHints(_ text: String) -> [String] {
    guard let mark = text.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return [] }
    let key = text[..<mark].filter { !$0.isWhitespace }
    guard keys.contains(key) else { return [] }
    return ["write a colon and a space after the key, such as '\(key): …'"]
  }

  private mutating func read(_ pair: YAMLNode.Pair, in name: String) {
    guard Self.keys.contains(pair.key) else {
      return fields.unknownKey(pair, in: name, allowed: Self.keys)
    }
    metadata.spans[pair.key] = pair.value.span
    if let matter = Matter(rawValue: pair.key) {
      lists[matter] = pair.value
    } else if !readText(pair) {
      readStructured(pair)
    }
  }

  /// Keys whose value is one text.
  private mutating func readText(_ pair: YAMLNode.Pair) -> Bool {
    let slots: [String: WritableKeyPath<BookMetadata, String?>] = [
      "subtitle": \.subtitle, "publisher": \.publisher, "edition": \.edition, "rights": \.rights,
      "description": \.summary, "trim": \.trim, "cover": \.cover,
      "certified-by": \.certifier,
    ]
    if let slot = slots[pair.key] {
      metadata[keyPath: slot] = fields.text(pair.value, pair.key)
      return true
    }
    switch pair.key {
    case "title": metadata.title = fields.text(pair.value, "title") ?? ""
    case "template": metadata.template = fields.text(pair.value, "template") ?? metadata.template
    case "language": readLanguage(pair.value)
    case "date": readDate(pair.value)
    default: return false
    }
    return true
  }

  private mutating func readStructured(_ pair: YAMLNode.Pair) {
    switch pair.key {
    case "authors": readAuthors(pair.value)
    case "isbn": readISBN(pair.value)
    case "series": readSeries(pair.value)
    case "subjects": metadata.subjects = fields.texts(pair.value, "subjects")
    case "bibliography": readBibliography(pair.value)
    case "citation-style": readCitationStyle(pair.value)
    case "nocite": readUncited(pair.value)
    default: metadata.hyphenationExceptions = fields.texts(pair.value, pair.key)
    }
  }

  private mutating func readLanguage(_ node: YAMLNode) {
    guard let text = fields.text(node, "language") else { return }
    let tag = LanguageTag(text)
    if tag.isWellFormed {
      metadata.language = tag
    } else {
      fields.error(
        "book.bad-language", "'\(text)' is not a language tag", at: node.span,
        hints: ["write a tag such as en-US, de or fr-CA"])
    }
  }

  private mutating func readDate(_ node: YAMLNode) {
    guard let text = fields.text(node, "date") else { return }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.map(\.count)
    let digits = parts.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
    let month = parts.count > 1 ? Int(parts[1]) ?? 0 : 1
    let day = parts.count > 2 ? Int(parts[2]) ?? 0 : 1
    if digits, [[4], [4, 2], [4, 2, 2]].contains(widths), (1...12).contains(month),
      (1...31).contains(day)
    {
      metadata.date = text
    } else {
      fields.error(
        "book.bad-date", "'\(text)' is not a date", at: node.span,
        hints: ["write 2026, 2026-05 or 2026-05-01"])
    }
  }

  private mutating func readSeries(_ node: YAMLNode) {
    guard case .map(let pairs) = node.content else {
      metadata.series = fields.text(node, "series").map { .init(name: $0, number: nil) }
      return
    }
    var name: String?
    var number: String?
    for pair in pairs {
      switch pair.key {
      case "name": name = fields.text(pair.value, "series.name")
      case "number": number = fields.text(pair.value, "series.number")
      default: fields.unknownKey(pair, in: "series", allowed: ["name", "number"])
      }
    }
    if let name {
      metadata.series = .init(name: name, number: number)
    } else {
      fields.error("book.missing-key", "'series' has no name", at: node.span)
    }
  }
}

extension MetadataReader {
  private mutating func readAuthors(_ node: YAMLNode) {
    switch node.content {
    case .list(let items): metadata.contributors = items.compactMap { readAuthor($0) }
    case .null: break
    case .scalar, .map: metadata.contributors = [readAuthor(node)].compactMap(\.self)
    }
  }

  private mutating func readAuthor(_ node: YAMLNode) -> BookMetadata.Contributor? {
    guard case .map(let pairs) = node.content else {
      return fields.text(node, "authors").map { .init(name: $0) }
    }
    var name: String?
    var role = BookMetadata.Contributor.Role.author
    var sort: String?
    for pair in pairs {
      switch pair.key {
      case "name": name = fields.text(pair.value, "authors.name")
      case "sort": sort = fields.text(pair.value, "authors.sort")
      case "role": role = readRole(pair.value) ?? role
      default: fields.unknownKey(pair, in: "authors", allowed: ["name", "role", "sort"])
      }
    }
    if name == nil {
      fields.error("book.missing-key", "an entry of 'authors' has no name", at: node.span)
    }
    return name.map { .init(name: $0, role: role, sort: sort) }
  }

  private mutating func readRole(_ node: YAMLNode) -> BookMetadata.Contributor.Role? {
    guard let text = fields.text(node, "authors.role") else { return nil }
    if let role = BookMetadata.Contributor.Role(rawValue: text) { return role }
    let names = BookMetadata.Contributor.Role.allCases.map(\.rawValue)
    let hint =
      NearestName.of(text, in: names).map { "did you mean '\($0)'?" }
      ?? "allowed: " + names.joined(separator: ", ")
    fields.error("book.unknown-role", "unknown role '\(text)'", at: node.span, hints: [hint])
    return nil
  }

  private mutating func readISBN(_ node: YAMLNode) {
    guard case .map(let pairs) = node.content else {
      metadata.printISBN = fields.text(node, "isbn")
      return checkISBN(metadata.printISBN, node.span)
    }
    for pair in pairs {
      let number: String?
      switch pair.key {
      case "print":
        number = fields.text(pair.value, "isbn.print")
        metadata.printISBN = number
      case "epub":
        number = fields.text(pair.value, "isbn.epub")
        metadata.epubISBN = number
      default:
        fields.unknownKey(pair, in: "isbn", allowed: ["print", "epub"])
        continue
      }
      metadata.spans["isbn." + pair.key] = pair.value.span
      checkISBN(number, pair.value.span)
    }
  }

  private mutating func checkISBN(_ text: String?, _ span: SourceSpan) {
    guard let text, let fault = ISBN.fault(in: text) else { return }
    fields.report(Diagnostic(.warning, "book.bad-isbn", "the ISBN '\(text)' \(fault)", at: span))
  }
}
