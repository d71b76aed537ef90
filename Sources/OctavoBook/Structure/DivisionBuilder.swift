import OctavoBase

/// Joins the parsed texts of a manuscript into the divisions of a book.
struct DivisionBuilder {
  private(set) var divisions: [Division] = []
  private var labels = Labels()
  private var diagnostics: [Diagnostic] = []
  private var chapters = 0
  private var parts = 0
  /// Headings of the body met so far, and what their numerals are.
  private var headings = 0
  private var bareNumerals = BareNumerals([])
  private let manuscript: Manuscript
  private let settings: MarkdownReader.Settings

  init(_ manuscript: Manuscript, settings: MarkdownReader.Settings) {
    self.manuscript = manuscript
    self.settings = settings
  }

  /// The divisions and what was wrong with their labels; `texts` goes with the manuscript's entries.
  mutating func build(_ texts: [ParsedText?]) -> [Diagnostic] {
    for text in texts { gatherWritten(text) }
    bareNumerals = BareNumerals(bodyHeadings(texts))
    for (entry, text) in zip(manuscript.entries, texts) {
      switch entry.content {
      case .page(let kind): addPage(kind, entry)
      case .part(let title): addPart(title, entry)
      case .file(let file, _): addFile(file, entry, text?.sections ?? [])
      }
    }
    labels.check(works: manuscript.bibliography)
    return diagnostics + labels.diagnostics
  }

  /// The ids of places in the book.
  var places: Set<String> { labels.ids }

  /// Written ids come first, so that ids made from titles give way to them wherever they stand.
  private mutating func gatherWritten(_ text: ParsedText?) {
    for section in text?.sections ?? [] {
      if let heading = section.heading {
        if let id = heading.attributes.id { labels.define(id, at: heading.span) }
        labels.gather(heading.inlines, heading.span)
      }
      labels.gather(section.blocks)
      for note in section.notes { labels.gather(note.blocks) }
    }
  }

  /// Plain texts of the headings that may be chapters', in order.
  private func bodyHeadings(_ texts: [ParsedText?]) -> [String] {
    zip(manuscript.entries, texts).flatMap { entry, text in
      entry.matter != .body
        ? [] : (text?.sections ?? []).compactMap { $0.heading.map { Inline.plainText($0.inlines) } }
    }
  }

  private mutating func addPage(_ kind: Division.Kind, _ entry: Manuscript.Entry) {
    let name = ContentsReader.pages.first { $0.kind == kind }?.name ?? "page"
    divisions.append(
      Division(
        kind: kind, matter: entry.matter,
        id: labels.make(from: name, fallback: name, at: entry.span), span: entry.span))
  }

  private mutating func addPart(_ title: String, _ entry: Manuscript.Entry) {
    parts += 1
    let parsed = MarkdownReader.inlines(title, at: entry.span, settings)
    diagnostics += parsed.diagnostics
    let split = Self.split(parsed.value)
    divisions.append(
      Division(
        kind: .part, matter: entry.matter, number: parts,
        id: labels.make(from: Inline.plainText(split.title), fallback: "part", at: entry.span),
        title: split.title, numeral: split.numeral, span: entry.span))
  }

  private mutating func addFile(
    _ file: SourceID, _ entry: Manuscript.Entry, _ sections: [ParsedText.Section]
  ) {
    let path = manuscript.sources[file].name
    for (index, section) in sections.enumerated() {
      let isPreamble = index == 0 && section.heading == nil && sections.count > 1
      if isPreamble, !manuscript.isSingleFile { reportPreamble(section) }
      let kind = kind(of: section, path: path, entry, isPreamble)
      let counts = kind == .chapter && !(manuscript.isSingleFile && section.heading == nil)
      add(section, kind, entry.matter, counts: counts)
    }
  }

  private mutating func reportPreamble(_ section: ParsedText.Section) {
    diagnostics.append(
      Diagnostic(
        .warning, "book.text-before-heading",
        "this text stands before the file's first heading, so it becomes a section of its own",
        at: section.span, hints: ["move it below the heading"]))
  }

  private func kind(
    of section: ParsedText.Section, path: String, _ entry: Manuscript.Entry, _ isPreamble: Bool
  ) -> Division.Kind {
    if entry.matter == .body { return isPreamble ? .section : .chapter }
    guard entry.matter == .front else { return .section }
    let name = section.heading.map { Inline.plainText($0.inlines) } ?? BookPath.stem(of: path)
    switch name.lowercased() {
    case "dedication": return .dedication
    case "epigraph": return .epigraph
    default: return .section
    }
  }

  private mutating func add(
    _ section: ParsedText.Section, _ kind: Division.Kind, _ matter: Matter, counts: Bool
  ) {
    let attributes = section.heading?.attributes ?? Attributes()
    let isCounted = counts && !attributes.classes.contains("unnumbered")
    if isCounted { chapters += 1 }
    let hasTitle = kind != .dedication && kind != .epigraph
    let split = split(hasTitle ? section.heading : nil, matter)
    let span = section.heading?.span ?? section.span
    let id =
      attributes.id
      ?? labels.make(
        from: Inline.plainText(section.heading?.inlines ?? []),
        fallback: "\(kind)" + (isCounted ? "-\(chapters)" : ""), at: span)
    var blocks = withIDs(section.blocks)
    let subtitle = Self.takeSubtitle(&blocks)
    divisions.append(
      Division(
        kind: kind, matter: matter, number: isCounted ? chapters : nil, id: id,
        title: Self.marked(split.title, attributes),
        numeral: kind == .chapter ? split.numeral : nil, subtitle: subtitle,
        shortTitle: attributes["short"].map(settings.punctuation.apply), blocks: blocks,
        notes: section.notes, span: span))
  }

  /// A title in the language and direction that its heading names: a division has no attributes.
  private static func marked(_ title: [Inline], _ attributes: Attributes) -> [Inline] {
    let values = attributes.values.filter { $0.key == "lang" || $0.key == "dir" }
    guard !title.isEmpty, !values.isEmpty else { return title }
    return [.span(Attributes(values: values), title)]
  }

  /// Gives each heading without an id one made from its text.
  private mutating func withIDs(_ blocks: [Block]) -> [Block] {
    blocks.map { block in
      guard case .heading(_, let inlines) = block.content, block.attributes.id == nil else {
        return block
      }
      var attributes = block.attributes
      attributes.id = labels.make(
        from: Inline.plainText(inlines), fallback: "section", at: block.span)
      return Block(block.content, attributes: attributes, span: block.span)
    }
  }

  private static func takeSubtitle(_ blocks: inout [Block]) -> [Inline] {
    guard case .heading(1, let inlines)? = blocks.first?.content,
      blocks[0].attributes.classes.contains("subtitle")
    else { return [] }
    blocks.removeFirst()
    return inlines
  }

  /// Parts a chapter's heading into its numeral and the rest.
  private mutating func split(
    _ heading: ParsedText.Heading?, _ matter: Matter
  ) -> (numeral: String?, title: [Inline]) {
    guard let heading else { return (nil, []) }
    guard matter == .body else { return Self.split(heading.inlines) }
    headings += 1
    let text = Inline.plainText(heading.inlines)
    guard ChapterNumeral.isRoman(text), heading.inlines.count == 1,
      let isNumeral = bareNumerals.isNumeral(at: headings - 1)
    else { return Self.split(heading.inlines) }
    return isNumeral ? (text, []) : (nil, heading.inlines)
  }

  /// Parts a heading into its numeral and the rest.
  private static func split(_ inlines: [Inline]) -> (numeral: String?, title: [Inline]) {
    guard case .text(let text)? = inlines.first, let found = ChapterNumeral.parse(text) else {
      return (nil, inlines)
    }
    let rest = String(text.dropFirst(found.length))
    if rest.isEmpty, inlines.count > 1, found.length == text.count, text.last?.isWhitespace != true
    {
      return (nil, inlines)
    }
    return (found.numeral, (rest.isEmpty ? [] : [.text(rest)]) + inlines.dropFirst())
  }
}
