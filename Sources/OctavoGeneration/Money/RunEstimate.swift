/// What a run will use, step by step, before a word is bought.
package struct RunEstimate: Sendable, Equatable {
  /// The calls of one step and their tokens; prices are the policy's.
  package struct Item: Sendable, Equatable {
    package let step: Step
    package let calls: Int
    package let usage: TokenUsage
  }

  /// In the order of the pipeline; steps without calls are left out.
  package let items: [Item]

  /// All tokens together.
  package var usage: TokenUsage {
    let input = items.reduce(0) { $0 + $1.usage.input }
    let output = items.reduce(0) { $0 + $1.usage.output }
    let cached = items.reduce(0) { $0 + $1.usage.cachedInput }
    return TokenUsage(input: input, output: output, cachedInput: cached, isEstimate: true)
  }

  package var calls: Int { items.reduce(0) { $0 + $1.calls } }

  /// Tokens of a prompt's fixed text, of a list of concepts, of a chapter in the outline, of the
  /// facts of a chapter: what runs of the pipeline come to.
  private static let frame = 500
  private static let conceptsAnswer = 1_200
  private static let chapterPlan = 180
  private static let chapterFacts = 600
  private static let summary = 200
  /// Of the measured style with its sample, and of what a piece's own prompt and continuations add.
  private static let style = 350
  private static let piece = 450
  /// Sections of a chapter that is not planned yet.
  private static let usualSections = 3

  /// Ideation and an outline of so many chapters.
  package static func planning(chapters: Int) -> RunEstimate {
    let plan = chapters * chapterPlan
    let batches = (chapters + 3) / 4
    return RunEstimate(items: [
      item(.ideation, calls: 2, input: 2 * frame + 500, output: 700 + conceptsAnswer),
      item(.thesis, calls: 1, input: frame + 500, output: 500),
      item(
        .outline, calls: 2 + batches,
        input: (2 + batches) * frame + plan * (batches + 1), output: plan * 3 + 600),
    ])
  }

  /// The chapters of a project that are not done, or those that a run is asked for.
  package static func writing(
    _ project: BookProject, only requests: [ChapterRequest]? = nil
  ) -> RunEstimate {
    var chapter = (calls: 0, input: 0, output: 0, cached: 0)
    var review = (calls: 0, input: 0, output: 0)
    let language = project.brief.languageCode
    let context = frame + TextTokens.count(project.outline.lines)
    for (index, plan) in project.outline.chapters.enumerated() {
      guard let request = request(for: plan.id, of: project, among: requests) else { continue }
      let version = request.version
      let latest = project.latest(of: plan.id).flatMap { $0.version == version ? $0 : nil }
      let pieces = project.pieces.filter { $0.chapter == plan.id && $0.version == version }
      let units = WritingUnit.units(of: plan).filter { unit in
        latest?.status != .written && !pieces.contains { $0.holds(unit.id) }
      }
      for (place, unit) in units.enumerated() {
        let known = min(index, 3) * summary + min(index * 40, 900)
        chapter.calls += 1
        let shared = context + known + (index > 0 ? style : 0)
        chapter.input += shared + piece
        chapter.cached += place > 0 ? shared : 0
        chapter.output += tokens(words: unit.targetWords, language)
      }
      let text = tokens(words: plan.targetWords, language)
      let isFirst = index == 0
      review.calls += isFirst ? 2 : 3
      review.input += (text + frame) * (isFirst ? 2 : 3) + min(index, 8) * chapterFacts / 4
      review.output += summary + chapterFacts + (isFirst ? 0 : 120)
    }
    return RunEstimate(items: [
      item(
        .chapter, calls: chapter.calls, input: chapter.input, output: chapter.output,
        cached: chapter.cached),
      item(.summary, calls: review.calls, input: review.input, output: review.output),
    ])
  }

  /// The version of a chapter that will be written; nil where none will.
  private static func request(
    for id: NodeID, of project: BookProject, among requests: [ChapterRequest]?
  ) -> ChapterRequest? {
    let latest = project.latest(of: id)
    guard let requests else {
      return latest?.status == .done
        ? nil : ChapterRequest(chapter: id, version: latest?.version ?? 1)
    }
    let done = project.standing(of: id).map { $0.status == .done ? $0.version : 0 } ?? 0
    return requests.first { $0.chapter == id && $0.version > done }
  }

  /// The chapters of a book that is not outlined yet, taken as alike.
  package static func writing(chapters: Int, words: Int, language: String = "en") -> RunEstimate {
    let count = max(1, chapters)
    let target = max(80, words / count)
    let plan = (0..<count).map { index in
      let sections = (0..<usualSections).map { number in
        Outline.Section(
          id: NodeID("s\(index)-\(number)"), title: "A section's title of seven words or so",
          points: [], targetWords: target / usualSections)
      }
      return Outline.Chapter(
        id: NodeID("c\(index)"), title: "A chapter's title", purpose: "What the chapter is for.",
        targetWords: target, sections: target < 400 ? [] : sections)
    }
    let brief = ProjectBrief(
      keyword: "", genre: "", audienceLevel: "", language: language, intent: "")
    let concept = Concept(
      id: "", title: "", tagline: "", audience: "", thesis: "", difference: "")
    let part = Outline.Part(id: NodeID("p"), title: "", chapters: plan)
    return writing(
      BookProject(id: "", brief: brief, concept: concept, outline: Outline(parts: [part])))
  }

  /// Two estimates one after the other, their steps joined.
  package static func + (a: RunEstimate, b: RunEstimate) -> RunEstimate {
    RunEstimate(
      items: Step.allCases.map { step in
        let both = (a.items + b.items).filter { $0.step == step }
        return item(
          step, calls: both.reduce(0) { $0 + $1.calls },
          input: both.reduce(0) { $0 + $1.usage.input },
          output: both.reduce(0) { $0 + $1.usage.output },
          cached: both.reduce(0) { $0 + $1.usage.cachedInput })
      })
  }

  private init(items: [Item]) { self.items = items.filter { $0.calls > 0 } }

  private static func item(
    _ step: Step, calls: Int, input: Int, output: Int, cached: Int = 0
  ) -> Item {
    let usage = TokenUsage(
      input: input, output: output, cachedInput: cached, isEstimate: true)
    return Item(step: step, calls: calls, usage: usage)
  }

  private static func tokens(words: Int, _ language: String) -> Int {
    words * TextTokens.perThousandWords(language) / 1_000
  }
}
