import ArgumentParser
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo show`: one project, a chapter of it, or what it cost.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a project: its concepts, outline, texts and costs.")

  @ArgumentParser.Argument(help: "The project's id.") var project: String
  @Option(help: "Print this chapter's text: its number or id.") var chapter: String?
  @Flag(help: "Print what it cost, by step and model.") var costs = false
  @OptionGroup var storeOptions: StoreOptions
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    try CommandRun.reported(json: json) {
      let store = try Workbench.open(storeOptions)
      let stored = try StoredBook(ProjectID(project), in: store)
      let report = try store.ledger.report(stored.project.id)
      if let chapter {
        try show(chapter, of: stored)
      } else if costs {
        try StandardOutput.write(
          json ? ProjectText.json(report).text + "\n" : ProjectText.table(report))
      } else {
        try show(stored, try store.projects.summary(stored.project.id), report, store)
      }
    }
  }

  private func show(_ name: String, of stored: StoredBook) throws {
    guard let book = stored.book else { throw RunFailure.noOutline(stored.project.id) }
    let chapter = try ChapterChoice.chapter(name, in: book.outline)
    let version = book.standing(of: chapter.id)
    let summary = book.summaries.last { $0.chapter == chapter.id }?.text
    if json {
      let object = JSONValue.object([
        ("id", .string(chapter.id.text)), ("title", .string(chapter.title)),
        ("status", .string(book.status(of: chapter.id).rawValue)),
        ("version", .number(Double(version?.version ?? 0))),
        ("words", .number(Double(version?.words ?? 0))),
        ("summary", summary.map { .string($0) } ?? .null),
        ("content", .string(version?.content ?? "")),
      ])
      return try StandardOutput.write(object.text + "\n")
    }
    try StandardOutput.write("# \(chapter.title)\n\n\(version?.content ?? "")\n")
  }

  private func show(
    _ stored: StoredBook, _ summary: ProjectSummary, _ report: CostReport, _ store: Store
  ) throws {
    let findings = try store.findings.list(stored.project.id)
    if json {
      let object = JSONValue.object([
        ("project", ProjectText.json(summary)),
        ("concepts", ProjectText.json(stored.concepts)),
        ("outline", try stored.book.map { .verbatim(try $0.outline.json()) } ?? .null),
        (
          "findings",
          .array(
            findings.map {
              .object([
                ("code", .string($0.draft.code)), ("message", .string($0.draft.message)),
                ("node", $0.draft.node.map { .string($0.text) } ?? .null),
              ])
            })
        ),
        ("costs", ProjectText.json(report)),
      ])
      return try StandardOutput.write(object.text + "\n")
    }
    try StandardOutput.write(ProjectText.list(stored.concepts, of: stored.project.id))
    if let book = stored.book {
      try StandardOutput.write("\n\(book.concept.title)\n" + ProjectText.list(book.outline, book))
    }
    for finding in findings {
      try StandardOutput.write("note: \(finding.draft.message) [\(finding.draft.code)]\n")
    }
    try StandardOutput.write("\n" + ProjectText.table(report))
  }
}
