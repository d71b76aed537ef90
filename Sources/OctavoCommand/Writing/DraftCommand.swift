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
  @Option(help: "The concept to take: its number.") var concept = "1"
  @Option(help: "An author for the title page. May be given several times.")
  var author: [String] = []
  @Option(help: "The template to set the book with.") var template: String?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder to write the PDF to, or the file where it ends in .pdf.")
  var output = "."
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(name: .customLong("new"), help: "Begin a new project even if one has the same brief.")
  var isNew = false
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    HeapThrift.begin()
    try CommandRun.reported(json: json, resume: "the same command") {
      try checkTemplate()
      let place = OutputPlace(output, ending: ".pdf", otherwise: "book")
      let folder = try OutputFolder(place.folder)
      defer { folder.removeIfEmpty() }
      try folder.tryWriting(place.name + ".pdf")
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = try ProjectChoice(bench).project(
        for: brief.brief, budget: models.limit, isNew: isNew)
      announce(bench, try StoredBook(id, in: bench.store))
      let (concept, chapters, words) = (concept, size.chapters, size.words)
      var stop: OctavoError?
      do {
        try AsyncRun.wait {
          _ = try await bench.runner.ideate(id)
          let stored = try StoredBook(id, in: bench.store)
          let chosen = try stored.concept?.id ?? OutlineCommand.choose(concept, of: stored)
          _ = try await bench.runner.outline(
            id, concept: chosen, chapters: chapters, words: words)
          _ = try await bench.runner.write(id)
        }
      } catch let failure as OctavoError {
        stop = failure
      }
      bench.console.end()
      HeapThrift.giveBack()
      let isReported = try set(bench, id, stop?.diagnostics ?? [])
      guard let stop else { return }
      // One JSON object, which has the findings already.
      if isReported, json { throw ExitCode(ExitStatus(stop.kind).rawValue) }
      throw stop
    }
  }

  /// What is wrong with the template is better known before the book is paid for.
  private func checkTemplate() throws {
    guard let template else { return }
    let folders = [try Resources.locate().templates]
    do throws(TypesetFailure) {
      try Templates.check(template, in: folders)
    } catch {
      throw SourcedFailure(error)
    }
  }

  private func announce(_ bench: Workbench, _ stored: StoredBook) {
    if !json {
      Terminal.write("project \(stored.project.id.text) in \(bench.store.folder)\n")
      if stored.project.state == .written {
        return Terminal.write("the book is written already; --new begins another\n")
      }
    }
    if let book = stored.book {
      bench.announce(.writing(book), json: json)
    } else {
      let chapters = size.chapters ?? stored.plan?.chapters ?? OutlinePlan.usualChapters
      let words = size.words ?? chapters * OutlinePlan.wordsOfChapter
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
    let request = TypesetRequest(
      book: folder.path, template: template, fontFolders: [resources.fonts],
      templateFolders: [resources.templates], threads: 1)
    let result: TypesetResult
    do throws(TypesetFailure) {
      result = try Typesetter(request).typeset()
    } catch {
      throw SourcedFailure(error)
    }
    let place = OutputPlace(output, ending: ".pdf", otherwise: FileTitle.of(book.concept.title))
    let path = place.folder + "/" + place.name + ".pdf"
    try BookWriter(result).writePDF(to: path)
    let bill = try store.ledger.report(id)
    try report(
      Made(book: book, path: path, pages: result.pageCount, unfinished: folder.unfinished),
      bill, findings)
    return true
  }

  /// The PDF that was made.
  private struct Made {
    let book: BookProject
    let path: String
    let pages: Int
    /// Titles of chapters that are not whole.
    let unfinished: [String]
  }

  private func report(
    _ made: Made, _ bill: CostReport, _ findings: [Diagnostic]
  ) throws {
    let (book, path, pages, unfinished) = (made.book, made.path, made.pages, made.unfinished)
    if json {
      let object = JSONValue.object([
        ("project", .string(book.id)), ("title", .string(book.concept.title)),
        ("file", .string(path)), ("pages", .number(Double(pages))),
        ("chapters", .number(Double(book.outline.chapters.count))),
        ("words", .number(Double(book.words))),
        ("unfinished", .array(unfinished.map { .string($0) })),
        ("spent_usd", ProjectText.spent(bill)),
        ("diagnostics", .array(findings.map { JSONValue($0, SourceMap()) })),
      ])
      return try StandardOutput.write(object.text + "\n")
    }
    try StandardOutput.write(path + "\n")
    Terminal.write(
      "“\(book.concept.title)”: \(book.outline.chapters.count) chapters, "
        + "\(Figures.grouped(book.words)) words, \(pages) pages, \(ProjectText.cost(of: bill))\n")
    if !unfinished.isEmpty {
      Terminal.write("warning: \(unfinished.count) chapters are not whole\n")
    }
  }
}
