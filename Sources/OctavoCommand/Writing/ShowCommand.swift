import ArgumentParser
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo show`: one project, a chapter of it, what it establishes, or what it cost.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a project: its concepts, outline, texts, facts, style and costs.")

  @ArgumentParser.Argument(help: "The project's id.") var project: String
  @Option(help: "Print this chapter's text: its number or id.") var chapter: String?
  @Option(help: "Print this older version of the chapter; needs --chapter.") var old: Int?
  @Flag(help: "List the chapter's versions; needs --chapter.") var versions = false
  @Flag(help: "Print what the book has established, with the paragraphs that say so.")
  var facts = false
  @Flag(help: "Print the style that chapters are held to.") var style = false
  @Flag(help: "Print what there is to write about, and what holds the book together.")
  var topic = false
  @Flag(help: "Print what it cost, by step and model.") var costs = false
  @OptionGroup var storeOptions: StoreOptions
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  mutating func validate() throws {
    if chapter == nil, old != nil || versions {
      throw ValidationError("--old and --versions need --chapter")
    }
    let views = [chapter != nil && !facts, facts, style, topic, costs].count { $0 }
    if views > 1 { throw ValidationError("show one thing at a time") }
    if facts, old != nil || versions { throw ValidationError("facts are of the book as it stands") }
  }

  func run() throws {
    try CommandRun.reported(json: json) {
      let store = try Workbench.open(storeOptions)
      let stored = try StoredBook(ProjectID(project), in: store)
      try StandardOutput.write(json ? value(stored, store).text + "\n" : text(stored, store))
    }
  }

  private func text(_ stored: StoredBook, _ store: Store) throws -> String {
    if facts { return BookText.facts(try established(stored)) }
    if style { return BookText.style(stored.book?.style) }
    if topic { return BookText.topic(stored) }
    if costs { return ProjectText.table(try store.ledger.report(stored.project.id)) }
    if chapter != nil {
      let view = try chapterView(stored, store)
      return versions ? view.list : view.text
    }
    return try ProjectView(stored, store).text
  }

  private func value(_ stored: StoredBook, _ store: Store) throws -> JSONValue {
    if facts {
      return .object([("facts", .array(try established(stored).map(BookText.json)))])
    }
    if style { return .object([("style", BookText.json(stored.book?.style))]) }
    if topic { return BookText.json(topicOf: stored) }
    if costs { return ProjectText.json(try store.ledger.report(stored.project.id)) }
    if chapter != nil { return try chapterView(stored, store).json }
    return try ProjectView(stored, store).json
  }

  private func book(_ stored: StoredBook) throws -> BookProject {
    guard let book = stored.book else { throw RunFailure.noOutline(stored.project.id) }
    return book
  }

  /// The book's facts, or those of one chapter, with their chapters' titles.
  private func established(_ stored: StoredBook) throws -> [BookText.TitledFact] {
    let book = try book(stored)
    let only = try chapter.map { try ChapterChoice.chapter($0, in: book.outline).id }
    let found = book.established.facts
    return book.outline.chapters.enumerated().flatMap { index, chapter in
      found.filter { $0.chapter == chapter.id && (only ?? chapter.id) == chapter.id }.map {
        BookText.TitledFact(fact: $0, number: index + 1, title: chapter.title)
      }
    }
  }

  private func chapterView(_ stored: StoredBook, _ store: Store) throws -> ChapterView {
    let book = try book(stored)
    return try ChapterView(
      try ChapterChoice.chapter(chapter ?? "", in: book.outline), of: book, in: store, old: old)
  }
}
