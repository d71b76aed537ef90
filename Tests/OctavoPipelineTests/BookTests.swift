import OctavoGeneration
import OctavoTestSupport
import Testing

/// A book as a whole: order, memory, money, second versions.
@Suite("Book")
struct BookTests {
  private static let chapters = [
    Sample.chapter("a", words: 150, gives: ["the map"]), Sample.chapter("b", words: 150),
    Sample.chapter("c", words: 150, needs: ["The Map"]),
  ]

  private func write(
    _ project: BookProject, _ model: ScriptedModel, _ host: MemoryHost = MemoryHost(),
    only: [ChapterRequest]? = nil, instructions: String = ""
  ) async throws -> GenerationResult<BookProject> {
    let machine = BookMachine(
      project: project, tools: try Sample.tools(), only: only, instructions: instructions)
    return try await GenerationDriver(model: model, host: host).run(machine)
  }

  private static let script = BookScript(unitWords: 150)

  @Test("each chapter is told what came before, and keeps the style of the first")
  func memory() async throws {
    let model = Self.script.model()
    let book = try #require(
      try await write(Sample.project(Self.chapters, brief: Sample.essay), model).product)
    #expect(book.outline.chapters.allSatisfy { book.status(of: $0.id) == .done })
    let style = try #require(book.style)
    let prompts = model.requests.filter { $0.step == .chapter }
    #expect(prompts.count == 6)
    #expect(!prompts[0].messages[0].text.contains("Keep to the manner"))
    let manner = try #require(prompts[1].messages[0].text.split(separator: "first piece:\n").last)
    #expect(manner.hasPrefix("Person: ") || manner.hasPrefix("Register: "), "\(manner)")
    #expect(!prompts[1].system.contains("Sentence length"))
    #expect(prompts[0].system.contains("Never write: “a testament to”"))
    #expect(prompts[2].system.contains(style.description))
    #expect(prompts[2].system.contains(style.sample))
    #expect(prompts[0].system == prompts[1].system, "the cached part changed within a chapter")
    let shared = prompts.prefix(2).map { request in
      Array(request.messages[0].text.utf8.prefix(request.messages[0].stableLength))
    }
    #expect(shared[0].count > 20 && shared[0] == shared[1], "the cached part changed")
    let last = prompts[5].messages[0].text
    #expect(last.contains("1. Chapter A: The keeper watches"))
    #expect(last.contains("2. Chapter B: The keeper watches"))
    #expect(last.contains("Chapter 3 of 3: Chapter C"))
    #expect(last.contains("The chapter rests on:\n- The Map"))
    #expect(!prompts[0].messages[0].text.contains("What came before"))
    #expect(book.standing(of: NodeID("c-a"))?.content.hasPrefix("## Scene a 1\n\n") == true)
  }

  @Test("a story's sections are parted by scene breaks, an argument's by headings")
  func sections() async throws {
    let book = try #require(
      try await write(Sample.project([Self.chapters[0]]), Self.script.model()).product)
    let content = try #require(book.standing(of: NodeID("c-a"))?.content)
    #expect(content.components(of: "\n\n***\n\n") == 1 && !content.contains("#"))
  }

  @Test("facts without words of the chapter to prove them are dropped")
  func facts() async throws {
    let host = MemoryHost()
    let book = try #require(
      try await write(Sample.project([Self.chapters[0]]), Self.script.model(), host).product)
    let facts = book.ledger.facts
    #expect(facts.map(\.attribute) == ["first seen"])
    let content = try #require(book.standing(of: NodeID("c-a"))?.content)
    #expect(Paragraphs.split(content)[facts[0].paragraph - 1].contains(facts[0].evidence))
    #expect(book.chapters[0].findings.map(\.code) == ["chapter.facts-dropped"])
  }

  @Test("evidence is looked for as it is read, and the paragraph's number put right")
  func evidence() {
    let evidence = Evidence(
      "The *lamp* was “lit” at six.\n\nHe’d slept —\nlong.\n\n1\\. Third <x>.")
    #expect(evidence.paragraph(holding: "lamp was \"lit\" at", claimed: 1) == 1)
    #expect(evidence.paragraph(holding: "He'd slept - long", claimed: 1) == 2)
    #expect(evidence.paragraph(holding: "He slept long", claimed: 2) == nil)
    #expect(evidence.paragraph(holding: "1. Third", claimed: 9) == 3)
    #expect(evidence.paragraph(holding: "at", claimed: 1) == nil)
  }

  @Test("contradictions must name a known fact and quote the text")
  func continuity() async throws {
    var project = Sample.project(Array(Self.chapters.prefix(2)))
    project.chapters = [
      ChapterVersion(chapter: NodeID("c-a"), version: 1, status: .done, content: "Old.")
    ]
    let known = Fact(
      chapter: NodeID("c-a"), version: 1, entity: "The keeper", attribute: "First seen",
      value: "at noon", paragraph: 1, evidence: "Old")
    project.ledger = FactLedger([known])
    let host = MemoryHost()
    let model = ScriptedModel { request, _ in
      guard request.format?.name == "continuity" else {
        return BookScript(unitWords: 150) { name in
          "The keeper counts. "
            + Prose.text(words: 140, seed: UInt64(name.utf8.reduce(0) { Int($0) + Int($1) }))
        }.reply(to: request)
      }
      #expect(request.messages[0].text.contains("[\(known.id)] The keeper"))
      return .text(
        """
        {"contradictions":[
        {"fact":"[\(known.id)]","paragraph":9,"evidence":"The keeper counts.","problem":"He slept."},
        {"fact":"f-unknown","paragraph":1,"evidence":"The keeper counts.","problem":"x"},
        {"fact":"\(known.id)","paragraph":1,"evidence":"He swam to France.","problem":"x"}]}
        """)
    }
    _ = try await write(project, model, host)
    let saved = host.records.compactMap { record -> [ContinuityFinding]? in
      if case .continuity(_, _, let findings) = record { findings } else { nil }
    }
    let findings = try #require(saved.last)
    #expect(findings.map(\.isLocal) == [false])
    #expect(findings.map(\.fact) == [known.id] && findings[0].paragraph == 1)
  }

  @Test("another value for the same thing is a conflict without asking a model")
  func localConflicts() {
    func fact(_ chapter: String, _ entity: String, _ value: String) -> Fact {
      Fact(
        chapter: NodeID(chapter), version: 1, entity: entity, attribute: "age", value: value,
        paragraph: 1, evidence: "e")
    }
    let ledger = FactLedger([
      fact("c-a", "Anna", "40"), fact("c-b", "anna", "41"), fact("c-a", "Bo", "9"),
    ])
    let found = ledger.conflicts(with: [fact("c-c", "ANNA", "40"), fact("c-c", "Bo", "9")])
    #expect(found.map(\.message) == ["ANNA, age: “41” before, “40” here."])
  }

  @Test("the budget ends a book in the middle of a chapter, which stays a valid partial book")
  func budget() async throws {
    let project = Sample.project(["a", "b"].map { Sample.chapter($0, sections: 4, words: 150) })
    let unbounded = MemoryHost()
    let whole = try #require(try await write(project, Self.script.model(), unbounded).product)
    let total = Self.tokens(of: unbounded)
    var isMidChapter = false
    for tokens in stride(from: 1_500, to: total, by: 900) {
      let partial = try await budget(tokens, project, whole)
      isMidChapter = isMidChapter || partial
    }
    #expect(isMidChapter)
  }

  private static func tokens(of host: MemoryHost) -> Int {
    host.ledger.reduce(0) {
      $0 + ($1.settlement?.usage.input ?? 0) + ($1.settlement?.usage.output ?? 0)
    }
  }

  /// Runs on so many tokens; says whether a chapter was left in the middle.
  private func budget(
    _ tokens: Int, _ project: BookProject, _ whole: BookProject
  ) async throws -> Bool {
    let host = MemoryHost()
    host.allow(tokens: tokens)
    let result = try await write(project, Self.script.model(), host)
    guard case .stopped(let failure) = result else {
      Issue.record("\(tokens) tokens did not stop the run")
      return false
    }
    #expect(failure.code == "generation.budget-reached")
    var stored = project
    for record in host.records { stored.apply(record) }
    let files = ManuscriptFiles(stored)
    #expect(Self.tokens(of: host) <= tokens)
    #expect(host.ledger.allSatisfy { $0.settlement != nil })
    // With more money the same run ends as if it had never stopped.
    let again = MemoryHost(host.survivors)
    again.allow(tokens: nil)
    let book = try #require(try await write(stored, Self.script.model(), again).product)
    #expect(ManuscriptFiles(book) == ManuscriptFiles(whole), "\(tokens) tokens")
    return files.files.count > 1 && stored.chapters.contains { $0.status == .partial }
  }

  @Test("a chapter written anew keeps the old version until it is done, and marks what needs it")
  func regeneration() async throws {
    let host = MemoryHost()
    let book = try #require(
      try await write(Sample.project(Self.chapters, brief: Sample.essay), Self.script.model(), host)
        .product)
    let request = book.regeneration(of: NodeID("c-a"))
    #expect(request.version == 2)
    // It breaks off half-way: the first version still stands.
    let broken = ScriptedModel { request, number in
      number == 1
        ? .text("", end: .fails(ModelError(.stop, "provider.no-credit", "No credit.")))
        : BookScript(unitWords: 150) { Prose.text(words: 150, seed: UInt64($0.utf8.count + 900)) }
          .reply(to: request)
    }
    let stopped = MemoryHost()
    _ = try await write(book, broken, stopped, only: [request], instructions: "Make it rain.")
    #expect(broken.requests[0].messages[0].text.contains("The author asks: Make it rain."))
    var half = book
    for record in stopped.records { half.apply(record) }
    #expect(ManuscriptFiles(half).files == ManuscriptFiles(book).files)
    #expect(half.stale.isEmpty)
    // The same request goes on and ends.
    let script = BookScript(unitWords: 150) {
      Prose.text(words: 150, seed: UInt64($0.utf8.reduce(0) { Int($0) + Int($1) }) + 999)
    }
    let rest = MemoryHost(stopped.survivors)
    let done = try #require(try await write(half, script.model(), rest, only: [request]).product)
    #expect(done.standing(of: NodeID("c-a"))?.version == 2)
    #expect(done.stale == [NodeID("c-c")])
    for id in ["c-b", "c-c"] {
      #expect(done.standing(of: NodeID(id)) == book.standing(of: NodeID(id)))
    }
    // Given again, a request that is done buys nothing.
    let idle = script.model()
    _ = try await write(done, idle, only: [request])
    #expect(idle.requests.isEmpty)
    // Writing the stale one anew clears its mark.
    let fresh = try #require(
      try await write(done, script.model(), only: [done.regeneration(of: NodeID("c-c"))]).product)
    #expect(fresh.stale.isEmpty)
  }

  @Test("no call asks for more words than one answer holds")
  func pieces() {
    var chapter = Sample.chapter("a", sections: 1, words: 4_000)
    chapter.sections[0].points = ["one", "two", "three", "four"]
    let units = WritingUnit.units(of: chapter)
    #expect(units.map(\.targetWords) == [1_334, 1_334, 1_334])
    #expect(units.map(\.id) == ["s-a-1", "s-a-1.2", "s-a-1.3"])
    #expect(units.flatMap(\.points) == chapter.sections[0].points)
    #expect(units.map(\.isFirst) == [true, false, false])
    chapter.sections = []
    #expect(WritingUnit.units(of: chapter).map(\.title) == ["", "", ""])
  }

  @Test("the estimate is near what a run uses, and less once chapters are done")
  func estimate() async throws {
    let project = Sample.project(Self.chapters, brief: Sample.essay)
    let estimate = RunEstimate.writing(project)
    let model = Self.script.model()
    let host = MemoryHost()
    let book = try #require(try await write(project, model, host).product)
    #expect(estimate.calls == model.requests.count)
    let input = model.requests.reduce(0) { total, request in
      total + TextTokens.count(request.system)
        + request.messages.reduce(0) { $0 + TextTokens.count($1.text) }
    }
    #expect(
      (input / 2...input * 2).contains(estimate.usage.input), "\(estimate.usage.input), \(input)")
    #expect(RunEstimate.writing(book).calls == 0)
    let all = RunEstimate.planning(chapters: 12) + estimate
    #expect(all.items.map(\.step) == [.ideation, .thesis, .outline, .chapter, .summary])
    #expect(all.calls == RunEstimate.planning(chapters: 12).calls + estimate.calls)
  }

  @Test("a long chapter is summed up and searched whole, stretch by stretch")
  func longChapter() async throws {
    var chapter = Sample.chapter("a", sections: 6, words: 1_400)
    chapter.targetWords = 8_400
    let model = BookScript(unitWords: 1_400).model()
    let book = try #require(try await write(Sample.project([chapter]), model).product)
    let asked = model.requests.filter { $0.step == .summary }.map { $0.messages[0].text }
    #expect(asked.count == 4)
    #expect(asked[0].contains("part 1 of 2") && asked[1].contains("part 2 of 2"))
    let content = try #require(book.standing(of: chapter.id)?.content)
    let read = asked[0] + asked[1]
    for paragraph in Paragraphs.split(content) { #expect(read.contains(paragraph)) }
  }
}
