import OctavoBase

/// Gives the citations of a book their text and lists the works cited.
///
/// All of it is known before pages are: what is printed are inlines like any others, so that every
/// format has the same.
struct CitationResolver {
  private let bibliography: Bibliography
  private let words: CitationWords
  private let known: [String: BibliographyEntry]
  /// The ids of places in the book, which go before keys.
  private let places: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  /// Keys in the order of their first citations.
  private var cited: [String] = []
  private var seen: Set<String> = []
  private var firstCitation: SourceSpan?
  /// Where the works are listed.
  private var listPlace: SourceSpan?

  /// The id of a div that the works are listed in.
  static let listID = "refs"

  init(_ bibliography: Bibliography, language: LanguageTag, places: Set<String>) {
    self.bibliography = bibliography
    self.places = places
    words = CitationWords(language)
    known = Dictionary(bibliography.entries.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// The divisions with all citations printed.
  mutating func resolve(_ divisions: [Division]) -> [Division] {
    for division in divisions { gather(division) }
    addUncited()
    let labels = SourceLabels(
      cited.compactMap { known[$0] }, style: bibliography.style, words: words)
    let isListed = divisions.contains(where: Self.lists)
    if !isListed, let first = firstCitation { reportUnlisted(first) }
    checkFacts(of: labels.works)
    let printer = CitationPrinter(
      labels: labels, style: bibliography.style, words: words, isListed: isListed)
    let list = list(labels)
    var resolved: [Division] = []
    for division in divisions {
      resolved.append(filled(division.rewritingInlines { printed($0, printer) }, with: list))
    }
    return resolved
  }

  // MARK: Gathering

  private mutating func gather(_ division: Division) {
    var waiting = Set(division.notes.indices)
    func visit(_ inlines: [Inline], _ body: (Inline) -> Void) {
      TreeWalk.visit(inlines) { inline in
        body(inline)
        guard case .noteCall(let note) = inline, waiting.remove(note) != nil else { return }
        TreeWalk.visit(division.notes[note].blocks, block: { _ in }) { visit($0, body) }
      }
    }
    var found: [Citation.Item] = []
    func take(_ inline: Inline) { found += items(of: inline) }
    visit(division.title, take)
    visit(division.subtitle, take)
    TreeWalk.visit(division.blocks, block: { _ in }) { visit($0, take) }
    for note in waiting.sorted() {
      TreeWalk.visit(division.notes[note].blocks, block: { _ in }) { visit($0, take) }
    }
    for item in found { cite(item) }
  }

  /// The works an inline cites. `[@id]` is read as a reference, and is one where a place of the book
  /// has the id.
  private func items(of inline: Inline) -> [Citation.Item] {
    switch inline {
    case .citation(let citation): citation.items
    case .reference(let reference): citation(reference)?.items ?? []
    default: []
    }
  }

  private func citation(_ reference: Reference) -> Citation? {
    guard reference.form == .number, !places.contains(reference.target),
      known[reference.target] != nil
    else { return nil }
    return Citation(
      form: .apart, items: [Citation.Item(key: reference.target, span: reference.span)], printed: []
    )
  }

  private mutating func cite(_ item: Citation.Item) {
    guard known[item.key] != nil else { return reportUnknown(item.key, at: item.span) }
    firstCitation = firstCitation ?? item.span
    if seen.insert(item.key).inserted { cited.append(item.key) }
  }

  private mutating func addUncited() {
    switch bibliography.uncited {
    case .all:
      for entry in bibliography.entries where seen.insert(entry.key).inserted {
        cited.append(entry.key)
      }
    case .listed(let keys):
      for key in keys {
        guard known[key] != nil else {
          reportUnknown(key, at: bibliography.uncitedSpan)
          continue
        }
        if seen.insert(key).inserted { cited.append(key) }
      }
    }
  }

  // MARK: What is wrong

  private mutating func reportUnknown(_ key: String, at span: SourceSpan?) {
    if places.contains(key) {
      diagnostics.append(
        Diagnostic(
          .warning, "book.unknown-source", "'\(key)' is a place in the book, not a work", at: span,
          hints: ["refer to it alone, in brackets: [@\(key)]"]))
      return
    }
    let near = NearestName.of(key, in: known.keys).map { "did you mean '\($0)'?" }
    diagnostics.append(
      Diagnostic(
        .warning, "book.unknown-source", "the bibliography has no work '\(key)'", at: span,
        hints: [near ?? "write \\@ for an @ that cites nothing"]))
  }

  private mutating func reportUnlisted(_ span: SourceSpan) {
    diagnostics.append(
      Diagnostic(
        .warning, "book.no-bibliography",
        "the book cites works, but has no place where they are listed", at: span,
        hints: ["add bibliography to 'back' of book.yaml, or a div '::: {#refs}'"]))
  }

  /// What a reader needs to find a work of each kind.
  private mutating func checkFacts(of works: [BibliographyEntry]) {
    for work in works {
      var missing: [String] = []
      if work.texts[.title] == nil { missing.append("title") }
      if SourceLabels.creators(of: work) == nil, work.kind != .webpage, work.kind != .other {
        missing.append("author or editor")
      }
      if work.date == nil, work.kind != .webpage { missing.append("year") }
      switch work.kind {
      case .article where work.texts[.container] == nil: missing.append("journal")
      case .chapter where work.texts[.container] == nil,
        .paper where work.texts[.container] == nil:
        missing.append("booktitle")
      case .webpage where work.url == nil: missing.append("url")
      default: break
      }
      guard !missing.isEmpty else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, "book.incomplete-source",
          "the work '\(work.key)' is given without \(missing.joined(separator: ", "))",
          at: work.span))
    }
  }

  // MARK: Printing

  private func printed(_ inline: Inline, _ printer: CitationPrinter) -> Inline {
    switch inline {
    case .citation(let citation):
      return .citation(
        Citation(form: citation.form, items: citation.items, printed: printer.text(of: citation)))
    case .reference(let reference):
      guard let citation = citation(reference) else { return inline }
      return .citation(
        Citation(form: .apart, items: citation.items, printed: printer.text(of: citation)))
    default: return inline
    }
  }

  /// The works as blocks, each with the name that leads to it.
  private func list(_ labels: SourceLabels) -> [Block] {
    let printer = EntryPrinter(words: words, isNumeric: bibliography.style.isNumeric)
    return labels.works.map { work in
      let year =
        bibliography.style.isNumeric
        ? work.date?.yearText ?? words.noDate : labels[work.key]?.year ?? ""
      let number = bibliography.style.isNumeric ? labels[work.key]?.number : nil
      let text = Block(.paragraph(printer.text(of: work, year: year)), span: work.span)
      return Block(
        .container(.bibliographyEntry(number: number), [text]),
        attributes: Attributes(id: BibliographyEntry.anchor(work.key)), span: work.span)
    }
  }

  /// Whether a division is, or holds, the place where the works are listed.
  private static func lists(_ division: Division) -> Bool {
    var found = division.kind == .bibliography
    TreeWalk.visit(division.blocks) { block in
      if isList(block) { found = true }
    } text: { _ in
    }
    return found
  }

  private static func isList(_ block: Block) -> Bool {
    if case .container(.custom, _) = block.content { block.attributes.id == listID } else { false }
  }

  private mutating func filled(_ division: Division, with list: [Block]) -> Division {
    var blocks: [Block] = []
    for block in division.blocks {
      guard Self.isList(block), case .container(_, let inner) = block.content,
        claimList(at: block.span)
      else {
        blocks.append(block)
        continue
      }
      blocks.append(
        Block(
          .container(.bibliography, inner + list), attributes: block.attributes, span: block.span))
    }
    if division.kind == .bibliography, claimList(at: division.span), !list.isEmpty {
      blocks.append(Block(.container(.bibliography, list), span: division.span))
    }
    return division.with(blocks: blocks)
  }

  /// Whether the works are to be listed here: each is listed once.
  private mutating func claimList(at span: SourceSpan) -> Bool {
    guard let first = listPlace else {
      listPlace = span
      return true
    }
    diagnostics.append(
      Diagnostic(
        .warning, "book.double-bibliography", "the works are listed already; here they are not",
        at: span, related: [.init(message: "listed here", span: first)],
        hints: ["leave out one of the two places"]))
    return false
  }
}

extension Division {
  /// The division with other text.
  func with(blocks: [Block]) -> Division {
    Division(
      kind: kind, matter: matter, number: number, id: id, title: title, numeral: numeral,
      subtitle: subtitle, shortTitle: shortTitle, blocks: blocks, notes: notes, span: span)
  }

  /// The division with every inline in it replaced by what `change` makes of it.
  func rewritingInlines(_ change: (Inline) -> Inline) -> Division {
    Division(
      kind: kind, matter: matter, number: number, id: id,
      title: title.map { $0.rewritten(change) }, numeral: numeral,
      subtitle: subtitle.map { $0.rewritten(change) }, shortTitle: shortTitle,
      blocks: blocks.map { $0.rewritingInlines(change) },
      notes: notes.map { note in
        Note(
          number: note.number, blocks: note.blocks.map { $0.rewritingInlines(change) },
          span: note.span)
      }, span: span)
  }
}
