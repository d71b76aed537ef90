import OctavoBase

/// Reads a book's bibliography files and joins them.
struct BibliographyReader {
  private(set) var bibliography = Bibliography()
  private(set) var diagnostics: [Diagnostic] = []
  /// The first entry of each key.
  private var first: [String: SourceSpan] = [:]
  private let punctuation: SmartPunctuation

  init(_ bibliography: Bibliography, language: LanguageTag) {
    self.bibliography = bibliography
    punctuation = SmartPunctuation(language: language)
  }

  /// What a file is, by the end of its name.
  enum Format {
    case bibTeX, csl

    static let endings = [".bib", ".bibtex", ".json", ".yaml", ".yml"]

    init?(path: String) {
      let name = path.lowercased()
      switch true {
      case name.hasSuffix(".bib"), name.hasSuffix(".bibtex"): self = .bibTeX
      case name.hasSuffix(".json"), name.hasSuffix(".yaml"), name.hasSuffix(".yml"): self = .csl
      default: return nil
      }
    }
  }

  mutating func read(_ file: SourceFile, as format: Format) {
    switch format {
    case .bibTeX:
      let reader = BibTeXReader(file, punctuation: punctuation)
      diagnostics += reader.diagnostics
      for entry in reader.entries { add(entry) }
    case .csl:
      switch YAMLParser(file: file, limit: Self.largestCSL).parse() {
      case .success(let root):
        let reader = CSLReader(root, punctuation: punctuation)
        diagnostics += reader.fields.diagnostics
        for entry in reader.entries { add(entry) }
      case .failure(let refusal):
        let fault = refusal.diagnostic
        diagnostics.append(
          Diagnostic(
            .error, "book.broken-csl", fault.message, at: fault.span, hints: fault.hints))
      }
    }
  }

  /// Most bytes of CSL read.
  private static let largestCSL = 16 << 20

  private mutating func add(_ entry: BibliographyEntry) {
    if let span = first[entry.key] {
      diagnostics.append(
        Diagnostic(
          .warning, "book.double-source",
          "the key '\(entry.key)' is given to two works; the first is kept", at: entry.span,
          related: [.init(message: "first given here", span: span)]))
    } else {
      first[entry.key] = entry.span
      bibliography.entries.append(entry)
    }
  }
}
