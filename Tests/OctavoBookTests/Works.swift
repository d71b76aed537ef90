import OctavoBase

@testable import OctavoBook

/// Books with a bibliography, for tests that say what citations become.
enum Works {
  /// The book of a text and a bibliography file.
  ///
  /// - Parameter name: of the file; its end tells its format.
  static func book(
    _ text: String, _ works: String, name: String = "works.bib",
    style: Bibliography.Style = .authorDate, language: String = "en-US",
    uncited: Bibliography.Uncited = .listed([])
  ) -> Outcome<Book> {
    var sources = SourceMap()
    let file = sources.add(name: "text.md", text: Array(text.utf8))
    let works = sources.add(name: name, text: JSONEscapes.joined(Array(works.utf8)))
    var metadata = BookMetadata(title: "T")
    metadata.language = LanguageTag(language)
    let place = SourceSpan(file: file.id, start: 0, end: 0)
    var bibliography = Bibliography()
    bibliography.style = style
    bibliography.uncited = uncited
    bibliography.span = place
    var reader = BibliographyReader(bibliography, language: metadata.language)
    if let format = BibliographyReader.Format(path: name) { reader.read(works, as: format) }
    var manuscript = Manuscript(
      metadata: metadata,
      entries: [
        Manuscript.Entry(matter: .body, content: .file(file.id, start: 0), span: place),
        Manuscript.Entry(matter: .back, content: .page(.bibliography), span: place),
      ], sources: sources, folder: nil, isSingleFile: true)
    manuscript.bibliography = reader.bibliography
    let outcome = BookBuilder.build(manuscript)
    return Outcome(outcome.value, reader.diagnostics + outcome.diagnostics)
  }

  /// The text as it is printed, the divisions' paragraphs below each other.
  static func printed(_ book: Book) -> [String] {
    book.divisions.filter { $0.kind != .bibliography }.flatMap { paragraphs($0.blocks) }
  }

  /// The works listed.
  static func list(_ book: Book) -> [String] {
    book.divisions.filter { $0.kind == .bibliography }.flatMap { division in
      numbers(division.blocks)
    }
  }

  private static func paragraphs(_ blocks: [Block]) -> [String] {
    var found: [String] = []
    TreeWalk.visit(blocks, block: { _ in }) { found.append(Inline.plainText($0)) }
    return found
  }

  private static func numbers(_ blocks: [Block]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block.content {
      case .container(.bibliography, let inner): numbers(inner)
      case .container(.bibliographyEntry(let number), let inner):
        paragraphs(inner).map { (number.map { "[\($0)] " } ?? "") + $0 }
      default: []
      }
    }
  }

  /// What a text with citations prints.
  static func text(
    _ text: String, _ works: String = sample, style: Bibliography.Style = .authorDate,
    language: String = "en-US"
  ) -> String {
    printed(book(text, works, style: style, language: language).value).joined(separator: "\n")
  }

  /// The findings as `file:line:column code`, of the files `text` and `works`.
  static func findings(_ text: String, _ works: String, name: String = "works.bib") -> [String] {
    let outcome = book(text, works, name: name)
    return outcome.diagnostics.map { diagnostic in
      guard let span = diagnostic.span else { return diagnostic.code }
      let file = outcome.value.sources[span.file]
      let (line, column) = file.position(of: Int(span.start))
      return "\(file.name.prefix { $0 != "." }):\(line):\(column) \(diagnostic.code)"
    }
  }

  /// A few works of different kinds.
  static let sample = """
    @book{smith, author = {Smith, Anna}, title = {On Lamps}, publisher = {Harbour}, year = 2020}
    @book{smith2, author = {Smith, Anna}, title = {A Lamp Again}, publisher = {Harbour}, year = 2020}
    @book{john, author = {Smith, John}, title = {Light}, publisher = {Harbour}, year = 2019}
    @article{two, author = {Rios, Ana and Berg, Bo}, title = {Wicks}, journal = {Oil},
      volume = 3, number = 2, pages = {10--19}, year = 2018, doi = {https://doi.org/10.1/x_y}}
    @article{four, author = {Au, A. and Bo, B. and Cy, C. and Du, D.}, title = {Flames?},
      journal = {Oil}, volume = 4, pages = {1-9}, year = {2017}}
    @book{gogh, author = {van Gogh, Vincent}, title = {Letters}, publisher = {Arts}, year = {1889/1890}}
    """
}
