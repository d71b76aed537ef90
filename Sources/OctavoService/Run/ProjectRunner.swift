import OctavoBase
package import OctavoGeneration
package import OctavoStore
import OctavoTransport

/// Runs the pipeline's steps on stored projects. Each goes on where an earlier run of it ended,
/// however that ended.
package struct ProjectRunner: Sendable {
  package let store: Store
  private let policy: GenerationPolicy
  /// Where keys, addresses and proxies may be named.
  private let environment: [String: String]
  private let tools: GenerationTools
  private let watch: any RunWatch
  /// Models that did not answer one run are passed over by the next.
  private let rests: ModelRests

  /// The runner with another watch.
  package func watched(by watch: any RunWatch) -> ProjectRunner {
    ProjectRunner(self, watch)
  }

  private init(_ other: ProjectRunner, _ watch: any RunWatch) {
    store = other.store
    policy = other.policy
    environment = other.environment
    tools = other.tools
    rests = other.rests
    self.watch = watch
  }

  package init(
    store: Store, policy: GenerationPolicy, environment: [String: String],
    prompts: PromptLibrary, watch: any RunWatch
  ) {
    self.store = store
    self.policy = policy
    self.environment = environment
    tools = GenerationTools(
      prompts: prompts, answers: MendingAnswerReader(), judgesLanguage: !policy.isRehearsal)
    rests = ModelRests()
    self.watch = watch
  }

  /// From the brief to three to five concepts; those that are there already cost nothing again.
  package func ideate(_ id: ProjectID) async throws -> [OctavoGeneration.Concept] {
    try await hold(id) { desk in
      let stored = try StoredBook(id, in: store)
      if stored.project.state != .initiated, stored.project.state != .ideating,
        stored.concepts.count >= IdeationMachine.count.lowerBound
      {
        return stored.concepts
      }
      let machine = IdeationMachine(
        project: id.text, brief: stored.brief, tools: tools, round: stored.failedRounds,
        kept: stored.failedRounds > 0 ? stored.concepts : [])
      try desk.check(machine)
      try store.projects.setState(.ideating, under: desk.lease)
      let result = try await desk.run(machine)
      if case .failed = result {
        try desk.keep(RunRecord.failedRounds, stored.failedRounds + 1)
      }
      let concepts = try desk.product(of: result)
      try store.projects.setState(.ideated, under: desk.lease)
      return concepts
    }
  }

  /// From a concept to a checked outline; one that is there for it is kept or taken back, unless
  /// `anew`, or older than the version wanted. Nothing changes before the new outline is whole:
  /// then it takes the old one's place together with the concept, and the old one is kept.
  ///
  /// - Parameters:
  ///   - version: counts the project's outlines; nil for whichever there is.
  ///   - notes: what people said of the concept.
  package func outline(
    _ id: ProjectID, concept: String, chapters: Int?, words: Int?, anew: Bool = false,
    version: Int? = nil, notes: String = ""
  ) async throws -> OctavoGeneration.Outline {
    try await hold(id) { desk in
      let stored = try StoredBook(id, in: store)
      guard let chosen = stored.concepts.first(where: { $0.id == concept }) else {
        throw RunFailure.noConcept(concept, of: stored)
      }
      let wanted = version ?? 0
      if !anew, let book = stored.book, stored.concept?.id == concept,
        (stored.plan?.version ?? 0) >= wanted
      {
        return book.outline
      }
      let change = OutlineChoice(stored, desk)
      if !anew,
        let kept = stored.kept.last(where: {
          $0.plan.concept == concept && $0.plan.version >= wanted
        })
      {
        return try change.take(kept)
      }
      var plan = OutlinePlan(stored, concept, chapters, words)
      let machine = OutlineMachine(
        task: OutlineMachine.Task(
          project: id.text, brief: stored.brief.noting(notes), concept: chosen,
          chapters: plan.chapters,
          words: plan.words, version: plan.version),
        tools: tools)
      try desk.check(machine)
      try desk.keep(RunRecord.pending, plan)
      if stored.book == nil { try store.projects.setState(.outlining, under: desk.lease) }
      let host = OutlineHost(desk.host)
      let result = try await desk.run(machine, in: host)
      let outline = try desk.product(of: result, isMarked: stored.book == nil)
      plan.isDone = true
      return try change.take(
        KeptOutline(plan: plan, outline: outline, findings: host.findings, style: nil))
    }
  }

  /// Takes an outline back that stood before, by its number; the one that stands is kept.
  package func takeBack(_ id: ProjectID, outline version: Int) async throws {
    try await hold(id) { desk in
      let stored = try StoredBook(id, in: store)
      guard stored.plan?.version != version else { return }
      guard let kept = stored.kept.last(where: { $0.plan.version == version }) else {
        throw RunFailure.noOutline(version, of: stored)
      }
      _ = try OutlineChoice(stored, desk).take(kept)
    }
  }

  /// Writes the chapters that are not done, or those asked for.
  package func write(
    _ id: ProjectID, only: [ChapterRequest]? = nil, instructions: String = ""
  ) async throws -> BookProject {
    try await hold(id) { desk in
      guard let book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
      let machine = BookMachine(
        project: book, tools: tools, only: only, instructions: instructions)
      try desk.check(machine)
      try store.projects.setState(.writing, under: desk.lease)
      watch.saw(
        .plan(words: book.outline.targetWords, written: book.words - book.words(givenUp: only)))
      let written = try desk.product(of: try await desk.run(machine))
      try store.projects.setState(written.isDone ? .written : .outlined, under: desk.lease)
      return written
    }
  }

  /// Throws where a step of the pipeline has no model that can be used.
  package func checkModels() throws {
    let directory = ProviderDirectory(policy, environment: environment)
    do throws(ModelError) {
      try ModelAssembly.check(policy, directory)
    } catch {
      throw RunFailure.error(error)
    }
  }

  /// What a run is expected to cost with the models that can be used.
  package func sheet(of estimate: RunEstimate) -> CostSheet {
    let directory = ProviderDirectory(policy, environment: environment)
    return CostSheet(estimate, policy: policy) { step in
      policy[step].models.filter { name in
        if case .ready = directory[name.provider] { true } else { false }
      }
    }
  }

  /// Takes the project, closes what an earlier process left open, and lends a desk to work at.
  private func hold<Value>(
    _ id: ProjectID, _ work: (RunDesk) async throws -> Value
  ) async throws -> Value {
    try await store.leases.hold(id) { lease in
      let lost = LostCalls(store, lease, prices: policy.prices)
      try store.ledger.closeAbandoned(under: lease, settling: lost.settlement(of:))
      let current = CurrentCall()
      let client = HTTPClient(policy.network.settings(environment: environment))
      defer { client.close() }
      let meter = LedgerMeter(
        store, lease, prices: policy.prices, current: current, watch: watch)
      var assembly = ModelAssembly(
        policy, directory: ProviderDirectory(policy, environment: environment), client: client,
        meter: meter)
      assembly.rests = rests
      let host = StoreHost(store, lease, current, watch)
      do {
        return try await work(
          RunDesk(
            store: store, lease: lease, policy: policy, assembly: assembly, host: host,
            watch: watch))
      } catch let error as ModelError {
        throw RunFailure.error(error)
      }
    }
  }
}

extension BookProject {
  /// Words in the book that chapters to be written anew will take the place of.
  fileprivate func words(givenUp requests: [ChapterRequest]?) -> Int {
    (requests ?? []).reduce(0) { sum, request in
      guard let old = standing(of: request.chapter), old.version < request.version else {
        return sum
      }
      return sum + old.words
    }
  }
}

extension OctavoGeneration.ProjectBrief {
  /// The brief with more that is wanted of the book.
  fileprivate func noting(_ notes: String) -> OctavoGeneration.ProjectBrief {
    guard !notes.isEmpty else { return self }
    var brief = self
    brief.intent += (brief.intent.isEmpty ? "" : "\n\n") + notes
    return brief
  }
}

/// One run's place of work.
struct RunDesk {
  let store: Store
  let lease: ProjectLease
  let policy: GenerationPolicy
  let assembly: ModelAssembly
  let host: StoreHost
  let watch: any RunWatch

  /// Runs a machine. Models are looked for only where there is something to ask: what is stored
  /// can be had without any.
  func run<Machine: GenerationMachine>(
    _ machine: Machine, in surroundings: (any GenerationHost)? = nil
  ) async throws -> GenerationResult<Machine.Product> {
    var idle = machine
    if idle.handle(.start).isEmpty, let result = idle.result { return result }
    return try await GenerationDriver(
      model: try assembly.model(), host: surroundings ?? host
    ).run(machine)
  }

  /// Throws where a run would mix placeholder text with a model's. One that has nothing to ask for
  /// mixes nothing.
  func check(_ machine: some GenerationMachine) throws {
    var idle = machine
    if idle.handle(.start).isEmpty, idle.result != nil { return }
    guard !policy.goesOn(with: try store.projects.providers(of: lease.project)) else { return }
    throw RunFailure.otherKind(isRehearsal: policy.isRehearsal)
  }

  /// Keeps a value of the runner's own.
  func keep(_ kind: String, _ value: some Encodable) throws {
    try store.records.save(
      StoredRecord(kind, body: try RecordBody.json(value)), under: lease)
  }

  /// The product; otherwise the project is marked, where it has nothing to go back to, and the
  /// failure thrown.
  func product<Product>(
    of result: GenerationResult<Product>, isMarked: Bool = true
  ) throws -> Product {
    switch result {
    case .done(let product): return product
    case .stopped(let failure):
      watch.saw(.stopped(retryAfter: failure.retryAfter))
      throw RunFailure.error(failure)
    case .failed(let failure):
      if isMarked {
        try store.projects.setState(.failed, failure: failure.message, under: lease)
      }
      throw RunFailure.error(failure)
    }
  }
}

extension OutlinePlan {
  /// What the unfinished plan was, where it is for the same; else the next.
  fileprivate init(_ stored: StoredBook, _ concept: String, _ chapters: Int?, _ words: Int?) {
    let old = stored.pending ?? stored.plan
    if let pending = stored.pending, pending.concept == concept,
      chapters ?? pending.chapters == pending.chapters, words ?? pending.words == pending.words
    {
      self = pending
      return
    }
    let count = chapters ?? (old?.chapters ?? Self.usualChapters)
    let usual = chapters == nil ? old?.words : nil
    self.init(
      concept: concept, chapters: count, words: words ?? usual ?? count * Self.wordsOfChapter,
      version: stored.lastOutline + 1, isDone: false)
  }
}
