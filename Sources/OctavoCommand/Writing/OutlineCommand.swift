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
  @Option(help: ArgumentHelp("Give a node another title.", valueName: "id=title"))
  var rename: [String] = []
  @Option(help: ArgumentHelp("Move a node to a place among its siblings.", valueName: "id=place"))
  var move: [String] = []
  @Option(help: ArgumentHelp("Add a chapter at the end of a part.", valueName: "part=title"))
  var add: [String] = []
  @Option(help: ArgumentHelp("Take a node out; its text stays stored.", valueName: "id"))
  var drop: [String] = []
  @Option(help: ArgumentHelp("Put a second chapter at the end of a first.", valueName: "id=second"))
  var merge: [String] = []
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Put an outline in place, as --json prints it.", valueName: "file"))
  var file: String?
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(help: "Print the outline as JSON.") var json = false

  func run() throws {
    try CommandRun.reported(json: json, resume: "the same command") {
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = ProjectID(project)
      try ProjectChoice.set(
        models.limit, of: id, in: bench.store)
      let edits = try self.edits()
      if let file {
        let outline = try Self.read(file)
        try change(bench, id) { try await $0.replace(with: outline, of: id) }
      } else if !edits.isEmpty {
        try change(bench, id) { try await $0.apply(edits, to: id) }
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
    if again || stored.book == nil || stored.concept?.id != chosen {
      let chapters = size.chapters ?? stored.plan?.chapters ?? OutlinePlan.usualChapters
      bench.announce(.planning(chapters: chapters), json: json)
    }
    let (json, again, size) = (json, again, (size.chapters, size.words))
    try AsyncRun.wait {
      _ = try await bench.runner.outline(
        id, concept: chosen, chapters: size.0, words: size.1, anew: again)
      bench.console.end()
      try Self.show(bench, id, json: json)
    }
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
      if let chosen = stored.concept { return chosen.id }
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

// MARK: - Changes

extension OutlineCommand {
  private func edits() throws -> [OutlineEdit] {
    var edits: [OutlineEdit] = []
    for text in rename {
      let (id, title) = try Self.pair(text, "--rename takes ID=TITLE")
      edits.append(.rename(NodeID(id), title: title))
    }
    for text in merge {
      let (first, second) = try Self.pair(text, "--merge takes ID=SECOND")
      edits.append(.merge(NodeID(first), with: NodeID(second)))
    }
    for text in drop { edits.append(.drop(NodeID(text))) }
    for text in add {
      let (part, title) = try Self.pair(text, "--add takes PART=TITLE")
      let id = NodeID(StableID.make("c-", [project, part, title, "added"]))
      let chapter = OctavoGeneration.Outline.Chapter(
        id: id, title: title, targetWords: OutlineLimits.usual)
      edits.append(.addChapter(chapter, to: NodeID(part), at: .max))
    }
    for text in move {
      let (id, place) = try Self.pair(text, "--move takes ID=PLACE")
      guard let number = Int(place), number >= 1 else {
        throw ValidationError("--move takes a place from 1, not “\(place)”")
      }
      edits.append(.move(NodeID(id), to: nil, at: number - 1))
    }
    return edits
  }

  private typealias NodeID = OctavoGeneration.NodeID

  private static func pair(_ text: String, _ rule: String) throws -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ValidationError("\(rule), not “\(text)”")
    }
    return (parts[0], parts[1])
  }

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
