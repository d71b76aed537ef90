import OctavoBase

/// From a brief to three to five distinct concepts: brainstorm, thesis, concepts.
package struct IdeationMachine: GenerationMachine {
  private enum Phase: Sendable {
    case ready
    case brainstorm(StructuredAsk<TopicLandscape>)
    case thesis(StructuredAsk<Argument>)
    case concepts(StructuredAsk<ConceptDrafts>)
  }

  /// Fewest and most concepts of a finished ideation.
  package static let count = 3...5
  /// Rounds in which concepts are asked for until there are enough.
  package static let rounds = 3

  private let project: String
  private let brief: ProjectBrief
  private let tools: GenerationTools
  private let round: Int
  private let wanted: Int
  private var phase = Phase.ready
  private var landscape = ""
  private var argument = ""
  private var asked = 0
  private var concepts: [Concept] = []
  private var rejected: [String] = []
  package private(set) var result: GenerationResult<[Concept]>?

  /// - Parameters:
  ///   - project: the project's id; part of all ids made.
  ///   - round: how often ideation of the project has failed before; a new round asks anew.
  ///   - kept: concepts of earlier rounds, which count.
  ///   - wanted: concepts asked for at once, within `count`.
  package init(
    project: String, brief: ProjectBrief, tools: GenerationTools, round: Int = 0,
    kept: [Concept] = [], wanted: Int = 4
  ) {
    self.project = project
    self.brief = brief
    self.tools = tools
    self.round = round
    self.wanted = min(max(wanted, Self.count.lowerBound), Self.count.upperBound)
    concepts = kept
  }

  package mutating func handle(_ event: GenerationEvent) -> [GenerationAction] {
    switch event {
    case .start: return begin()
    case .streamed: return []
    case .failed(let failure):
      result = .stopped(GenerationFailure(failure, kept: keptWords))
      return []
    case .answered(let answer): return take(answer)
    }
  }

  private var values: [String: String] { PromptValues.of(brief) }
  private var id: CallID { CallID("\(project)/ideation/r\(round)") }

  private mutating func begin() -> [GenerationAction] {
    if let fault = brief.findings.first {
      result = .failed(GenerationFailure(fault.code, fault.message))
      return []
    }
    let ask = StructuredAsk<TopicLandscape>(
      .brainstorm, id: id.appending("brainstorm"), values: values, tools: tools)
    phase = .brainstorm(ask)
    return [.report(GenerationProgress(.ideation, done: 0, total: 3)), .call(ask.call)]
  }

  private mutating func take(_ answer: CallAnswer) -> [GenerationAction] {
    switch phase {
    case .ready: return []
    case .brainstorm(var ask):
      let step = ask.take(answer) { found, _ in
        found.themes.isEmpty ? ["“themes” is empty."] : []
      }
      phase = .brainstorm(ask)
      return go(step, stage: "The brainstorm") { machine, found in machine.keep(found) }
    case .thesis(var ask):
      let step = ask.take(answer) { found, _ in
        found.claim.trimmingBlanks().isEmpty ? ["“claim” is empty."] : []
      }
      phase = .thesis(ask)
      return go(step, stage: "The thesis") { machine, found in machine.keep(found) }
    case .concepts(var ask):
      let step = ask.take(answer) { found, _ in
        found.concepts.isEmpty ? ["“concepts” is empty."] : []
      }
      phase = .concepts(ask)
      return go(step, stage: "The concepts") { machine, found in machine.judge(found) }
    }
  }

  private mutating func go<Answer>(
    _ step: StructuredAsk<Answer>.Step, stage: String,
    then: (inout IdeationMachine, Answer) -> [GenerationAction]
  ) -> [GenerationAction] {
    switch step {
    case .ask(let call): return [.call(call)]
    case .accepted(let answer): return then(&self, answer)
    case .exhausted(let problems):
      let sentence = "\(stage) gave no usable answer: " + problems.joined(separator: " ")
      result = .failed(
        GenerationFailure("generation.unusable-answer", sentence, kept: keptWords))
      return []
    }
  }
}

extension IdeationMachine {
  private mutating func keep(_ found: TopicLandscape) -> [GenerationAction] {
    landscape = found.description
    let name = brief.kind == .narrative ? PromptName.thesisNarrative : .thesisAcademic
    let ask = StructuredAsk<Argument>(
      name, id: id.appending("thesis"),
      values: values.merging(["landscape": landscape]) { $1 }, tools: tools)
    phase = .thesis(ask)
    return [
      .save(.landscape(found)), .report(GenerationProgress(.thesis, done: 1, total: 3)),
      .call(ask.call),
    ]
  }

  private mutating func keep(_ found: Argument) -> [GenerationAction] {
    argument = found.description
    return [
      .save(.argument(found)), .report(GenerationProgress(.concepts, done: 2, total: 3)),
      .call(askForConcepts()),
    ]
  }

  private mutating func askForConcepts() -> GenerationCall {
    asked += 1
    let known = concepts.map { "- \($0.title): \($0.thesis)" } + rejected.map { "- \($0)" }
    let more = [
      "landscape": landscape, "argument": argument,
      "count": String(max(wanted - concepts.count, 2)), "known": known.joined(separator: "\n"),
    ]
    let ask = StructuredAsk<ConceptDrafts>(
      .concepts, id: id.appending("concepts\(asked)"), values: values.merging(more) { $1 },
      tools: tools)
    phase = .concepts(ask)
    return ask.call
  }

  private mutating func judge(_ found: ConceptDrafts) -> [GenerationAction] {
    for draft in found.concepts where concepts.count < Self.count.upperBound {
      let concept = draft.concept(project: project, round: round)
      if draft.fault != nil { continue }
      if concepts.contains(where: { Likeness.isDuplicate($0, concept) }) {
        rejected.append("\(concept.title) (too like another)")
      } else {
        concepts.append(concept)
      }
    }
    var actions: [GenerationAction] = [.save(.concepts(concepts))]
    if concepts.count >= Self.count.lowerBound {
      actions.append(.report(GenerationProgress(.concepts, done: 3, total: 3)))
      result = .done(concepts)
    } else if asked < Self.rounds {
      actions.append(.call(askForConcepts()))
    } else {
      let sentence =
        "After \(asked) rounds there are \(concepts.count) distinct concepts; "
        + "\(Self.count.lowerBound) are needed."
      result = .failed(
        GenerationFailure("generation.too-few-concepts", sentence, kept: keptWords))
    }
    return actions
  }

  private var keptWords: [String] { concepts.map { "the concept “\($0.title)”" } }
}
