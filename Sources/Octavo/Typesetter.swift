import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoRender
import OctavoStyle
import OctavoText

/// Turns a manuscript and a template into pages: the one public entry of the engine.
public struct Typesetter: Sendable {
  private let request: TypesetRequest

  /// Makes a typesetter for one book; nothing is read yet.
  public init(_ request: TypesetRequest) { self.request = request }

  /// Runs all steps; `began` is told of each as it begins.
  ///
  /// - Throws: `TypesetFailure` where the manuscript, the template or the fonts are wrong or
  ///   missing; it carries every finding.
  public func typeset(
    began: (TypesetStage) -> Void = { _ in }
  ) throws(TypesetFailure) -> TypesetResult {
    var findings = Findings()
    began(.read)
    let manuscript = try findings.take { () throws(OctavoError) in
      try ManuscriptReader.read(path: request.book, threads: request.threads)
    }
    findings.sources = shown(manuscript.sources)
    let isWhole = !findings.diagnostics.hasErrors

    began(.parse)
    // The template and its fonts need of the book no more than its metadata.
    let (parsed, design) = ParallelPair.run(threads: request.threads) {
      BookBuilder.build(manuscript, threads: request.threads)
    } _: { [request, sources = findings.sources] in
      BookDesign(request, manuscript, sources)
    }
    let book = findings.take(Self.known(parsed, isWhole: isWhole))

    began(.style)
    findings.sources = design.sources
    let sheet = findings.take(design.sheet)

    began(.fonts)
    let fonts = try findings.take { () throws(OctavoError) in try design.fonts.get() }
    if let sheet { findings += FontCheck.diagnostics(sheet, fonts, findings.sources) }
    try findings.stopOnErrors()
    guard let sheet else { throw findings.failure(.badInput) }

    began(.layout)
    let images = findings.take(
      BookImages.find(in: book, folder: manuscript.folder, threads: request.threads))
    let contexts = FontContextPool(fonts)
    let fitted = findings.take(
      PageFitting(sheet: sheet).fit { sheet in
        BookLayout(
          book: book, sheet: sheet, fonts: contexts, images: images, threads: request.threads,
          purpose: request.needsLines ? .drawing : .pageNumbers)
      })
    return TypesetResult(
      book: book, sheet: fitted.sheet, pages: fitted.pages, diagnostics: findings.diagnostics,
      sources: findings.sources, fonts: fonts, folder: manuscript.folder,
      threads: request.threads)
  }
}

extension Typesetter {
  private func shown(_ sources: SourceMap) -> SourceMap {
    request.isFolderHidden ? sources.named(from: request.book) : sources
  }

  /// What is known of a book whose manuscript may not be whole: then a reference's target may be in
  /// what could not be read.
  private static func known(_ book: Outcome<Book>, isWhole: Bool) -> Outcome<Book> {
    if isWhole { return book }
    return Outcome(
      book.value, book.diagnostics.filter { $0.code != "book.unknown-reference" })
  }
}
