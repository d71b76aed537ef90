import OctavoBase

/// Turns the entries of a BibTeX file, classic or of biblatex, into works.
struct BibTeXReader {
  private(set) var entries: [BibliographyEntry] = []
  private(set) var diagnostics: [Diagnostic]
  private let file: SourceFile
  private let punctuation: SmartPunctuation
  private var strings: [String: String]
  /// Every entry's fields by its key in lower case, for those that refer to it.
  private var fields: [String: [String: String]] = [:]

  /// - Parameter punctuation: of the book's language; titles are written with typewriter's marks.
  init(_ file: SourceFile, punctuation: SmartPunctuation) {
    self.file = file
    self.punctuation = punctuation
    let scanner = BibTeXScanner(file)
    diagnostics = scanner.diagnostics
    strings = Self.months
    for string in scanner.strings { strings[string.name] = value(string) }
    let read = scanner.entries.map { ($0, values($0)) }
    for (entry, values) in read where fields[entry.key.lowercased()] == nil {
      fields[entry.key.lowercased()] = values
    }
    entries = read.compactMap { work($0, $1) }
  }

  /// The strings that every style defines.
  private static let months = Dictionary(
    uniqueKeysWithValues: zip(
      ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
      (1...12).map { "\($0)" }))

  // MARK: Values

  private mutating func value(_ field: BibTeXScanner.Field) -> String {
    field.value.map { piece in
      switch piece {
      case .text(let text, _): return text
      case .name(let name, let range):
        if let text = strings[name] { return text }
        let near = NearestName.of(name, in: strings.keys).map { "did you mean '\($0)'?" }
        report(
          "book.unknown-bibtex-string", "no string '\(name)' is defined", range,
          [near, "put text in braces: \(field.name) = {\(name)}"].compactMap(\.self))
        return name
      }
    }.joined()
  }

  /// The fields by name; the first of equals, the second is reported.
  private mutating func values(_ entry: BibTeXScanner.Entry) -> [String: String] {
    var found: [String: String] = [:]
    for field in entry.fields {
      let text = value(field)
      if found[field.name] != nil {
        report(
          "book.double-field", "the entry '\(entry.key)' has the field '\(field.name)' twice",
          field.nameRange, ["the first is kept"])
      } else if text.contains(where: { !$0.isWhitespace }) {
        found[field.name] = text
      }
    }
    return found
  }

  private mutating func report(
    _ code: String, _ message: String, _ range: Range<Int>, _ hints: [String] = []
  ) {
    let span = SourceSpan(file: file.id, start: range.lowerBound, end: range.upperBound)
    diagnostics.append(Diagnostic(.warning, code, message, at: span, hints: hints))
  }

  // MARK: Works

  private mutating func work(
    _ entry: BibTeXScanner.Entry, _ own: [String: String]
  ) -> BibliographyEntry? {
    guard !["set", "xdata", "control"].contains(entry.type) else { return nil }
    let values = BibTeXInheritance(fields).completed(own)
    if let parent = own["crossref"], fields[parent.lowercased()] == nil {
      let near = NearestName.of(parent.lowercased(), in: fields.keys)
      report(
        "book.unknown-source", "the entry '\(entry.key)' refers to '\(parent)', which is not there",
        entry.keyRange, near.map { ["did you mean '\($0)'?"] } ?? [])
    }
    let span = SourceSpan(
      file: file.id, start: entry.keyRange.lowerBound, end: entry.keyRange.upperBound)
    var work = BibliographyEntry(key: entry.key, kind: kind(of: entry, values), span: span)
    addPeople(values, to: &work)
    addTexts(values, entry, to: &work)
    work.date = Self.date(values)
    work.accessed = values["urldate"].flatMap { SourceDate($0) }
    work.url = values["url"].map(Self.plain)
    work.doi = values["doi"].map { SourceAddress.doi(Self.plain($0)) }
    if work.doi == nil, work.url == nil, values["eprinttype"]?.lowercased() == "arxiv" {
      work.url = values["eprint"].map { "https://arxiv.org/abs/" + Self.plain($0) }
    }
    return work
  }

  /// An address as it is written: TeX's escapes taken off, its characters kept.
  private static func plain(_ text: String) -> String {
    var result = text.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
    for mark in ["_", "%", "&", "#", "~"] { result = result.replacing("\\" + mark, with: mark) }
    return result.hasPrefix("\\url") ? String(result.dropFirst(4)) : result
  }

  private static let kinds: [String: BibliographyEntry.Kind] = [
    "article": .article, "suppperiodical": .article, "review": .article, "book": .book,
    "mvbook": .book, "booklet": .book, "collection": .book, "mvcollection": .book,
    "proceedings": .book, "mvproceedings": .book, "manual": .book, "reference": .book,
    "mvreference": .book, "periodical": .book, "inbook": .chapter, "bookinbook": .chapter,
    "incollection": .chapter, "suppbook": .chapter, "suppcollection": .chapter,
    "inreference": .chapter, "inproceedings": .paper, "conference": .paper, "thesis": .thesis,
    "phdthesis": .thesis, "mastersthesis": .thesis, "techreport": .report, "report": .report,
    "online": .webpage, "electronic": .webpage, "www": .webpage, "misc": .other,
    "unpublished": .other, "dataset": .other, "software": .other, "patent": .other,
    "artwork": .other, "audio": .other, "video": .other, "movie": .other, "music": .other,
    "image": .other, "performance": .other, "standard": .other, "legislation": .other,
    "jurisdiction": .other, "letter": .other, "commentary": .other, "legal": .other,
  ]

  private mutating func kind(
    of entry: BibTeXScanner.Entry, _ values: [String: String]
  ) -> BibliographyEntry.Kind {
    // BibTeX's own `inbook` is a book of which a part is cited.
    if entry.type == "inbook", values["booktitle"] == nil { return .book }
    if entry.type == "misc", values["url"] != nil, values["howpublished"] == nil,
      values["publisher"] == nil
    {
      return .webpage
    }
    if let kind = Self.kinds[entry.type] { return kind }
    let near = NearestName.of(entry.type, in: Self.kinds.keys).map { "did you mean '@\($0)'?" }
    report(
      "book.unknown-source-type",
      "the type '@\(entry.type)' is not known; what is given is printed",
      entry.typeRange, near.map { [$0] } ?? [])
    return .other
  }

  private func addPeople(_ values: [String: String], to work: inout BibliographyEntry) {
    let keeps = values["options"].flatMap { options -> Bool? in
      if options.contains("useprefix=true") { return true }
      return options.contains("useprefix=false") ? false : nil
    }
    func list(_ name: String) -> PersonList? {
      values[name].map { BibTeXNames.list($0, keepsParticles: keeps) }
    }
    work.people[.author] = list("author")
    let isPart = work.kind == .chapter || work.kind == .paper
    work.people[isPart ? .containerEditor : .editor] = list("editor")
    work.people[.translator] = list("translator")
  }

  private mutating func addTexts(
    _ values: [String: String], _ entry: BibTeXScanner.Entry, to work: inout BibliographyEntry
  ) {
    var unknown: [String] = []
    func text(_ names: String...) -> [Inline]? {
      guard let written = names.compactMap({ values[$0] }).first else { return nil }
      var reader = TeXText(written)
      let inlines = reader.inlines().map { $0.rewritten(punctuated) }
      unknown += reader.unknown
      return inlines.isEmpty ? nil : inlines
    }
    func titled(_ title: String, _ subtitle: String) -> [Inline]? {
      guard let main = text(title), let sub = text(subtitle) else { return text(title) }
      let ends = Inline.plainText(main).last.map { "?!:".contains($0) } ?? false
      return main + [.text(ends ? " " : ": ")] + sub
    }
    work.texts[.title] = titled("title", "subtitle")
    work.texts[.shortTitle] = text("shorttitle")
    work.texts[.container] =
      work.kind == .article
      ? text("journaltitle", "journal", "booktitle") : titled("booktitle", "booksubtitle")
    if work.kind == .webpage, work.texts[.container] == nil {
      work.texts[.container] = text("organization", "publisher", "journaltitle")
    }
    work.texts[.publisher] = text("publisher", "school", "institution", "organization")
    work.texts[.place] = text("location", "address")
    work.texts[.edition] = text("edition")
    work.texts[.volume] = text("volume")
    work.texts[.issue] = work.kind == .article ? text("number", "issue") : nil
    work.texts[.number] = work.kind == .article ? nil : text("number")
    work.texts[.pages] = text("pages")
    work.texts[.series] = text("series")
    work.texts[.genre] = text("type") ?? Self.genre(entry.type)
    work.texts[.note] = text("howpublished", "note")
    guard let first = unknown.first else { return }
    let near = NearestName.of(first, in: TeXAccents.symbolNames).map { "did you mean '\\\($0)'?" }
    report(
      "book.unknown-tex-command",
      "the entry '\(work.key)' uses the TeX command '\\\(first)', which is not known; what it is applied to is kept",
      entry.keyRange, near.map { [$0] } ?? [])
  }

  private static func genre(_ type: String) -> [Inline]? {
    switch type {
    case "phdthesis": [.text("PhD diss.")]
    case "mastersthesis": [.text("Master’s thesis")]
    default: nil
    }
  }

  private func punctuated(_ inline: Inline) -> Inline {
    if case .text(let text) = inline { .text(punctuation.apply(to: text)) } else { inline }
  }

  private static func date(_ values: [String: String]) -> SourceDate? {
    if let date = values["date"] { return SourceDate(TeXText.words(date)) }
    guard let year = values["year"] else { return nil }
    var date = SourceDate(TeXText.words(year))
    if date?.year != nil, let month = values["month"] {
      date?.month =
        Int(month.prefix { $0.isNumber })
        ?? months[String(month.lowercased().prefix(3))].flatMap { Int($0) }
    }
    return date
  }
}

/// Gives an entry the fields of the one its `crossref` names.
struct BibTeXInheritance {
  private let fields: [String: [String: String]]

  init(_ fields: [String: [String: String]]) { self.fields = fields }

  /// What a part's field takes the whole's field for.
  private static let renamed = ["title": "booktitle", "subtitle": "booksubtitle"]
  /// What is the whole's alone.
  private static let own: Set<String> = [
    "crossref", "xref", "shorttitle", "sorttitle", "options", "author", "pages", "key", "label",
  ]

  func completed(_ values: [String: String]) -> [String: String] {
    guard let parent = values["crossref"].flatMap({ fields[$0.lowercased()] }) else {
      return values
    }
    var result = values
    for (name, value) in parent where !Self.own.contains(name) {
      let name = Self.renamed[name] ?? name
      if result[name] == nil { result[name] = value }
    }
    return result
  }
}

/// Addresses of works.
enum SourceAddress {
  /// A DOI without what leads to it.
  static func doi(_ written: String) -> String {
    for prefix in [
      "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
      "doi:", "DOI:",
    ] where written.hasPrefix(prefix) {
      return String(written.dropFirst(prefix.count))
    }
    return written
  }
}
