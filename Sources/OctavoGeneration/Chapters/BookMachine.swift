/// Writes the chapters of a book that are not done, in order, or those asked for.
package struct BookMachine: GenerationMachine {
  private struct Work: Sendable {
    let chapter: Outline.Chapter
    var machine: ChapterMachine
  }

  private let tools: GenerationTools
  private let requests: [ChapterRequest]?
  private let instructions: String
  private var project: BookProject
  private var queue: [ChapterRequest] = []
  private var work: Work?
  package private(set) var result: GenerationResult<BookProject>?

  /// - Parameters:
  ///   - project: the book as it is stored.
  ///   - only: the versions to write; those that are done are left alone, so that a request may be
  ///     given again. Nil for all chapters that are not done.
  ///   - instructions: what a person wants of them; empty for nothing.
  package init(
    project: BookProject, tools: GenerationTools, only: [ChapterRequest]? = nil,
    instructions: String = ""
  ) {
    self.project = project
    self.tools = tools
    requests = only
    self.instructions = instructions
  }

  package mutating func handle(_ event: GenerationEvent) -> [GenerationAction] {
    if case .start = event { return begin() }
    guard var running = work else { return [] }
    // Let go of while it changes, lest each piece of a stream copy it.
    work = nil
    let actions = running.machine.handle(event)
    let outcome = running.machine.result
    work = running
    switch outcome {
    case nil:
      apply(actions)
      return actions
    case .done(let product): return finish(product, running.chapter, actions)
    case .stopped(let failure):
      apply(actions)
      result = .stopped(failure.with(kept: kept))
    case .failed(let failure):
      apply(actions)
      result = .failed(failure.with(kept: kept))
    }
    return actions
  }

  private mutating func begin() -> [GenerationAction] {
    queue = project.outline.chapters.compactMap { chapter in
      let latest = project.latest(of: chapter.id)
      guard let requests else {
        let version = latest?.version ?? 1
        return latest?.status == .done ? nil : ChapterRequest(chapter: chapter.id, version: version)
      }
      let request = requests.first { $0.chapter == chapter.id }
      let done = project.standing(of: chapter.id).map { $0.status == .done ? $0.version : 0 } ?? 0
      return request.flatMap { $0.version > done ? $0 : nil }
    }
    return next()
  }

  private mutating func apply(_ actions: [GenerationAction]) {
    for case .save(let record) in actions { project.apply(record) }
  }

  private var kept: [String] {
    let done = project.outline.chapters.count { project.status(of: $0.id) == .done }
    return done == 0 ? [] : ["\(done) of \(project.outline.chapters.count) chapters"]
  }

  private mutating func next() -> [GenerationAction] {
    guard !queue.isEmpty else {
      result = .done(project)
      return []
    }
    let request = queue.removeFirst()
    guard let chapter = project.outline.chapter(request.chapter) else { return next() }
    let task = project.task(for: chapter, version: request.version, instructions: instructions)
    var machine = ChapterMachine(task: task, tools: tools)
    let actions = machine.handle(.start)
    apply(actions)
    work = Work(chapter: chapter, machine: machine)
    return actions
  }

  /// The style and the stale marks are stored before the chapter counts as done, so that a run
  /// that dies in between makes up for them.
  private mutating func finish(
    _ product: ChapterMachine.Product, _ chapter: Outline.Chapter, _ actions: [GenerationAction]
  ) -> [GenerationAction] {
    var records: [GenerationRecord] = []
    let language = project.brief.languageCode
    if project.style == nil,
      let style = StyleMeasure.measure(product.version.content, language: language)
    {
      records.append(.style(style))
    }
    if product.version.version > 1 {
      let stale = Dependents.of(chapter.id, in: project.outline, kind: project.brief.kind)
        .filter { project.standing(of: $0)?.status == .done }
      if !stale.isEmpty { records.append(.stale(stale, because: chapter.id)) }
    }
    let all = records.map { GenerationAction.save($0) } + actions
    apply(all)
    return all + next()
  }
}

extension GenerationFailure {
  /// The same failure, with more that is kept, said first.
  func with(kept more: [String]) -> GenerationFailure {
    GenerationFailure(code, message, kept: more + kept, retryAfter: retryAfter)
  }
}
