/// Writes one chapter unit by unit, then sums it up and checks it.
package struct ChapterMachine: GenerationMachine {
  /// A finished chapter with all that was learnt of it.
  package struct Product: Sendable, Equatable {
    package let version: ChapterVersion
    package let summary: ChapterSummary
    package let facts: [Fact]
    package let continuity: [ContinuityFinding]
  }

  private enum Phase: Sendable {
    case ready
    case unit(Int, UnitWriter)
    case review(ChapterReview)
  }

  private let task: ChapterTask
  private let tools: GenerationTools
  private let units: [WritingUnit]
  private var phase = Phase.ready
  private var pieces: [ChapterPiece]
  private var content = ""
  private var reported = 0
  package private(set) var result: GenerationResult<Product>?

  /// Words after which progress is reported again.
  private static let reportEvery = 25

  package init(task: ChapterTask, tools: GenerationTools) {
    self.task = task
    self.tools = tools
    units = WritingUnit.units(of: task.chapter)
    let names = units.map(\.id)
    pieces = task.pieces.filter { $0.version == task.version && names.contains(where: $0.holds) }
  }

  package mutating func handle(_ event: GenerationEvent) -> [GenerationAction] {
    switch event {
    case .start: return begin()
    case .streamed(let text): return streamed(text)
    case .answered(let answer): return take(answer)
    case .failed(let failure): return stop(failure)
    }
  }

  private mutating func begin() -> [GenerationAction] {
    if let written = task.written {
      content = written
      return beginReview()
    }
    content = task.standing
    return [.save(.chapter(version(.writing)))] + writeNext()
  }

  private func version(
    _ status: ChapterStatus, _ findings: [ChapterFinding] = [], failed: Int = 0
  ) -> ChapterVersion {
    var version = ChapterVersion(
      chapter: task.chapter.id, version: task.version, status: status, content: content,
      findings: pieces.flatMap(\.findings) + findings, failedRounds: task.round + failed,
      origin: task.origin)
    version.callNames = task.callNames
    version.instructions = task.instructions
    return version
  }

  private mutating func streamed(_ text: String) -> [GenerationAction] {
    guard case .unit(let index, var writer) = phase else { return [] }
    // The phase lets go of the writer while it changes, lest each piece of text copy it.
    phase = .ready
    let fault = writer.streamed(text)
    let words = writer.words
    phase = .unit(index, writer)
    if let fault { return [.cut(fault)] }
    guard words >= reported + Self.reportEvery else { return [] }
    reported = words
    return [progress(.writing, index, words: words)]
  }

  private func progress(
    _ stage: GenerationProgress.Stage, _ done: Int, words: Int = 0
  ) -> GenerationAction {
    var progress = GenerationProgress(
      stage, subject: task.chapter.title, done: done, total: units.count, words: words)
    progress.chapter = (task.outline.index(of: task.chapter.id) ?? 0) + 1
    progress.chapters = task.outline.chapters.count
    return .report(progress)
  }

  private mutating func take(_ answer: CallAnswer) -> [GenerationAction] {
    switch phase {
    case .ready: return []
    case .unit(let index, var writer):
      let step = writer.take(answer)
      phase = .unit(index, writer)
      return take(step)
    case .review(var review):
      let step = review.take(answer)
      phase = .review(review)
      return take(step)
    }
  }
}

// MARK: - Writing

extension ChapterMachine {
  /// Asks for the first unit that has no piece; reviews the chapter when all have one.
  private mutating func writeNext() -> [GenerationAction] {
    reported = 0
    guard let index = units.firstIndex(where: { unit in !pieces.contains { $0.holds(unit.id) } })
    else { return finishText() }
    var earlier = task.earlierText
    for piece in pieces { earlier.add(piece.text) }
    let before = units[..<index].last.flatMap { unit in pieces.first { $0.holds(unit.id) } }
    var values = ChapterPrompt(task: task)
      .values(unit: units[index], at: index, of: units, before: before?.text ?? "")
    if task.style == nil, index > 0 { values["manner"] = firstStyle?.manner ?? "" }
    let writer = UnitWriter(
      task: task, unit: units[index], values: values, earlier: earlier, tools: tools)
    phase = .unit(index, writer)
    return [progress(.writing, index), .call(writer.call)]
  }

  /// The style of the chapter's first piece, which further pieces are held to where the book has none
  /// yet. It is asked for with each piece, since what all have in common stays in the prompt cache.
  private var firstStyle: ProseStyle? {
    pieces.first { $0.holds(units[0].id) }
      .flatMap { StyleMeasure.measure($0.text, language: task.language) }
  }

  private mutating func take(_ step: UnitWriter.Step) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .accepted(let piece):
      pieces.append(piece)
      content = ChapterAssembly.content(units: units, pieces: pieces, kind: task.brief.kind)
      return [.save(.piece(piece)), .save(.chapter(version(.writing)))] + writeNext()
    case .failed(let reason, let kept):
      let sentence = "A section of “\(task.chapter.title)” could not be written: \(reason)"
      let stored = store(partial: kept, failed: 1)
      result = .failed(
        GenerationFailure("generation.unusable-answer", sentence, kept: stored.kept))
      return stored.actions
    }
  }

  private mutating func finishText() -> [GenerationAction] {
    content = ChapterAssembly.content(units: units, pieces: pieces, kind: task.brief.kind)
    return [.save(.chapter(version(.written)))] + beginReview()
  }

  /// The budget or a provider ends the chapter here: what is there is kept.
  private mutating func stop(_ failure: CallFailure) -> [GenerationAction] {
    if case .review = phase {
      result = .stopped(GenerationFailure(failure, kept: ["the text of “\(task.chapter.title)”"]))
      return []
    }
    var partial = ""
    if case .unit(_, let writer) = phase { partial = writer.partial }
    let stored = store(partial: partial, failed: 0)
    result = .stopped(GenerationFailure(failure, kept: stored.kept))
    return stored.actions
  }

  /// Stores the chapter as far as it is; says what that is.
  private mutating func store(
    partial: String, failed: Int
  ) -> (actions: [GenerationAction], kept: [String]) {
    var all = pieces
    if case .unit(let index, _) = phase, !partial.isEmpty {
      all.append(
        ChapterPiece(
          chapter: task.chapter.id, version: task.version, unit: units[index].id, text: partial))
    }
    content = ChapterAssembly.content(units: units, pieces: all, kind: task.brief.kind)
    let count = units.count { unit in pieces.contains { $0.holds(unit.id) } }
    let words = "\(count) of \(units.count) sections of “\(task.chapter.title)”"
    let actions = [GenerationAction.save(.chapter(version(.partial, failed: failed)))]
    return (actions, all.isEmpty ? [] : [words])
  }
}

// MARK: - Review

extension ChapterMachine {
  private mutating func beginReview() -> [GenerationAction] {
    let review = ChapterReview(task: task, content: content, tools: tools)
    phase = .review(review)
    return [progress(.review, units.count), .call(review.call)]
  }

  private mutating func take(_ step: ChapterReview.Step) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .failed(let sentence):
      result = .failed(
        GenerationFailure(
          "generation.unusable-answer", sentence, kept: ["the text of “\(task.chapter.title)”"]))
      return [.save(.chapter(version(.written, failed: 1)))]
    case .finished(let found):
      let id = task.chapter.id
      let summary = ChapterSummary(chapter: id, version: task.version, text: found.summary)
      let done = version(.done, found.findings + driftFindings)
      result = .done(
        Product(
          version: done, summary: summary, facts: found.facts, continuity: found.continuity))
      return [
        .save(.summary(summary)),
        .save(.facts(chapter: id, version: task.version, found.facts)),
        .save(.continuity(chapter: id, version: task.version, found.continuity)),
        .save(.chapter(done)), progress(.review, units.count),
      ]
    }
  }

  /// Hundredths of style distance from which on a person is told.
  private static let drift = 40

  private var driftFindings: [ChapterFinding] {
    guard let style = task.style,
      let own = StyleMeasure.measure(content, language: task.language, banned: style.banned)
    else { return [] }
    let distance = style.distance(to: own)
    guard distance >= Self.drift else { return [] }
    return [
      ChapterFinding("chapter.style-drift", "The style is \(distance) of 100 away from the book's.")
    ]
  }
}
