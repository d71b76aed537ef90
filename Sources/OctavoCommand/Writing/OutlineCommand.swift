import ArgumentParser
import Foundation
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo outline`: from a concept to an outline, and changes of one.
struct OutlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outline", abstract: "Make a project's outline, show it, or change it.",
    discussion: """
      Without changes the outline is made where there is none for the concept, and printed. \
      Nodes are named by the ids that are printed before their titles; places count from 1.
      """)

  @ArgumentParser.Argument(help: "The project's id.") var project: String
  @Option(help: "The concept to choose: its number or id.") var concept: String?
  @OptionGroup var size: SizeOptions
  @Flag(help: "Ask for a new outline even if there is one.") var again = false
  @Flag(help: "Put another outline in the place of one that is written already.")
  var replace = false
  @Option(help: "Take an outline back that stood before: its number, as `octavo show` lists them.")
  var back: Int?
  @OptionGroup var changes: OutlineChanges
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Put an outline in place, as --json prints it.", valueName: "file"))
  var file: String?
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(help: "Print the outline as JSON.") var json = false

  mutating func validate() throws {
    let isChanged = file != nil || !changes.all.isEmpty
    let isMade = again || concept != nil || size.chapters != nil || size.words != nil
    if isChanged && (isMade || back != nil) {
      throw ValidationError(
        "changes of an outline go without --again, --concept, --chapters, --words and --back")
    }
    if file != nil, !changes.all.isEmpty {
      throw ValidationError("--set puts a whole outline in place; other changes go without it")
    }
    if back != nil, isMade {
      throw ValidationError("--back goes without options for a new outline")
    }
  }

  func run() throws {
    try CommandRun.reported(json: json, resume: "the same command") {
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = ProjectID(project)
      try ProjectChoice.set(
        models.limit, of: id, in: bench.store)
      if let file {
        let outline = try Self.read(file)
        try change(bench, id) { try await $0.replace(with: outline, of: id) }
      } else if !changes.all.isEmpty {
        let changes = changes
        try change(bench, id) { editor in
          let stored = try StoredBook(id, in: bench.store)
          guard let book = stored.book else { throw RunFailure.noOutline(id) }
          var names = try editor.names(for: id)
          return try await editor.apply(changes.edits(of: book.outline, names: &names), to: id)
        }
      } else {
        try make(bench, id)
      }
    }
  }

  private func change(
    _ bench: Workbench, _ id: ProjectID,
    _ edit: @escaping @Sendable (OutlineEditor) async throws -> OctavoGeneration.Outline
  ) throws {
    let json = json
    try AsyncRun.wait {
      _ = try await edit(OutlineEditor(bench.store))
      try Self.show(bench, id, json: json)
    }
  }

  private func make(_ bench: Workbench, _ id: ProjectID) throws {
    let stored = try StoredBook(id, in: bench.store)
    let chosen = try Self.choose(concept, of: stored)
    let isOther = again || back != nil || stored.concept?.id != chosen
    if isOther { try checkReplacing(stored) }
    let old =
      stored.concept?.id == chosen && stored.book != nil
      ? stored.plan : stored.kept.last { $0.plan.concept == chosen }?.plan
    if !again { try DraftChoices.checkSize(size.chapters, size.words, old, of: stored) }
    if again || old == nil {
      let plan = stored.pending ?? stored.plan
      let chapters = size.chapters ?? plan?.chapters ?? OutlinePlan.usualChapters
      bench.announce(.planning(chapters: chapters), json: json)
    }
    let (json, again, back, size) = (json, again, back, (size.chapters, size.words))
    try AsyncRun.wait {
      if let back {
        try await bench.runner.takeBack(id, outline: back)
      } else {
        _ = try await bench.runner.outline(
          id, concept: chosen, chapters: size.0, words: size.1, anew: again)
      }
      bench.console.end()
      try Self.show(bench, id, json: json)
    }
  }

  /// A written book gives way to another outline only where that is said.
  private func checkReplacing(_ stored: StoredBook) throws {
    guard let book = stored.book, book.words > 0, !replace else { return }
    let id = stored.project.id.text
    throw OctavoError(
      .badInput, "generation.replaces-text",
      "the book has \(Figures.grouped(book.words)) words; another outline takes its chapters' place",
      hints: [
        "--replace does it; the chapters stay stored, and "
          + "`octavo outline \(id) --back \(stored.plan?.version ?? 1) --replace` takes them back",
        "`octavo draft --new` begins another book beside it",
      ])
  }

  /// The concept meant by a number or an id; without either the one that was chosen before.
  static func choose(_ wanted: String?, of stored: StoredBook) throws -> String {
    let concepts = stored.concepts
    guard !concepts.isEmpty else {
      throw OctavoError(
        .badInput, "generation.no-concepts", "the project has no concepts yet",
        hints: ["`octavo ideate` makes them"])
    }
    guard let wanted else {
      if let chosen = stored.chosen { return chosen }
      let titles = concepts.enumerated().map { "\($0.offset + 1) “\($0.element.title)”" }
      throw OctavoError(
        .badInput, "generation.no-concept-chosen", "no concept is chosen yet",
        hints: ["choose one with --concept: " + titles.joined(separator: ", ")])
    }
    if let number = Int(wanted), concepts.indices.contains(number - 1) {
      return concepts[number - 1].id
    }
    guard let found = concepts.first(where: { $0.id == wanted }) else {
      throw OctavoError(
        .missingInput, "generation.no-such-concept",
        "there is no concept “\(wanted)”; --concept takes 1 to \(concepts.count) or an id")
    }
    return found.id
  }

  private static func show(_ bench: Workbench, _ id: ProjectID, json: Bool) throws {
    let stored = try StoredBook(id, in: bench.store)
    guard let book = stored.book else { return }
    if json { return try StandardOutput.write(try book.outline.json() + "\n") }
    try StandardOutput.write(ProjectText.list(book.outline, book))
    for finding in stored.outlineFindings {
      Terminal.write("note: \(finding.message) [\(finding.code)]\n")
    }
  }
}

extension OutlineCommand {
  private static func read(_ path: String) throws -> OctavoGeneration.Outline {
    let text =
      path == "-"
      ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      : try? String(contentsOfFile: path, encoding: .utf8)
    guard let text else {
      throw OctavoError(
        .missingInput, "outline.not-readable", "cannot read the outline “\(path)” as UTF-8 text")
    }
    do {
      return try OctavoGeneration.Outline(json: text)
    } catch let failure as GenerationFailure {
      throw RunFailure.error(failure)
    }
  }
}
