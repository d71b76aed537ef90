/// Sums a whole chapter up, gathers its facts and compares it with the ledger.
///
/// A chapter too long for one call is read in stretches of whole paragraphs, so that nothing of it
/// goes unread.
struct ChapterReview: Sendable {
  enum Step: Sendable {
    case ask(GenerationCall)
    case finished(Result)
    /// The chapter could not be summed up.
    case failed(String)
  }

  struct Result: Sendable {
    var summary = ""
    var facts: [Fact] = []
    var continuity: [ContinuityFinding] = []
    var findings: [ChapterFinding] = []
  }

  private enum Phase: Sendable {
    case summary(SummaryWriter)
    case facts(StructuredAsk<FactsDraft>)
    case continuity(StructuredAsk<ContinuityDraft>, known: [Fact])
  }

  /// Words of one stretch, and of a chapter's summary.
  private static let stretchWords = 6_000
  private static let summaryWords = 150
  /// Tokens of one answer about facts; thirty facts take about two thousand.
  private static let answerTokens = 2_500
  /// Earlier facts a stretch is compared with.
  private static let facts = 80

  private let task: ChapterTask
  private let tools: GenerationTools
  private let evidence: Evidence
  private let stretches: [String]
  private let id: CallID
  private var phase: Phase
  private var index = 0
  private var droppedFacts = 0
  private var result = Result()

  init(task: ChapterTask, content: String, tools: GenerationTools) {
    self.task = task
    self.tools = tools
    evidence = Evidence(content)
    stretches = Self.stretches(content)
    let id = task.id.appending("review").appending("r\(task.round)")
    self.id = id
    let values = Self.summaryValues(task, stretches, 0)
    phase = .summary(
      SummaryWriter(task: task, id: id.appending("summary1"), values: values, tools: tools))
  }

  /// The call to make now.
  var call: GenerationCall {
    switch phase {
    case .summary(let writer): writer.call
    case .facts(let ask): ask.call
    case .continuity(let ask, _): ask.call
    }
  }

  private static func summaryValues(
    _ task: ChapterTask, _ stretches: [String], _ index: Int
  ) -> [String: String] {
    var values = values(task, stretches, index)
    let count = stretches.count
    values["piece"] = count > 1 ? "part \(index + 1) of \(count)" : ""
    values["words"] = String(max(60, summaryWords / max(1, count)))
    return values
  }

  private static func values(
    _ task: ChapterTask, _ stretches: [String], _ index: Int
  ) -> [String: String] {
    var values = PromptValues.of(task.brief, task.concept)
    values["chapter"] = task.chapter.title
    values["text"] = stretches.indices.contains(index) ? stretches[index] : ""
    return values
  }

  private var values: [String: String] { Self.values(task, stretches, index) }

  mutating func take(_ answer: CallAnswer) -> Step {
    switch phase {
    case .summary(var writer):
      let step = writer.take(answer)
      phase = .summary(writer)
      return take(step)
    case .facts(var ask):
      let step = ask.take(answer) { _, _ in [] }
      phase = .facts(ask)
      return take(step)
    case .continuity(var ask, let known):
      let step = ask.take(answer) { _, _ in [] }
      phase = .continuity(ask, known: known)
      return take(step, known: known)
    }
  }

  private mutating func take(_ step: SummaryWriter.Step) -> Step {
    switch step {
    case .ask(let call): return .ask(call)
    case .failed: return .failed("“\(task.chapter.title)” could not be summed up.")
    case .finished(let text): result.summary += (result.summary.isEmpty ? "" : " ") + text
    }
    index += 1
    guard index < stretches.count else {
      index = 0
      return beginFacts()
    }
    phase = .summary(
      SummaryWriter(
        task: task, id: id.appending("summary\(index + 1)"),
        values: Self.summaryValues(task, stretches, index), tools: tools))
    return .ask(call)
  }
}

// MARK: - Facts and continuity

extension ChapterReview {
  private func askForFacts() -> StructuredAsk<FactsDraft> {
    StructuredAsk(
      .facts, id: id.appending("facts\(index + 1)"), values: values, tools: tools,
      maxTokens: Self.answerTokens)
  }

  private mutating func beginFacts() -> Step {
    phase = .facts(askForFacts())
    return .ask(call)
  }

  private mutating func take(_ step: StructuredAsk<FactsDraft>.Step) -> Step {
    switch step {
    case .ask(let call): return .ask(call)
    case .accepted(let draft):
      let found = draft.facts(
        chapter: task.chapter.id, version: task.version, evidence: evidence)
      droppedFacts += found.dropped
      for fact in found.kept where !result.facts.contains(where: { $0.id == fact.id }) {
        result.facts.append(fact)
      }
    case .exhausted:
      note("chapter.facts-missing", "The facts of a passage could not be gathered.")
    }
    index += 1
    if index < stretches.count { return beginFacts() }
    index = 0
    if droppedFacts > 0 {
      note(
        "chapter.facts-dropped", "\(droppedFacts) facts without evidence in the text were dropped.")
    }
    result.continuity = task.ledger.conflicts(with: result.facts)
    return beginContinuity()
  }

  /// Compares the next stretch that names anything known; finishes after the last.
  private mutating func beginContinuity() -> Step {
    while index < stretches.count {
      let known = task.ledger.facts(
        about: stretches[index], except: task.chapter.id, limit: Self.facts)
      if !known.isEmpty {
        var values = values
        values["facts"] = known.map(\.line).joined(separator: "\n")
        let ask = StructuredAsk<ContinuityDraft>(
          .continuity, id: id.appending("continuity\(index + 1)"), values: values, tools: tools,
          maxTokens: Self.answerTokens)
        phase = .continuity(ask, known: known)
        return .ask(ask.call)
      }
      index += 1
    }
    return .finished(result)
  }

  private mutating func take(
    _ step: StructuredAsk<ContinuityDraft>.Step, known: [Fact]
  ) -> Step {
    switch step {
    case .ask(let call): return .ask(call)
    case .accepted(let draft):
      for finding in draft.findings(known: known, evidence: evidence)
      where !result.continuity.contains(where: {
        $0.fact == finding.fact && $0.paragraph == finding.paragraph
      }) {
        result.continuity.append(finding)
      }
    case .exhausted:
      note("chapter.continuity-unchecked", "A passage could not be compared with earlier chapters.")
    }
    index += 1
    return beginContinuity()
  }

  private mutating func note(_ code: String, _ message: String) {
    let finding = ChapterFinding(code, message)
    if !result.findings.contains(finding) { result.findings.append(finding) }
  }

  /// The text as numbered paragraphs, cut where a stretch is full.
  private static func stretches(_ content: String) -> [String] {
    var result: [String] = []
    var lines: [String] = []
    var words = 0
    for (index, paragraph) in Paragraphs.split(content).enumerated() {
      let count = WordScan.count(paragraph)
      if words + count > stretchWords, !lines.isEmpty {
        result.append(lines.joined(separator: "\n\n"))
        (lines, words) = ([], 0)
      }
      lines.append("[\(index + 1)] \(paragraph)")
      words += count
    }
    if !lines.isEmpty { result.append(lines.joined(separator: "\n\n")) }
    return result
  }
}
