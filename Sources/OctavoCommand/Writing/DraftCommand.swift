import ArgumentParser
import Glibc
import Octavo
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo draft`: all of it, from a keyword to a PDF.
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "Write a book from a keyword and set it as a PDF.",
    discussion: """
      Concepts, outline, chapters and pages in one go. The same command goes on where an earlier \
      one was interrupted; a book that is finished is only set again.
      """)

  @OptionGroup var brief: BriefOptions
  @OptionGroup var size: SizeOptions
  @Option(help: "The concept to take: its number; the first unless given.") var concept: String?
  @Option(help: "An author for the title page. May be given several times.")
  var author: [String] = []
  @Option(help: "The template to set the book with.") var template: String?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder to write the PDF to, or the file where it ends in .pdf.")
  var output = "."
  @Flag(help: "Write the book even if the template's fonts lack the language's letters.")
  var allowMissingGlyphs = false
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(name: .customLong("new"), help: "Begin a new project even if one has the same brief.")
  var isNew = false
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  mutating func validate() throws {
    let most = IdeationMachine.count.upperBound
    if let number = concept.flatMap({ Int($0) }), !(1...most).contains(number) {
      throw ValidationError("--concept takes a number from 1 to \(most), not \(number)")
    }
  }

  func run() throws {
    Heap.beThrifty()
    try CommandRun.reported(json: json, resume: "the same command") {
      let warnings = try checkTemplate()
      let place = OutputPlace(output, ending: ".pdf", otherwise: "book")
      let folder = try OutputFolder(place.folder)
      defer { folder.removeIfEmpty() }
      try folder.tryWriting(place.name + ".pdf")
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = try ProjectChoice(bench).project(
        for: brief.brief, budget: models.limit, isNew: isNew)
      let choices = DraftChoices(concept: concept, chapters: size.chapters, words: size.words)
      let found = try StoredBook(id, in: bench.store)
      try choices.check(found)
      announce(bench, found)
      var stop: OctavoError?
      do {
        try AsyncRun.wait {
          CodePages.giveBack()
          _ = try await bench.runner.ideate(id)
          let stored = try StoredBook(id, in: bench.store)
          _ = try await bench.runner.outline(
            id, concept: try choices.choice(of: stored), chapters: choices.chapters,
            words: choices.words)
          CodePages.giveBack()
          _ = try await bench.runner.write(id)
        }
      } catch let failure as OctavoError {
        stop = failure
      }
      bench.console.end()
      Heap.giveBack()
      CodePages.giveBack()
      let isReported = try set(bench, id, warnings + (stop?.diagnostics ?? []))
      guard let stop else { return }
      // One JSON object, which has the findings already.
      if isReported, json { throw ExitCode(ExitStatus(stop.kind).rawValue) }
      throw stop
    }
  }

  /// What is wrong with the template, and what its fonts lack, is better known before the book is
  /// paid for. A rehearsal, which costs nothing, is only warned.
  private func checkTemplate() throws -> [Diagnostic] {
    let missing = try TemplateLetters.missing(of: brief.language, template: template)
    guard let missing, !allowMissingGlyphs else { return [] }
    let isFree = try Workbench.policy(models).isRehearsal
    let finding = Diagnostic(
      isFree ? .warning : .error, missing.code, missing.message,
      hints: missing.hints + ["`--allow-missing-glyphs` writes the book all the same"])
    guard isFree else { throw OctavoError(.badInput, [finding]) }
    if !json { CommandRun.show([finding], SourceMap(), false) }
    return [finding]
  }

  private func announce(_ bench: Workbench, _ stored: StoredBook) {
    if !json {
      Terminal.write("project \(stored.project.id.text) in \(bench.store.folder)\n")
      if stored.project.state == .written {
        return Terminal.write("the book is written already; --new begins another\n")
      }
    }
    if stored.concepts.isEmpty { bench.announce(stored.brief.kind, json: json) }
    if let book = stored.book {
      bench.announce(.writing(book), json: json)
    } else {
      let chapters = size.chapters ?? stored.plan?.chapters ?? OutlinePlan.usualChapters
      let words = max(
        size.words ?? chapters * OutlinePlan.wordsOfChapter,
        chapters * OutlineLimits.chapterWords.lowerBound)
      bench.announce(
        .planning(chapters: chapters)
          + .writing(chapters: chapters, words: words, language: stored.brief.languageCode),
        json: json)
    }
  }

  /// Sets the book as far as it is written; false where nothing is.
  private func set(
    _ bench: Workbench, _ id: ProjectID, _ findings: [Diagnostic]
  ) throws -> Bool {
    let store = bench.store
    guard let book = try StoredBook(id, in: store).book, book.words > 0 else { return false }
    let folder = try ManuscriptFolder(book, authors: author, template: template)
    let resources = try Resources.locate()
    var request = TypesetRequest(
      book: folder.path, template: template, fontFolders: [resources.fonts],
      templateFolders: [resources.templates], threads: 1)
    request.isFolderHidden = true
    let result: TypesetResult
    do throws(TypesetFailure) {
      result = try Typesetter(request).typeset()
    } catch {
      throw SourcedFailure(error)
    }
    let place = OutputPlace(output, ending: ".pdf", otherwise: FileTitle.of(book.concept.title))
    let path = place.folder + "/" + place.name + ".pdf"
    CodePages.giveBack()
    try BookWriter(result).writePDF(to: path)
    let made = Made(
      book: book, path: path, result: result, unfinished: folder.unfinished,
      bill: try store.ledger.report(id))
    try report(made, findings)
    return true
  }

  /// The PDF that was made.
  private struct Made {
    let book: BookProject
    let path: String
    let result: TypesetResult
    /// Titles of chapters that are not whole.
    let unfinished: [String]
    let bill: CostReport

    var findings: [Diagnostic] {
      ManuscriptFolder.findings(unfinished: unfinished) + result.diagnostics
    }
  }

  /// Everything that the typesetter found is told, as by an export.
  private func report(_ made: Made, _ findings: [Diagnostic]) throws {
    let book = made.book
    if json {
      let all = findings + made.findings
      let object = JSONValue.object([
        ("project", .string(book.id)), ("title", .string(book.concept.title)),
        ("file", .string(made.path)), ("pages", .number(Double(made.result.pageCount))),
        ("chapters", .number(Double(book.outline.chapters.count))),
        ("words", .number(Double(book.words))),
        ("unfinished", .array(made.unfinished.map { .string($0) })),
        ("spent_usd", ProjectText.spent(made.bill)),
        ("diagnostics", .array(all.map { JSONValue($0, made.result.sources) })),
      ])
      return try StandardOutput.write(object.text + "\n")
    }
    CommandRun.show(made.findings, made.result.sources, false)
    try StandardOutput.write(made.path + "\n")
    Terminal.write(
      "“\(book.concept.title)”: \(book.outline.chapters.count) chapters, "
        + "\(Figures.grouped(book.words)) words, \(made.result.pageCount) pages, "
        + "\(ProjectText.cost(of: made.bill))\n")
  }
}
