import Dispatch
public import OctavoBase
import Synchronization

/// Builds the `Book` out of a `Manuscript`: parses its files, each on its own, and joins them.
public enum BookBuilder {
  /// The book and what is wrong with it. The result does not depend on the number of threads.
  public static func build(_ manuscript: Manuscript, threads: Int = 1) -> Outcome<Book> {
    var settings = MarkdownReader.Settings(
      punctuation: SmartPunctuation(language: manuscript.metadata.language),
      folder: manuscript.folder, base: "")
    settings.citesWorks = manuscript.bibliography.span != nil
    let texts = parse(manuscript, settings, threads: threads)
    var builder = DivisionBuilder(manuscript, settings: settings)
    let labelling = builder.build(texts)
    let citing = cited(builder, manuscript)
    let indexing = IndexCheck.diagnostics(
      citing.divisions, language: manuscript.metadata.language)
    let listing = EmptyLists(
      leavingOutOf: citing.divisions,
      reported: citing.diagnostics.contains { $0.code.hasSuffix("-bibliography") })
    let book = Book(
      metadata: typographic(manuscript.metadata, settings.punctuation),
      divisions: listing.divisions, sources: manuscript.sources)
    return Outcome(
      book,
      texts.flatMap { $0?.diagnostics ?? [] } + labelling + citing.diagnostics + indexing
        + listing.diagnostics)
  }

  /// The texts of the file entries, at their entries' indices.
  private static func parse(
    _ manuscript: Manuscript, _ settings: MarkdownReader.Settings, threads: Int
  ) -> [ParsedText?] {
    let entries = manuscript.entries
    guard threads > 1, entries.count > 1 else {
      return entries.map { parse($0, manuscript, settings) }
    }
    return [ParsedText?](unsafeUninitializedCapacity: entries.count) { buffer, count in
      buffer.initialize(repeating: nil)
      count = entries.count
      // Each index is taken by one thread only, so no two write the same element.
      nonisolated(unsafe) let results = buffer
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: min(threads, entries.count)) { _ in
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < entries.count else { return }
          results[index] = parse(entries[index], manuscript, settings)
        }
      }
    }
  }

  private static func parse(
    _ entry: Manuscript.Entry, _ manuscript: Manuscript, _ settings: MarkdownReader.Settings
  ) -> ParsedText? {
    guard case .file(let id, let start) = entry.content else { return nil }
    let file = manuscript.sources[id]
    var own = MarkdownReader.Settings(
      punctuation: settings.punctuation, folder: settings.folder,
      base: base(of: file.name, folder: manuscript.folder))
    own.citesWorks = settings.citesWorks
    return MarkdownReader.read(file, from: start, own)
  }

  /// The divisions with their citations printed, where the book has a bibliography.
  private static func cited(
    _ builder: DivisionBuilder, _ manuscript: Manuscript
  ) -> (divisions: [Division], diagnostics: [Diagnostic]) {
    let hasList = manuscript.entries.contains { $0.content == .page(.bibliography) }
    guard manuscript.bibliography.span != nil else {
      let list = builder.divisions.first { $0.kind == .bibliography }
      guard hasList, let list else { return (builder.divisions, []) }
      return (
        builder.divisions,
        [
          Diagnostic(
            .warning, "book.empty-bibliography",
            "the book lists its works, but names no file that describes them", at: list.span,
            hints: ["add a line such as 'bibliography: works.bib' to book.yaml"])
        ]
      )
    }
    var resolver = CitationResolver(
      manuscript.bibliography, language: manuscript.metadata.language, places: builder.places)
    let divisions = resolver.resolve(builder.divisions)
    return (divisions, resolver.diagnostics)
  }

  /// The folder of a file within the book's folder.
  private static func base(of name: String, folder: String?) -> String {
    guard let folder, name.hasPrefix(folder + "/") else { return "" }
    return BookPath.folder(of: String(name.dropFirst(folder.count + 1)))
  }

  /// The metadata with smart punctuation in what a reader sees.
  private static func typographic(
    _ metadata: BookMetadata, _ punctuation: SmartPunctuation
  ) -> BookMetadata {
    var result = metadata
    result.title = punctuation.apply(to: metadata.title)
    result.subtitle = metadata.subtitle.map(punctuation.apply)
    result.edition = metadata.edition.map(punctuation.apply)
    result.rights = metadata.rights.map(punctuation.apply)
    result.summary = metadata.summary.map(punctuation.apply)
    return result
  }
}
