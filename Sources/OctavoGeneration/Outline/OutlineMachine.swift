/// From a chosen concept to a checked outline: chapters, their sections, a check pass.
package struct OutlineMachine: GenerationMachine {
  private enum Phase: Sendable {
    case ready
    case chapters(StructuredAsk<OutlineDraft>)
    case sections(StructuredAsk<SectionsDraft>)
    case check(StructuredAsk<OutlineReview>)
  }

  /// What an outline is asked for.
  package struct Task: Sendable, Equatable {
    package let project: String
    package let brief: ProjectBrief
    package let concept: Concept
    /// Chapters and words the whole book should have.
    package let chapters: Int
    package let words: Int
    /// Counts outlines made for the concept; a new version asks anew.
    package let version: Int

    package init(
      project: String, brief: ProjectBrief, concept: Concept, chapters: Int = 12,
      words: Int = 30_000, version: Int = 1
    ) {
      self.project = project
      self.brief = brief
      self.concept = concept
      self.chapters = max(1, chapters)
      self.words = max(300, words)
      self.version = version
    }
  }

  /// Chapters whose sections are asked for in one call.
  private static let batch = 4

  private let task: Task
  private let tools: GenerationTools
  private var phase = Phase.ready
  private var outline = Outline(parts: [])
  private var planned = 0
  private var findings: [OutlineFinding] = []
  package private(set) var result: GenerationResult<Outline>?

  package init(task: Task, tools: GenerationTools) {
    self.task = task
    self.tools = tools
  }

  package mutating func handle(_ event: GenerationEvent) -> [GenerationAction] {
    switch event {
    case .start: return begin()
    case .streamed: return []
    case .failed(let failure):
      let kept =
        outline.chapters.isEmpty ? [] : ["an outline of \(outline.chapters.count) chapters"]
      result = .stopped(GenerationFailure(failure, kept: kept))
      return []
    case .answered(let answer): return take(answer)
    }
  }

  private var values: [String: String] { PromptValues.of(task.brief, task.concept) }
  private var id: CallID { CallID("\(task.project)/outline/\(task.concept.id)/v\(task.version)") }

  private mutating func begin() -> [GenerationAction] {
    let more = ["chapters": String(task.chapters), "words": String(task.words)]
    let ask = StructuredAsk<OutlineDraft>(
      .outline, id: id.appending("chapters"), values: values.merging(more) { $1 }, tools: tools,
      counts: counts,
      maxTokens: min(16_000, 1_000 + task.chapters * 260))
    phase = .chapters(ask)
    return [report(.outline, 0), .call(ask.call)]
  }

  /// A book of few chapters has one part, which then has all of them.
  private var counts: [String: ClosedRange<Int>] {
    let parts = max(1, task.chapters / 2)
    let most = task.chapters + min(2, task.chapters / 4)
    return ["parts": 1...parts, "chapters": (parts == 1 ? task.chapters : 1)...most]
  }

  private func report(_ stage: GenerationProgress.Stage, _ done: Int) -> GenerationAction {
    .report(
      GenerationProgress(
        stage, subject: task.concept.title, done: done, total: outline.chapters.count))
  }

  private mutating func take(_ answer: CallAnswer) -> [GenerationAction] {
    switch phase {
    case .ready: return []
    case .chapters(var ask):
      let wanted = task.chapters
      let step = ask.take(answer) { $0.problems(attempt: $1, chapters: wanted) }
      phase = .chapters(ask)
      return take(step)
    case .sections(var ask):
      let wanted = batchIndices.map { (number: $0 + 1, chapter: outline.chapters[$0]) }
      let step = ask.take(answer) { found, _ in found.problems(wanted) }
      phase = .sections(ask)
      return take(step)
    case .check(var ask):
      let step = ask.take(answer) { _, _ in [] }
      phase = .check(ask)
      return take(step)
    }
  }

  private mutating func take(_ step: StructuredAsk<OutlineDraft>.Step) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .exhausted(let problems):
      let sentence = "No usable outline came: " + problems.joined(separator: " ")
      result = .failed(GenerationFailure("generation.unusable-answer", sentence))
      return []
    case .accepted(let draft):
      outline = draft.outline(
        key: "\(task.project)/\(task.concept.id)/\(task.version)", words: task.words)
      return [.save(.outline(outline))] + askForSections()
    }
  }

  private mutating func take(_ step: StructuredAsk<SectionsDraft>.Step) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .accepted(let draft): plan(draft)
    case .exhausted:
      // A chapter without sections can be written all the same, from its own points.
      for index in batchIndices {
        let chapter = outline.chapters[index]
        findings.append(
          OutlineFinding(
            .local, "outline.no-sections", chapter.id,
            "The sections of “\(chapter.title)” could not be planned."))
      }
    }
    planned += batchIndices.count
    return [.save(.outline(outline))] + askForSections()
  }

  private mutating func take(_ step: StructuredAsk<OutlineReview>.Step) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .accepted(let review):
      let chapters = outline.chapters
      findings += review.findings.filter { !$0.problem.trimmingBlanks().isEmpty }.map { finding in
        let chapter =
          chapters.indices.contains(finding.chapter - 1) ? chapters[finding.chapter - 1].id : nil
        let advice = finding.suggestion.trimmingBlanks()
        return OutlineFinding(
          .model, "outline.review", chapter,
          finding.problem.trimmingBlanks() + (advice.isEmpty ? "" : " " + advice))
      }
    case .exhausted:
      findings.append(
        OutlineFinding(.model, "outline.not-reviewed", nil, "The check pass gave no usable answer.")
      )
    }
    result = .done(outline)
    return [.save(.outlineFindings(findings)), report(.check, outline.chapters.count)]
  }
}

extension OutlineMachine {
  /// The chapters whose sections are asked for now, by their 0-based places.
  private var batchIndices: Range<Int> {
    planned..<min(outline.chapters.count, planned + Self.batch)
  }

  private mutating func askForSections() -> [GenerationAction] {
    guard !batchIndices.isEmpty else { return askForReview() }
    let chapters = outline.chapters
    let wanted = batchIndices.map { index in
      let chapter = chapters[index]
      let points = chapter.points.map { "   - \($0)" }.joined(separator: "\n")
      return "Chapter \(index + 1): \(chapter.title) (\(chapter.targetWords) words)\n\(points)"
    }
    let more = ["outline": outline.lines, "wanted": wanted.joined(separator: "\n")]
    let ask = StructuredAsk<SectionsDraft>(
      .sections, id: id.appending("sections\(planned + 1)"), values: values.merging(more) { $1 },
      tools: tools, counts: ["chapters": 1...batchIndices.count])
    phase = .sections(ask)
    return [report(.outline, planned), .call(ask.call)]
  }

  private mutating func plan(_ draft: SectionsDraft) {
    let wanted = batchIndices
    var number = 0
    for p in outline.parts.indices {
      for c in outline.parts[p].chapters.indices {
        number += 1
        guard wanted.contains(number - 1),
          let planned = draft.chapters.first(where: { $0.number == number })
        else { continue }
        let chapter = outline.parts[p].chapters[c]
        outline.parts[p].chapters[c].sections = planned.sections(of: chapter)
      }
    }
  }

  private mutating func askForReview() -> [GenerationAction] {
    findings += OutlineCheck.findings(of: outline)
    let details = outline.chapters.enumerated().map { index, chapter in
      var lines = ["\(index + 1). \(chapter.title) — \(chapter.purpose)"]
      lines += chapter.points.map { "   - \($0)" }
      if !chapter.needs.isEmpty {
        lines.append("   needs: " + chapter.needs.joined(separator: "; "))
      }
      if !chapter.gives.isEmpty {
        lines.append("   gives: " + chapter.gives.joined(separator: "; "))
      }
      return lines.joined(separator: "\n")
    }
    let more = ["outline": details.joined(separator: "\n")]
    let ask = StructuredAsk<OutlineReview>(
      .outlineCheck, id: id.appending("check"), values: values.merging(more) { $1 }, tools: tools)
    phase = .check(ask)
    return [.save(.outlineFindings(findings)), report(.check, 0), .call(ask.call)]
  }
}
