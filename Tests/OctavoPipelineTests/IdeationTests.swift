import OctavoGeneration
import OctavoTestSupport
import Testing

@Suite("Ideation")
struct IdeationTests {
  private func run(
    _ model: ScriptedModel, _ host: MemoryHost = MemoryHost(), brief: ProjectBrief = Sample.brief,
    round: Int = 0, kept: [Concept] = []
  ) async throws -> GenerationResult<[Concept]> {
    let machine = IdeationMachine(
      project: "p", brief: brief, tools: try Sample.tools(), round: round, kept: kept)
    return try await GenerationDriver(model: model, host: host).run(machine)
  }

  /// The usual script, with other answers for the concepts, one a round.
  private func model(concepts: [String]) -> ScriptedModel {
    ScriptedModel { request, number in
      guard request.format?.name == "concepts" else { return BookScript().reply(to: request) }
      return .text(concepts[min(max(0, number - 2), concepts.count - 1)])
    }
  }

  private static func concept(_ title: String, _ thesis: String) -> String {
    #"{"title":"\#(title)","tagline":"t","audience":"a","thesis":"\#(thesis)","difference":"d"}"#
  }

  @Test("a keyword becomes three distinct concepts with stable ids")
  func concepts() async throws {
    let host = MemoryHost()
    let concepts = try #require(try await run(BookScript().model(), host).product)
    #expect(concepts.map(\.title) == ["The Last Keeper", "Salt Money", "Fog Signals"])
    let again = try #require(try await run(BookScript().model()).product)
    #expect(again == concepts)
    #expect(Set(concepts.map(\.id)).count == 3)
    #expect(host.records.contains(.concepts(concepts)))
    #expect(host.progress.map(\.stage).contains(.thesis))
  }

  @Test("a story's thesis step asks for depth, an argument's for rigour")
  func thesisByGenre() async throws {
    for (brief, name) in [(Sample.brief, "thesis_narrative"), (Sample.essay, "thesis_academic")] {
      let model = BookScript().model()
      _ = try await run(model, brief: brief)
      #expect(model.requests[1].format?.name == name)
      #expect(model.requests[1].step == .thesis)
    }
  }

  @Test("a missing audience level stops before anything is bought")
  func audienceIsRequired() async throws {
    var brief = Sample.brief
    brief.audienceLevel = " "
    let model = BookScript().model()
    let result = try await run(model, brief: brief)
    #expect(result.failure?.code == "brief.missing")
    #expect(result.failure?.message.contains("'audience'") == true)
    #expect(model.requests.isEmpty)
  }

  @Test("near-duplicates are turned away and others asked for, by name")
  func duplicates() async throws {
    let same = "A keeper must choose between duty and sleep when the lamp is automated."
    let first = [
      Self.concept("The Last Keeper", same),
      Self.concept("the last KEEPER!", "Quite another thing altogether."),
      Self.concept(
        "The Keeper", "The keeper has to choose between sleep and duty when his lamp is automated."),
    ].joined(separator: ",")
    let second = [
      Self.concept("Salt Money", "Three generations fight over the harbour dues and a wreck."),
      Self.concept("Fog Signals", "A deaf engineer hears an answer to the horn in winter."),
    ].joined(separator: ",")
    let model = model(concepts: [#"{"concepts":[\#(first)]}"#, #"{"concepts":[\#(second)]}"#])
    let concepts = try #require(try await run(model).product)
    #expect(concepts.map(\.title) == ["The Last Keeper", "Salt Money", "Fog Signals"])
    #expect(model.requests.count == 4)
    #expect(model.requests[3].messages[0].text.contains("The Keeper (too like another)"))
  }

  @Test("too few after bounded rounds is a clear failure that keeps what came")
  func bounded() async throws {
    let one =
      #"{"concepts":[\#(Self.concept("Only One", "The one book that this model ever proposes."))]}"#
    let host = MemoryHost()
    let model = model(concepts: [one])
    let result = try await run(model, host)
    #expect(result.failure?.code == "generation.too-few-concepts")
    #expect(result.failure?.kept == ["the concept “Only One”"])
    #expect(model.requests.count == 2 + IdeationMachine.rounds)
    guard case .concepts(let kept)? = host.records.last else {
      Issue.record("nothing was saved")
      return
    }
    // A new round asks anew and counts what was kept.
    let next = BookScript().model()
    let all = try #require(
      try await run(next, MemoryHost(host.survivors), round: 1, kept: kept).product)
    #expect(all.map(\.title) == ["Only One", "The Last Keeper", "Salt Money", "Fog Signals"])
    #expect(next.requests.count == 3)
  }

  @Test("an answer that is no JSON is asked for again with what was wrong")
  func mendedByAsking() async throws {
    let model = ScriptedModel { request, number in
      switch number {
      case 0: .text("Sure! Themes: light, sea.")
      case 1: .text(#"{"themes":[]}"#)
      default: BookScript().reply(to: request)
      }
    }
    let concepts = try await run(model).product
    #expect(concepts?.count == 3)
    #expect(model.requests[1].messages.count == 3)
    #expect(model.requests[1].messages[2].text.contains("This is no JSON."))
    #expect(model.requests[2].messages[2].text.contains("has no “questions”"))
  }

  @Test("JSON in a fence is as good as bare")
  func fenced() async throws {
    let model = ScriptedModel { request, _ in
      let reply = BookScript().reply(to: request).pieces.joined()
      return .text("```json\n\(reply)\n```")
    }
    #expect(try await run(model).product?.count == 3)
    #expect(model.requests.count == 3)
  }

  @Test("an answer cut off in the middle is continued, not bought again")
  func truncatedAnswer() async throws {
    let model = ScriptedModel { request, number in
      let whole = BookScript().reply(to: request)
      guard number == 2 else { return whole }
      // A truncation that the provider calls an ordinary end.
      return .text(String(whole.pieces.joined().prefix(300)))
    }
    let concepts = try #require(try await run(model).product)
    #expect(concepts.map(\.title) == ["The Last Keeper", "Salt Money", "Fog Signals"])
    #expect(model.delivered.joined().components(of: "Salt Money") == 1)
    #expect(model.requests.count == 4)
  }

  @Test("no answer of any use ends in a failure that says so")
  func hopeless() async throws {
    let model = ScriptedModel(replies: [.text("I'm sorry, but I can't assist with that request.")])
    let result = try await run(model)
    #expect(result.failure?.code == "generation.unusable-answer")
    #expect(model.requests.count == 3)
  }

  @Test("a provider that fails stops the run; starting it again goes on")
  func providerFails() async throws {
    let host = MemoryHost()
    let broken = ScriptedModel { request, number in
      guard number == 1 else { return BookScript().reply(to: request) }
      return .text("", end: .fails(ModelError(.stop, "provider.no-credit", "No credit is left.")))
    }
    let result = try await run(broken, host)
    #expect(result.failure?.code == "provider.no-credit")
    let model = BookScript().model()
    #expect(try await run(model, MemoryHost(host.survivors)).product?.count == 3)
    #expect(model.requests.count == 2)
  }

  @Test("what counts as the same book")
  func likeness() {
    func concept(_ title: String, _ thesis: String) -> Concept {
      Concept(id: "", title: title, tagline: "", audience: "", thesis: thesis, difference: "")
    }
    let a = concept(
      "Night Trains", "How sleeping cars changed the borders of Europe before the war.")
    #expect(Likeness.isDuplicate(a, concept("Night trains.", "Something else entirely.")))
    #expect(
      Likeness.isDuplicate(
        a, concept("The Night Train", "How sleeping cars changed Europe's borders before the war."))
    )
    #expect(
      !Likeness.isDuplicate(
        a, concept("Day Trippers", "What cheap railway tickets did to the seaside towns of Wales."))
    )
    #expect(Likeness.of("", "") == 100)
  }
}

extension String {
  /// How often a text stands in this one.
  func components(of text: String) -> Int { ranges(of: text).count }
}
