import ArgumentParser
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo write`: the chapters of a project that are not done, or one of them anew.
struct WriteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Write a project's chapters, going on where it stopped.",
    discussion: """
      Text is stored as it arrives: a run that is interrupted in any way goes on from there. An \
      older version of a chapter that is written anew is kept.
      """)

  @ArgumentParser.Argument(help: "The project's id.") var project: String
  @Option(help: "Only these chapters: numbers or ids. May be given several times.")
  var chapter: [String] = []
  @Flag(help: "Write the named chapters anew even if they are done.") var again = false
  @Flag(help: "Write anew what leans on a chapter that changed.") var stale = false
  @Option(help: "Make this older version of the named chapter stand again; nothing is written.")
  var restore: Int?
  @Option(help: "What you want of the chapters, for the model.") var instructions = ""
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  mutating func validate() throws {
    if again, chapter.isEmpty { throw ValidationError("--again needs --chapter") }
    if restore != nil, chapter.count != 1 || again || stale {
      throw ValidationError("--restore goes with one --chapter and without --again and --stale")
    }
    if stale, !chapter.isEmpty { throw ValidationError("--stale and --chapter exclude each other") }
  }

  func run() throws {
    try CommandRun.reported(json: json, resume: "the same command") {
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = ProjectID(project)
      try ProjectChoice.set(
        models.limit, of: id, in: bench.store)
      guard let book = try StoredBook(id, in: bench.store).book else {
        throw RunFailure.noOutline(id)
      }
      if let restore { return try takeBack(restore, of: book, bench) }
      let requests = try requests(book)
      bench.announce(.writing(book, only: requests), json: json)
      let (json, instructions) = (json, instructions)
      try AsyncRun.wait {
        let written = try await bench.runner.write(
          id, only: requests, instructions: instructions)
        bench.console.end()
        try Self.show(written, bench, id, json: json)
      }
    }
  }

  private func takeBack(_ version: Int, of book: BookProject, _ bench: Workbench) throws {
    let id = ProjectID(project)
    let chosen = try ChapterChoice.chapter(chapter[0], in: book.outline).id
    let json = json
    try AsyncRun.wait {
      try await ChapterEditor(bench.store).restore(chosen, version: version, of: id)
      guard let book = try StoredBook(id, in: bench.store).book else { return }
      try Self.show(book, bench, id, json: json)
      if !json {
        Terminal.write("note: `octavo write \(id.text)` sums the chapter up and checks it anew\n")
      }
    }
  }

  /// Nil for all that is not done.
  private func requests(_ book: BookProject) throws -> [ChapterRequest]? {
    if stale { return book.stale.map { book.regeneration(of: $0) } }
    guard !chapter.isEmpty else { return nil }
    return try chapter.map { name in
      let id = try ChapterChoice.chapter(name, in: book.outline).id
      if again { return book.regeneration(of: id, instructions: instructions) }
      return ChapterRequest(chapter: id, version: book.latest(of: id)?.version ?? 1)
    }
  }

  private static func show(
    _ book: BookProject, _ bench: Workbench, _ id: ProjectID, json: Bool
  ) throws {
    let done = book.outline.chapters.count { book.status(of: $0.id) == .done }
    let bill = try bench.store.ledger.report(id)
    if json {
      let stale = book.stale.map { JSONValue.string($0.text) }
      let object = JSONValue.object([
        ("project", .string(id.text)), ("chapters", .number(Double(book.outline.chapters.count))),
        ("done", .number(Double(done))), ("words", .number(Double(book.words))),
        ("stale", .array(stale)),
        ("spent_usd", ProjectText.spent(bill)),
      ])
      return try StandardOutput.write(object.text + "\n")
    }
    try StandardOutput.write(
      "\(done) of \(book.outline.chapters.count) chapters, \(Figures.grouped(book.words)) words, "
        + ProjectText.cost(of: bill) + "\n")
    for id in book.stale {
      let title = book.outline.chapter(id)?.title ?? id.text
      Terminal.write("note: “\(title)” no longer fits its plan or what it leans on; see --stale\n")
    }
  }
}

/// Finds a chapter by its number in the book or its id.
enum ChapterChoice {
  static func chapter(
    _ name: String, in outline: OctavoGeneration.Outline
  ) throws -> OctavoGeneration.Outline.Chapter {
    let chapters = outline.chapters
    if let number = Int(name), chapters.indices.contains(number - 1) {
      return chapters[number - 1]
    }
    if let found = chapters.first(where: { $0.id.text == name }) { return found }
    let near = NearestName.of(name, in: chapters.map(\.id.text))
    throw OctavoError(
      .missingInput, "outline.no-such-chapter",
      "there is no chapter “\(name)”; chapters are numbers from 1 to \(chapters.count), or ids",
      hints: near.map { ["did you mean \($0)?"] } ?? [])
  }
}
