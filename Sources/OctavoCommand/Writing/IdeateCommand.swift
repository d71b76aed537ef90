import ArgumentParser
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// `octavo ideate`: from a keyword to three to five concepts.
struct IdeateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ideate", abstract: "Make three to five concepts of a book from a keyword.",
    discussion: """
      Begins a project in the store, or goes on with one of the same brief. What was bought once \
      is never bought again.
      """)

  @OptionGroup var brief: BriefOptions
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var models: ModelOptions
  @Flag(name: .customLong("new"), help: "Begin a new project even if one has the same brief.")
  var isNew = false
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    try CommandRun.reported(json: json, resume: "the same command") {
      let bench = try Workbench(storeOptions, models, quiet: json)
      let id = try ProjectChoice(bench).project(
        for: brief.brief, budget: models.limit, isNew: isNew)
      if try StoredBook(id, in: bench.store).concepts.isEmpty {
        try warn()
        bench.announce(brief.brief.kind, json: json)
        bench.announce(.planning(chapters: OutlinePlan.usualChapters), json: json)
      }
      let (json, options) = (json, storeOptions.again + models.again)
      try AsyncRun.wait {
        let concepts = try await bench.runner.ideate(id)
        bench.console.end()
        try StandardOutput.write(
          json
            ? ProjectText.json(concepts, of: id).text + "\n"
            : ProjectText.list(concepts, of: id)
              + "\nGo on with: octavo outline \(id.text) --concept 1\(options)\n")
      }
    }
  }
}

extension IdeateCommand {
  /// The book's template is chosen later; that the usual one will not do is better known now.
  private func warn() throws {
    guard !json, let missing = try TemplateLetters.missing(of: brief.language, template: nil)
    else { return }
    let warning = Diagnostic(.warning, missing.code, missing.message, hints: missing.hints)
    CommandRun.show([warning], SourceMap(), false)
  }
}

/// Finds or begins the project of a brief.
struct ProjectChoice {
  private let store: Store
  private let policy: GenerationPolicy
  private let runner: ProjectRunner

  init(_ bench: Workbench) {
    store = bench.store
    runner = bench.runner
    policy = bench.policy
  }

  /// The latest project of the same brief, with a new budget where one is given; else a new one.
  ///
  /// A rehearsal and a real book are never the same project: none goes on with the other's text.
  func project(
    for brief: OctavoGeneration.ProjectBrief, budget: BudgetChoice, isNew: Bool
  ) throws -> ProjectID {
    let findings = brief.findings
    guard findings.isEmpty else { throw OctavoError(.badInput, findings) }
    let wanted = OctavoStore.ProjectBrief(brief)
    // A project that nobody can write is not begun.
    if isNew {
      try runner.checkModels()
      return try store.projects.create(wanted, budget: Self.limit(budget))
    }
    let found = try store.projects.findOrCreate(
      wanted, budget: Self.limit(budget), fits: policy.goesOn, creating: runner.checkModels)
    if !found.isNew { try Self.set(budget, of: found.id, in: store) }
    return found.id
  }

  /// Changes the budget, where one is given.
  static func set(
    _ budget: BudgetChoice, of id: ProjectID, in store: Store
  ) throws {
    if case .asStored = budget { return }
    let spent = try store.ledger.state(id).spent
    if let limit = limit(budget), limit.count < spent.count {
      throw OctavoError(
        .badInput, "generation.budget-spent",
        "a budget of \(Figures.dollars(OctavoGeneration.MicroDollars(limit.count))) cannot be held: "
          + "the project has cost \(Figures.dollars(OctavoGeneration.MicroDollars(spent.count)))",
        hints: ["leave --budget out to keep the limit it has"])
    }
    let lease = try store.leases.take(id)
    defer { try? store.leases.release(lease) }
    try store.projects.setBudget(limit(budget), under: lease)
  }

  private static func limit(_ budget: BudgetChoice) -> OctavoStore.MicroDollars? {
    if case .at(let amount) = budget { OctavoStore.MicroDollars(amount.count) } else { nil }
  }
}

extension Workbench {
  /// Says what kind of book the genre's words make, while another word can still change it.
  func announce(_ kind: BookKind, json: Bool) {
    guard !json else { return }
    Terminal.write(
      kind == .narrative
        ? "planned as a story; with “nonfiction” in --genre it would be an argument\n"
        : "planned as an argument; with “narrative” in --genre it would be a story\n")
  }

  /// Says what a run is expected to use, before it begins.
  func announce(_ estimate: RunEstimate, json: Bool) {
    guard !estimate.items.isEmpty else { return }
    let sheet = runner.sheet(of: estimate)
    guard !json else {
      // The result has the standard output to itself.
      return Terminal.write(JSONValue.object([("estimate", ProjectText.json(sheet))]).text + "\n")
    }
    let cost = sheet.cost.map { "about " + Figures.dollars($0) } ?? "cost unknown"
    let models = sheet.models.map(\.text).joined(separator: ", ")
    Terminal.write(
      "estimate: \(sheet.calls) calls, \(Figures.grouped(sheet.tokensIn)) tokens in, "
        + "\(Figures.grouped(sheet.tokensOut)) out, \(cost)"
        + (models.isEmpty ? "\n" : " (\(models))\n"))
  }
}
