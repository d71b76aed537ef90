import OctavoBase

/// Turns CSL-JSON, an array of objects, into works; the same in YAML is read too.
struct CSLReader {
  private(set) var entries: [BibliographyEntry] = []
  private(set) var fields = FieldReader()
  private let punctuation: SmartPunctuation

  init(_ root: YAMLNode?, punctuation: SmartPunctuation) {
    self.punctuation = punctuation
    guard let root else { return }
    switch root.content {
    case .list(let items): for item in items { read(item) }
    case .map(let pairs):
      // What citation managers export as YAML stands below `references`.
      if let list = pairs.first(where: { $0.key == "references" || $0.key == "items" }),
        case .list(let items) = list.value.content
      {
        for item in items { read(item) }
      } else {
        read(root)
      }
    case .null: break
    case .scalar: warn("the bibliography holds no list of works", root.span)
    }
  }

  private mutating func warn(_ message: String, _ span: SourceSpan, _ hints: [String] = []) {
    fields.report(Diagnostic(.warning, "book.broken-csl", message, at: span, hints: hints))
  }

  private static let kinds: [String: BibliographyEntry.Kind] = [
    "article-journal": .article, "article-magazine": .article, "article-newspaper": .article,
    "review": .article, "review-book": .article, "book": .book, "classic": .book,
    "collection": .book, "periodical": .book, "chapter": .chapter, "entry": .chapter,
    "entry-dictionary": .chapter, "entry-encyclopedia": .chapter, "paper-conference": .paper,
    "thesis": .thesis, "report": .report, "webpage": .webpage, "post": .webpage,
    "post-weblog": .webpage,
  ]
  private static let others: Set<String> = [
    "article", "bill", "broadcast", "dataset", "document", "event", "figure", "graphic",
    "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "patent", "performance", "personal_communication", "regulation",
    "software", "song", "speech", "standard", "treaty",
  ]

  private mutating func read(_ node: YAMLNode) {
    guard case .map(let pairs) = node.content else {
      return warn("this is no work: a work is an object with an id", node.span)
    }
    guard let id = pairs.first(where: { $0.key == "id" || $0.key == "citation-key" }),
      case .scalar(let key) = id.value.content, !key.isEmpty
    else {
      return warn("the work has no id", node.span, ["give it one: \"id\": \"smith2020\""])
    }
    var work = BibliographyEntry(key: key, kind: .other, span: id.value.span)
    if let type = pairs.first(where: { $0.key == "type" }) { work.kind = kind(type.value, of: key) }
    for pair in pairs { read(pair, into: &work) }
    entries.append(work)
  }

  private mutating func kind(_ node: YAMLNode, of key: String) -> BibliographyEntry.Kind {
    guard case .scalar(let name) = node.content else { return .other }
    if let kind = Self.kinds[name] { return kind }
    if !Self.others.contains(name) {
      let near = NearestName.of(name, in: Array(Self.kinds.keys) + Self.others)
      fields.report(
        Diagnostic(
          .warning, "book.unknown-source-type",
          "the type '\(name)' is not known; what is given of '\(key)' is printed", at: node.span,
          hints: near.map { ["did you mean '\($0)'?"] } ?? []))
    }
    return .other
  }

  private static let texts: [String: BibliographyEntry.Field] = [
    "title": .title, "title-short": .shortTitle, "container-title": .container,
    "publisher": .publisher, "publisher-place": .place, "edition": .edition, "volume": .volume,
    "issue": .issue, "page": .pages, "number": .number, "collection-title": .series,
    "genre": .genre, "medium": .note,
  ]

  private mutating func read(_ pair: YAMLNode.Pair, into work: inout BibliographyEntry) {
    switch pair.key {
    case "author": work.people[.author] = people(pair.value)
    case "editor":
      let isPart = work.kind == .chapter || work.kind == .paper
      work.people[isPart ? .containerEditor : .editor] = people(pair.value)
    case "translator": work.people[.translator] = people(pair.value)
    case "issued": work.date = date(pair.value)
    case "accessed": work.accessed = date(pair.value)
    case "DOI": work.doi = fields.text(pair.value, "DOI").map(SourceAddress.doi)
    case "URL": work.url = fields.text(pair.value, "URL")
    default:
      guard let field = Self.texts[pair.key], let text = fields.text(pair.value, pair.key),
        text.contains(where: { !$0.isWhitespace })
      else { return }
      work.texts[field] = CSLText.inlines(text).map { inline in
        inline.rewritten { inner in
          if case .text(let text) = inner { .text(punctuation.apply(to: text)) } else { inner }
        }
      }
    }
  }

  // MARK: People and dates

  private mutating func people(_ node: YAMLNode) -> PersonList? {
    guard case .list(let items) = node.content else {
      warn("names are a list of objects with 'family' and 'given'", node.span)
      return nil
    }
    return PersonList(items.compactMap { person($0) })
  }

  private mutating func person(_ node: YAMLNode) -> PersonName? {
    guard case .map(let pairs) = node.content else {
      warn("a name is an object with 'family' and 'given', or with 'literal'", node.span)
      return nil
    }
    func text(_ key: String) -> String? {
      guard case .scalar(let text)? = pairs.first(where: { $0.key == key })?.value.content,
        !text.isEmpty
      else { return nil }
      return text.replacing("'", with: "’")
    }
    guard let family = text("family") ?? text("literal") ?? text("given") else { return nil }
    var name = PersonName(family: family)
    if text("family") != nil { name.given = text("given") ?? "" }
    name.suffix = text("suffix") ?? ""
    if let particle = text("non-dropping-particle") {
      name.particle = particle
    } else if let particle = text("dropping-particle") {
      name.particle = particle
      name.keepsParticle = false
    }
    return name
  }

  private mutating func date(_ node: YAMLNode) -> SourceDate? {
    switch node.content {
    case .scalar(let text): return SourceDate(text)
    case .null: return nil
    case .list: return nil
    case .map(let pairs):
      for key in ["literal", "raw"] {
        if case .scalar(let text)? = pairs.first(where: { $0.key == key })?.value.content {
          return SourceDate(text)
        }
      }
      guard case .list(let ends)? = pairs.first(where: { $0.key == "date-parts" })?.value.content
      else {
        warn("a date is written {\"date-parts\": [[2020, 3, 15]]}", node.span)
        return nil
      }
      return Self.date(ends)
    }
  }

  private static func date(_ ends: [YAMLNode]) -> SourceDate? {
    func numbers(_ node: YAMLNode) -> [Int] {
      guard case .list(let items) = node.content else { return [] }
      return items.compactMap {
        if case .scalar(let text) = $0.content { Int(text) } else { nil }
      }
    }
    let first = ends.first.map(numbers) ?? []
    guard let year = first.first else { return nil }
    var date = SourceDate()
    date.year = year
    if first.count > 1, (1...12).contains(first[1]) { date.month = first[1] }
    if first.count > 2, (1...31).contains(first[2]) { date.day = first[2] }
    date.endYear = ends.count > 1 ? numbers(ends[1]).first : nil
    return date
  }
}

/// Reads the marks that CSL-JSON allows in text: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals.
enum CSLText {
  static func inlines(_ text: String) -> [Inline] {
    var frames: [(tag: String, items: [Inline])] = [("", [])]
    var rest = text[...]
    func add(_ inline: Inline) { frames[frames.count - 1].items.append(inline) }
    while let open = rest.firstIndex(of: "<") {
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = String(rest[rest.index(after: open)..<close])
      if open > rest.startIndex { add(.text(String(rest[..<open]))) }
      rest = rest[rest.index(after: close)...]
      if tag.hasPrefix("/"), frames.count > 1, closes(tag, frames[frames.count - 1].tag) {
        let frame = frames.removeLast()
        for inline in wrapped(frame.items, frame.tag) { add(inline) }
      } else if ["i", "b", "sup", "sub", "sc"].contains(tag) || tag.hasPrefix("span "),
        frames.count < 16
      {
        frames.append((tag, []))
      } else {
        add(.text("<\(tag)>"))
      }
    }
    if !rest.isEmpty { add(.text(String(rest))) }
    while frames.count > 1 {
      let frame = frames.removeLast()
      for inline in [.text("<\(frame.tag)>")] + frame.items { add(inline) }
    }
    return frames[0].items
  }

  private static func closes(_ tag: String, _ open: String) -> Bool {
    tag.dropFirst() == open.prefix { $0 != " " }
  }

  private static func wrapped(_ items: [Inline], _ tag: String) -> [Inline] {
    guard !items.isEmpty else { return [] }
    switch tag {
    case "i": return [.emphasis(items)]
    case "b": return [.strong(items)]
    case "sup": return [.styled(.superscript, items)]
    case "sub": return [.styled(.subscript, items)]
    case "sc": return [.styled(.smallCaps, items)]
    default:
      let isSmall = tag.contains("small-caps")
      return isSmall ? [.styled(.smallCaps, items)] : items
    }
  }
}
